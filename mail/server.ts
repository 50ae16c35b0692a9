/** How to reach a mail server, and what encryption it must offer. */
export type MailServer = {
  host: string;
  port?: number;
  /** TLS from the first byte. */
  secure: boolean;
  /** Without STARTTLS nothing is sent. */
  requireTLS: boolean;
  auth?: { user: string; pass: string };
  tls?: { rejectUnauthorized: false };
};

/**
 * The server named by SMTP_URL. Beyond this machine, letters and passwords are sent only encrypted and to a server with a
 * valid certificate, unless `inClear`. Only the parts named here are read: nothing after a `?` can weaken this.
 */
export function mailServerAt(smtpUrl: string, encryption: 'required' | 'inClear' = 'required'): MailServer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const isTrusted = encryption === 'inClear' || isLoopback(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port && { port: Number(port) }),
    secure,
    requireTLS: !secure && !isTrusted,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // a server on this machine signs its own certificate, and the connection does not leave the machine
    ...(isTrusted && { tls: { rejectUnauthorized: false } }),
  };
}

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);

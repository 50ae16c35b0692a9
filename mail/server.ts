/** How to reach a mail server, and what is asked of its encryption. */
export type MailServer = {
  host: string;
  port?: number;
  /** Encrypted from the first byte. */
  secure: boolean;
  /** Encrypted before anything is said, or nothing is said. */
  requireTLS: boolean;
  auth?: { user: string; pass: string };
  tls?: { rejectUnauthorized: false };
};

/**
 * The server of SMTP_URL. Beyond this machine letters and passwords go encrypted, to a server that proves its name, or not
 * at all, unless `inClear`. Only the parts named here are read: nothing after a `?` can undo that.
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
    // a server on this machine signs its own certificate; the letter never leaves the machine to reach it
    ...(isTrusted && { tls: { rejectUnauthorized: false } }),
  };
}

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);

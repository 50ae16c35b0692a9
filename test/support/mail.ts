import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type Mailer, mailerOf } from '../../mail/delivery.ts';
import { mailServerAt } from '../../mail/server.ts';
import { type StepLimits, smtpTransport } from '../../mail/transport.ts';

/** A message as the peer received it: header lines unfolded and decoded, text decoded. */
export type Received = {
  from: string;
  to: string[];
  headers: Record<string, string>;
  text: string;
  raw: string;
};

export type Peer = { url: string; port: number; inbox: Received[]; close(): Promise<void> };

/** A real SMTP server that accepts everything, except what the options reject. */
export async function smtpPeer(options: SMTPServerOptions = {}, port = 0): Promise<Peer> {
  const inbox: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    ...options,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const accept = (error?: Error | null) => {
          if (!error) inbox.push(read(Buffer.concat(chunks).toString(), session.envelope));
          done(error);
        };
        if (options.onData) options.onData(stream, session, accept);
        else accept();
      });
    },
  });
  server.on('error', () => undefined); // a client that goes away is the client's affair
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const at = (server.server.address() as { port: number }).port;
  return {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    inbox,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that accepts a connection and says nothing. */
export async function silentPeer(): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export const SENDER = {
  mailFrom: 'Rightsdesk <rightsdesk@desk.example.org>',
  baseUrl: 'https://rights.example.org',
};

/** The desk's own mailer for a peer; with short time-outs if a test makes the peer hang. */
export function mailerTo(url: string, limits?: Partial<StepLimits>): Mailer {
  if (limits) return { transport: smtpTransport(mailServerAt(url), limits), sender: SENDER };
  return mailerOf({ smtpUrl: url, ...SENDER }) as Mailer;
}

/** An SMTP rejection. */
export const refusing = (responseCode: number, message = 'no'): Error =>
  Object.assign(new Error(message), { responseCode });

function read(
  raw: string,
  envelope: { mailFrom: false | { address: string }; rcptTo: { address: string }[] },
) {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const headers: Record<string, string> = {};
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = words(line.slice(at + 1).trim());
  }
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    headers,
    text: quotedPrintable(body.join('\r\n\r\n').replace(/=\r\n/g, '')).replace(/\r\n/g, '\n'),
    raw,
  };
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();

/** RFC 2047: `=?UTF-8?Q?...?=` and `=?UTF-8?B?...?=`. */
function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' ')),
    );
}

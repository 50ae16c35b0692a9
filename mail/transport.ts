import type { Transporter } from 'nodemailer';
import type { Failure } from '../models/letter/deliveries.ts';
import type { Message } from './letters.ts';

/** Hands a message to the mail server. Resolves when the server has taken it; throws `NotAccepted` when it has not. */
export type Transport = { send(message: Message): Promise<void> };

/** Milliseconds. The whole must end well before a claim does (5 minutes), or two processes hand over one letter. */
export type Patience = { connect: number; silence: number; whole: number };
const PATIENCE: Patience = { connect: 10_000, silence: 20_000, whole: 60_000 };

/** The mail server did not take a message. */
export class NotAccepted extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.error);
    this.name = 'NotAccepted';
    this.failure = failure;
  }
}

/** The mail server of SMTP_URL. One connection a letter: a desk writes few, and a broken one spoils nothing. */
export function smtpTransport(smtpUrl: string, patience: Partial<Patience> = {}): Transport {
  const patient = { ...PATIENCE, ...patience };
  let server: Transporter | undefined;
  return {
    send: async (message) => {
      server ??= await serverAt(smtpUrl, patient);
      try {
        await within(patient.whole, server.sendMail(message));
      } catch (error) {
        throw new NotAccepted(failureOf(error as SmtpError));
      }
    },
  };
}

/** The library is loaded with the first letter: a desk starts without it. */
async function serverAt(url: string, { connect, silence }: Patience): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: connect,
    greetingTimeout: connect,
    dnsTimeout: connect,
    socketTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A server on this machine signs its own certificate; the letter never leaves the machine to reach it.
    ...(isLoopback(url) && { tls: { rejectUnauthorized: false } }),
  });
}

type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/** What a server says of the recipient or of the letter itself. Of a sender or a log-in that it does not like, no letter is to blame. */
const ABOUT_THE_LETTER = ['RCPT TO', 'DATA'];

function failureOf({ code, command, response, responseCode = 0, message }: SmtpError): Failure {
  const error = (response || message || code || 'unknown').replace(/\s+/g, ' ').trim();
  const aboutTheLetter = ABOUT_THE_LETTER.includes(command ?? '');
  if (aboutTheLetter && responseCode >= 500) return { kind: 'never', error };
  if (aboutTheLetter || command === 'MAIL FROM' || code === 'EMESSAGE' || code === 'EENVELOPE')
    return { kind: 'later', error };
  return { kind: 'unreachable', error };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server took too long')), milliseconds);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

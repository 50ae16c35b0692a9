import type { MailStep } from '../domain/mailSteps.ts';
import type { Failure } from '../models/letter/deliveries.ts';
import { plainWords } from './serverWords.ts';

/** An error from nodemailer: `response` is the server's answer, `command` the command it answers. */
export type SmtpError = Error & {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  cause?: unknown;
  responseCode?: number;
};

/** The mail server did not accept a message, or did not say whether it had. */
export class NotAccepted extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.error);
    this.name = 'NotAccepted';
    this.failure = failure;
  }
}

/** What an error at a given step means for the letter. */
export function failureOf(fault: SmtpError, at: MailStep): Failure {
  const step = stepOf(fault, at);
  return { kind: kindOf(step, fault), step, error: wordsOf(fault) };
}

/**
 * Up to MAIL FROM an error never counts against the letter, whatever the server says. From RCPT TO on, an answer
 * concerns this letter, and silence counts as an attempt. Silence after the final dot: the server may have accepted it.
 */
function kindOf(step: MailStep, { code, response, responseCode = 0 }: SmtpError): Failure['kind'] {
  if (!response && (code === 'EMESSAGE' || code === 'EENVELOPE')) return 'later';
  if (WANTS_LOG_IN.includes(responseCode)) return 'unreachable';
  if (step === 'sender') return ofSender(responseCode);
  if (!ABOUT_THE_LETTER.includes(step)) return 'unreachable';
  if (responseCode >= 500) return 'never';
  return step === 'acceptance' && responseCode < 400 ? 'perhaps' : 'later';
}

const ABOUT_THE_LETTER: MailStep[] = ['recipient', 'data', 'letter', 'acceptance'];
/** RFC 4954, 6: a server that requires a log-in may answer any command with these. */
const WANTS_LOG_IN = [530, 534, 535, 538];
const TOO_LARGE = 552;

function ofSender(responseCode: number): Failure['kind'] {
  if (responseCode === TOO_LARGE) return 'never';
  return responseCode >= 400 && responseCode < 500 ? 'later' : 'unreachable';
}

/** With pipelining, a rejection is seen only with a later answer; nodemailer then names its command. */
function stepOf({ command = '', code, originalCode = '' }: SmtpError, at: MailStep): MailStep {
  if (command === 'RCPT TO') return 'recipient';
  if (command === 'MAIL FROM') return 'sender';
  if (command.startsWith('AUTH')) return 'log-in';
  if (command === 'STARTTLS' || code === 'ETLS') return 'encryption';
  return at === 'connection' && /CERT|SSL|TLS|SIGNED|SIGNATURE|ISSUER|EPROTO/.test(originalCode)
    ? 'encryption'
    : at;
}

/** The server's own words, or one of our codes (`DeliveryFault`) if it said nothing. */
function wordsOf({ name, code, response, message, cause }: SmtpError): string {
  if (name === 'AbortError') return cause instanceof Error ? cause.message : message;
  if (code === 'ETIMEDOUT') return 'took-too-long';
  if (!response && message === 'Connection closed unexpectedly') return 'connection-lost';
  return plainWords(response || message || code || 'unknown')
    .replace(/\s+/g, ' ')
    .trim();
}

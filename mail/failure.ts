import type { MailStep } from '../domain/mailSteps.ts';
import type { Failure } from '../models/letter/deliveries.ts';
import { plainWords } from './serverWords.ts';

/** A fault as nodemailer tells it: `response` where the server answered, `command` which command it answered. */
export type SmtpError = Error & {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  cause?: unknown;
  responseCode?: number;
};

/** The mail server did not take a message, or did not say whether it has. */
export class NotAccepted extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.error);
    this.name = 'NotAccepted';
    this.failure = failure;
  }
}

/** What a fault at a step means for the letter. */
export function failureOf(fault: SmtpError, at: MailStep): Failure {
  const step = stepOf(fault, at);
  return { kind: kindOf(step, fault), step, error: wordsOf(fault) };
}

/**
 * Up to the sender no letter is to blame, whatever the server says. From the recipient on it speaks of this letter, and
 * where it says nothing the try counts. Nothing said after the final dot: it may have taken the letter.
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
/** RFC 4954, 6: said of any command by a server that wants to know first who we are. */
const WANTS_LOG_IN = [530, 534, 535, 538];
const TOO_LARGE = 552;

function ofSender(responseCode: number): Failure['kind'] {
  if (responseCode === TOO_LARGE) return 'never';
  return responseCode >= 400 && responseCode < 500 ? 'later' : 'unreachable';
}

/** With pipelining a refusal is known only with a later answer, and nodemailer names its command. */
function stepOf({ command = '', code, originalCode = '' }: SmtpError, at: MailStep): MailStep {
  if (command === 'RCPT TO') return 'recipient';
  if (command === 'MAIL FROM') return 'sender';
  if (command.startsWith('AUTH')) return 'log-in';
  if (command === 'STARTTLS' || code === 'ETLS') return 'encryption';
  return at === 'connection' && /CERT|SSL|TLS|SIGNED|SIGNATURE|ISSUER|EPROTO/.test(originalCode)
    ? 'encryption'
    : at;
}

/** The server's own words, or a word of ours (`DeliveryFault`) where it said nothing. */
function wordsOf({ name, code, response, message, cause }: SmtpError): string {
  if (name === 'AbortError') return cause instanceof Error ? cause.message : message;
  if (code === 'ETIMEDOUT') return 'took-too-long';
  if (!response && message === 'Connection closed unexpectedly') return 'connection-lost';
  return plainWords(response || message || code || 'unknown')
    .replace(/\s+/g, ' ')
    .trim();
}

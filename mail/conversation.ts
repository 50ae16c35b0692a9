import type { MailStep } from '../domain/mailSteps.ts';
import { plainWords } from './serverWords.ts';

/** Callbacks that follow a conversation with a mail server. */
export type Hearing = {
  /** A step begins: its answer is awaited. */
  reached?(step: MailStep): void;
  /** The desk did something: a command without its secrets, or the address resolved or connected to. */
  did?(step: MailStep, words: string): void;
  /** The server answered, in its own words. */
  heard?(step: MailStep, words: string): void;
};

type SmtpLogEntry = { tnx?: string; remotePort?: number; remoteAddress?: string; resolved?: string };
type Tell = (entry: SmtpLogEntry, words?: string) => void;

/**
 * Follows a conversation through nodemailer's log, the only place that shows its progress. With pipelining, several
 * commands are sent before the first answer: the current step is the one whose answer is awaited.
 */
export class SmtpConversation {
  step: MailStep = 'lookup';
  readonly log: Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', Tell>;
  readonly #awaited: MailStep[] = [];
  readonly #hearing: Hearing;

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
    const tell: Tell = (entry, words = '') => this.#follow(entry, plainWords(words));
    this.log = { trace: tell, debug: tell, info: tell, warn: tell, error: tell, fatal: tell };
  }

  #follow({ tnx, resolved, remoteAddress, remotePort }: SmtpLogEntry, words: string): void {
    if (tnx === 'dns') this.#found(resolved ?? '');
    else if (tnx === 'network' && remotePort) this.#connected(`${remoteAddress} ${remotePort}`);
    else if (tnx === 'client') this.#asked(words);
    else if (tnx === 'server') this.#answered(words);
    else if (tnx === 'message') this.#reach('acceptance');
  }

  #found(address: string): void {
    this.#hearing.did?.('lookup', address);
    this.#reach('connection');
  }

  #connected(where: string): void {
    this.#hearing.did?.('connection', where);
    this.#awaited.push('greeting');
    this.#reach('greeting');
  }

  #asked(command: string): void {
    const step = COMMANDS.find(([begins]) => begins.test(command))?.[1] ?? this.step; // a log-in goes on
    this.#awaited.push(step);
    this.#hearing.did?.(step, command);
    this.#reach(this.#awaited[0] ?? step);
  }

  #answered(words: string): void {
    const step = this.#awaited.shift() ?? this.step;
    this.#hearing.heard?.(step, words);
    const mayGoOn = step === 'data' && /^[23]/.test(words);
    this.#reach(this.#awaited[0] ?? (mayGoOn ? 'letter' : step));
  }

  #reach(step: MailStep): void {
    this.step = step;
    this.#hearing.reached?.(step);
  }
}

const COMMANDS: [begins: RegExp, MailStep][] = [
  [/^(EHLO|HELO) /, 'hello'],
  [/^STARTTLS/, 'encryption'],
  [/^AUTH /, 'log-in'],
  [/^MAIL FROM:/, 'sender'],
  [/^RCPT TO:/, 'recipient'],
  [/^DATA/, 'data'],
];

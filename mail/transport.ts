import type { DeliveryFault, MailStep } from '../domain/mailSteps.ts';
import { type Hearing, SmtpConversation } from './conversation.ts';
import { failureOf, NotAccepted, type SmtpError } from './failure.ts';
import type { Message } from './letters.ts';
import type { MailServer } from './server.ts';
import { plainWords } from './serverWords.ts';

/**
 * Sends messages to the mail server, each over its own connection: a desk sends few, and a broken connection then affects one
 * message only.
 */
export type Transport = {
  /**
   * Resolves with the server's words once it has accepted the message; throws `NotAccepted` otherwise. `leave` ends the
   * conversation.
   */
  send(message: Message, hearing?: Hearing, leave?: AbortSignal): Promise<string>;
  /** Connects and logs in without sending anything. Throws `NotAccepted` on failure. */
  greet(): Promise<void>;
};

/** The time limit of each step, in milliseconds. */
export type StepLimits = Record<MailStep, number>;

const MINUTE = 60_000;
/** From RFC 5321, 4.5.3.2, which sets no limit for the steps before the greeting. */
export const STEP_LIMITS: StepLimits = {
  lookup: MINUTE / 2,
  connection: MINUTE / 2,
  greeting: 5 * MINUTE,
  hello: 5 * MINUTE,
  encryption: MINUTE,
  'log-in': 5 * MINUTE,
  sender: 5 * MINUTE,
  recipient: 5 * MINUTE,
  data: 2 * MINUTE,
  letter: 3 * MINUTE,
  acceptance: 10 * MINUTE,
};

/** A check without a letter is soon repeated, so it may end early. */
const GREETING = MINUTE / 2;

export function smtpTransport(server: MailServer, limits: Partial<StepLimits> = {}): Transport {
  const limitOf = { ...STEP_LIMITS, ...limits };
  return {
    send: async (message, hearing = {}, leave) => {
      const limit = new StepLimit(limitOf);
      const talk = new SmtpConversation({
        ...hearing,
        reached: (step) => {
          limit.begin(step);
          hearing.reached?.(step);
        },
      });
      limit.begin('lookup');
      const signal = leave ? AbortSignal.any([limit.signal, leave]) : limit.signal;
      try {
        const { response } = await (await mailAt(server, talk, sum(limitOf))).sendMail({
          ...message,
          signal,
        } as Message);
        return plainWords(response);
      } catch (error) {
        throw new NotAccepted(failureOf(error as SmtpError, talk.step));
      } finally {
        limit.end();
      }
    },
    greet: async () => {
      const talk = new SmtpConversation({});
      try {
        await (await mailAt(server, talk, Math.min(GREETING, limitOf.greeting))).verify();
      } catch (error) {
        throw new NotAccepted(failureOf(error as SmtpError, talk.step));
      }
    },
  };
}

/**
 * Loads the library with the first letter, so that the desk starts without it. Its own time-outs are longer than ours.
 */
async function mailAt(server: MailServer, talk: SmtpConversation, longest: number) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    ...server,
    logger: talk.log as never,
    transactionLog: true,
    connectionTimeout: longest,
    greetingTimeout: longest,
    dnsTimeout: longest,
    socketTimeout: longest,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const sum = (limits: StepLimits): number => Object.values(limits).reduce((all, one) => all + one, 0);

/** Ends a conversation when one step takes too long: nodemailer has one time-out for all steps. */
class StepLimit {
  readonly #controller = new AbortController();
  readonly #limits: StepLimits;
  #timer: NodeJS.Timeout | undefined;
  readonly signal = this.#controller.signal;

  constructor(limits: StepLimits) {
    this.#limits = limits;
  }

  begin(step: MailStep): void {
    this.end();
    this.#timer = setTimeout(
      () => this.#controller.abort(new Error('took-too-long' satisfies DeliveryFault)),
      this.#limits[step],
    );
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

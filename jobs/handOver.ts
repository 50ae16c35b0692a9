import { setTimeout as pause } from 'node:timers/promises';
import { type DeliveryFault, type PathFault, pathFaultOf } from '../domain/mailSteps.ts';
import { type Delivered, deliver, type Mailer } from '../mail/delivery.ts';
import type { Desk } from '../models/desk.ts';
import { letterContext } from '../models/letter/context.ts';
import {
  type Failure,
  giveUp,
  hasTryLeft,
  keepClaim,
  recordFailure,
  recordSent,
} from '../models/letter/deliveries.ts';
import { whyNotWanted } from '../models/letter/wanted.ts';
import type { LetterText } from '../models/letter/words.ts';
import type { Letter } from '../models/letter.ts';

/**
 * The result for one letter: accepted, postponed, rejected for good or cancelled because its reason had gone; `unreachable` when
 * the server accepts none at all.
 */
export type DeliveryOutcome = 'sent' | 'later' | 'failed' | 'cancelled' | 'unreachable';

export type HandingOver = {
  /** Ends the SMTP conversation at once. */
  leave?: AbortSignal;
  /** Called when the server has the whole letter and its answer is awaited. */
  onWhole?: () => void;
  /** Called with errors of the desk, not of the server. */
  onFault?: (error: unknown) => void;
  /** The time of acceptance is always the real time, even when the run acts as at another instant: it is evidence. */
  acceptedAt?: () => Date;
  /** Called after each letter with what it showed about the mail server: a fault, or that letters leave. */
  onPath?: (fault?: PathFault) => Promise<void>;
  /** Milliseconds between renewals of the claim on a letter being delivered. */
  keepEvery?: number;
};

/** Well within the life of a claim. */
const KEEP_EVERY = 60_000;

/** Delivers one claimed letter to the mail server and records the result. */
export async function handOver(
  desk: Desk,
  mailer: Mailer,
  letter: Letter,
  options: HandingOver,
): Promise<DeliveryOutcome> {
  if (!hasTryLeft(letter)) return putOff(desk, letter, { kind: 'never', error: NOT_RECORDED });
  const reason = await whyNotWanted(desk, letter);
  if (reason) return giveUp(desk, letter, reason);
  const delivered = await whileKept(desk, letter, options, () => tried(desk, mailer, letter, options));
  if ('noAddress' in delivered) return giveUp(desk, letter, 'no-address');
  if ('failure' in delivered) {
    const outcome = await putOff(desk, letter, delivered.failure);
    const fault = pathFaultOf(delivered.failure);
    if (fault) await options.onPath?.(fault);
    return outcome;
  }
  await recorded(desk, letter, delivered.kept, (options.acceptedAt ?? desk.clock)());
  await options.onPath?.();
  return 'sent';
}

const NOT_RECORDED: DeliveryFault = 'not-recorded';

/**
 * The server has accepted the letter, so recording that is retried. If it still fails, it counts as an attempt; otherwise the
 * letter would be sent for ever.
 */
async function recorded(desk: Desk, letter: Letter, words: LetterText, sentAt: Date): Promise<void> {
  for (let left = 2; ; left -= 1) {
    try {
      return await recordSent(desk, letter, words, sentAt);
    } catch (error) {
      if (left === 0) {
        await putOff(desk, letter, { kind: 'perhaps', error: NOT_RECORDED }).catch(() => undefined);
        throw error;
      }
      await pause(1000);
    }
  }
}

async function putOff(desk: Desk, letter: Letter, failure: Failure): Promise<DeliveryOutcome> {
  const left = await recordFailure(desk, letter, failure, desk.clock());
  return failure.kind === 'unreachable' ? 'unreachable' : left ? 'later' : 'failed';
}

/** A letter that the desk cannot write is postponed like one that the server does not accept, so that the others go. */
async function tried(
  desk: Desk,
  mailer: Mailer,
  letter: Letter,
  { leave, onWhole, onFault }: HandingOver,
): Promise<Delivered> {
  const reached = (step: string) => step === 'acceptance' && onWhole?.();
  try {
    return await deliver(mailer, letter, await letterContext(desk, letter), { hearing: { reached }, leave });
  } catch (error) {
    onFault?.(error);
    return { failure: { kind: 'later', error: 'cannot-be-written' satisfies DeliveryFault } };
  }
}

/** A failed renewal leaves the claim as it was; it remains valid for the next attempts. */
async function whileKept<T>(
  desk: Desk,
  letter: Letter,
  { keepEvery = KEEP_EVERY }: HandingOver,
  work: () => Promise<T>,
): Promise<T> {
  let keeping: Promise<void> = Promise.resolve();
  const again = setInterval(() => {
    keeping = keeping.then(() => keepClaim(desk, letter)).catch(() => undefined);
  }, keepEvery);
  try {
    return await work();
  } finally {
    clearInterval(again);
    await keeping;
  }
}

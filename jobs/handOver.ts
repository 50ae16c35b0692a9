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

/** What became of a letter: taken by the server, put off, refused for good, its reason gone; or the server takes none at all. */
export type Outcome = 'sent' | 'later' | 'failed' | 'cancelled' | 'unreachable';

export type HandingOver = {
  /** Ends the conversation at once. */
  leave?: AbortSignal;
  /** Told when the server has the whole letter and is to answer. */
  onWhole?: () => void;
  /** Told of faults that are ours, not the server's. */
  onFault?: (error: unknown) => void;
  /** When the server took a letter is always the real moment, whatever moment the run acts as at: it is evidence. */
  acceptedAt?: () => Date;
  /** Told what each letter showed of the way to the mail server: a fault, or that letters leave. */
  onPath?: (fault?: PathFault) => Promise<void>;
  /** So often, in milliseconds, a letter in hand is said to be still in hand. */
  keepEvery?: number;
};

/** Well within a claim. */
const KEEP_EVERY = 60_000;

/** Hands one claimed letter to the mail server and records what became of it. */
export async function handOver(
  desk: Desk,
  mailer: Mailer,
  letter: Letter,
  options: HandingOver,
): Promise<Outcome> {
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

/** The server has taken it, so much is tried to keep that; what cannot be kept is a try all the same, or it would go for ever. */
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

async function putOff(desk: Desk, letter: Letter, failure: Failure): Promise<Outcome> {
  const left = await recordFailure(desk, letter, failure, desk.clock());
  return failure.kind === 'unreachable' ? 'unreachable' : left ? 'later' : 'failed';
}

/** A letter that we cannot write is put off like one that the server does not take, so that the others go. */
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

/** A try at keeping it that fails leaves the claim as it was: it holds for the next ones. */
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

import { type Delivered, deliver, type Mailer } from '../mail/delivery.ts';
import type { Desk } from '../models/desk.ts';
import { letterContext } from '../models/letter/context.ts';
import { claimLetter, type Failure, giveUp, recordFailure, recordSent } from '../models/letter/deliveries.ts';
import { whyNotWanted } from '../models/letter/wanted.ts';
import type { Letter } from '../models/letter.ts';

/** How a run went: letters taken by the server, put off, refused for good, and those whose reason was gone. */
export type Deliveries = { sent: number; later: number; failed: number; cancelled: number };

type Options = {
  /** Ends the run after the letter in hand. */
  signal?: AbortSignal;
  /** How many letters one run hands over at most. */
  most?: number;
  /** Told of faults that are ours, not the server's. */
  onFault?: (error: unknown) => void;
  /** When the server took a letter is always the real moment, whatever moment the run acts as at: it is evidence. */
  acceptedAt?: () => Date;
};

/**
 * Hands the letters that are due to the mail server, one after the other: claimed, asked whether they are still wanted,
 * written, sent, recorded. One that cannot go does not hold up the others; a server that does not answer ends the run.
 */
export async function deliverLetters(desk: Desk, mailer: Mailer, options: Options = {}): Promise<Deliveries> {
  const done: Deliveries = { sent: 0, later: 0, failed: 0, cancelled: 0 };
  for (let left = options.most ?? 100; left > 0 && !options.signal?.aborted; left -= 1) {
    const letter = await claimLetter(desk, desk.clock());
    if (!letter) break;
    const outcome = await handOver(desk, mailer, letter, options);
    if (outcome === 'unreachable') {
      done.later += 1;
      break;
    }
    done[outcome] += 1;
  }
  return done;
}

async function handOver(
  desk: Desk,
  mailer: Mailer,
  letter: Letter,
  options: Options,
): Promise<keyof Deliveries | 'unreachable'> {
  const reason = await whyNotWanted(desk, letter);
  if (reason) return giveUp(desk, letter, reason);
  const delivered = await tried(desk, mailer, letter, options);
  if ('noAddress' in delivered) return giveUp(desk, letter, 'no-address');
  if ('kept' in delivered) {
    await recordSent(desk, letter, delivered.kept, (options.acceptedAt ?? desk.clock)());
    return 'sent';
  }
  const { kind } = delivered.failure;
  const left = await recordFailure(desk, letter, delivered.failure, desk.clock());
  return kind === 'unreachable' ? kind : left ? 'later' : 'failed';
}

/** A letter that we cannot write is put off like one that the server does not take, so that the others go. */
async function tried(desk: Desk, mailer: Mailer, letter: Letter, { onFault }: Options): Promise<Delivered> {
  try {
    return await deliver(mailer, letter, await letterContext(desk, letter));
  } catch (error) {
    onFault?.(error);
    const failure: Failure = { kind: 'later', error: CANNOT_BE_WRITTEN };
    return { failure };
  }
}

const CANNOT_BE_WRITTEN = 'cannot-be-written';

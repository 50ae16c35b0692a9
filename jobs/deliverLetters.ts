import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryFault, PathFault } from '../domain/mailSteps.ts';
import type { Mailer } from '../mail/delivery.ts';
import type { Desk } from '../models/desk.ts';
import { claimLetter } from '../models/letter/deliveries.ts';
import { noteMailPath, type PathNews } from '../models/mailPath.ts';
import { type HandingOver, handOver, type Outcome } from './handOver.ts';
import { InHand } from './inHand.ts';

/** How a run went: letters taken by the server, put off, refused for good, and those whose reason was gone. */
export type Deliveries = Record<Exclude<Outcome, 'unreachable'>, number>;

type Options = Pick<HandingOver, 'onFault' | 'acceptedAt' | 'keepEvery'> & {
  /** Ends the run after the letters in hand. */
  signal?: AbortSignal;
  /** Told when letters no longer leave, and when they do again. */
  onPath?: (news: PathNews) => void;
  /** Told of each letter that could not go for no fault of its own. */
  onDown?: () => void;
  /** How many letters one run hands over at most. */
  most?: number;
  /** Milliseconds after which a letter that the server has and does not answer waits aside. */
  asideAfter?: number;
};

/** A server may take ten minutes to say that it takes a letter (RFC 5321, 4.5.3.2.6): the next ones go meanwhile. */
const ASIDE_AFTER = 10_000;
/** So many letters wait aside at most, each on a connection of its own. */
const MOST_ASIDE = 4;
/** While some wait aside it is looked for new ones so often, in milliseconds. */
const LOOK_AGAIN = 3000;
/** When the process stops, what the server has not answered by now has perhaps been taken: a second is left to record that. */
const LEAVE_AFTER = 4000;

/**
 * Hands the letters that are due to the mail server, one after the other: claimed, asked whether they are still wanted,
 * written, sent, recorded. One that cannot go does not hold up the others, nor does one that the server takes its time
 * over; a server that takes no letter at all ends the run.
 */
export async function deliverLetters(desk: Desk, mailer: Mailer, options: Options = {}): Promise<Deliveries> {
  const { signal, most = 100, asideAfter = ASIDE_AFTER } = options;
  const done: Deliveries = { sent: 0, later: 0, failed: 0, cancelled: 0 };
  const leaving = leaveSoonAfter(signal);
  const onPath = async (fault?: PathFault) => {
    if (fault) options.onDown?.();
    const news = await noteMailPath(desk, (options.acceptedAt ?? desk.clock)(), fault);
    if (news) options.onPath?.(news);
  };
  const inHand = new InHand(asideAfter, (outcome) => {
    done[outcome === 'unreachable' ? 'later' : outcome] += 1;
  });
  try {
    for (let left = most; left > 0 && !signal?.aborted && !inHand.fault; ) {
      const letter = inHand.size < MOST_ASIDE ? await claimLetter(desk, desk.clock()) : undefined;
      if (letter) {
        left -= 1;
        const outcome = await inHand.take((onWhole) =>
          handOver(desk, mailer, letter, { ...options, onPath, leave: leaving.signal, onWhole }),
        );
        if (outcome !== 'unreachable') continue;
      }
      if (inHand.size === 0) break;
      await Promise.race([inHand.one(), pause(LOOK_AGAIN, undefined, { ref: false })]);
    }
  } finally {
    await inHand.all();
    leaving.end();
  }
  if (inHand.fault) throw inHand.fault.error;
  return done;
}

/** Says "leave" a while after the process was told to stop. */
function leaveSoonAfter(stopping?: AbortSignal): { signal: AbortSignal; end(): void } {
  const leave = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    timer = setTimeout(() => leave.abort(new Error('desk-stopped' satisfies DeliveryFault)), LEAVE_AFTER);
  };
  stopping?.addEventListener('abort', soon, { once: true });
  return {
    signal: leave.signal,
    end: () => {
      stopping?.removeEventListener('abort', soon);
      clearTimeout(timer);
    },
  };
}

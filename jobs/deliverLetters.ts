import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryFault, PathFault } from '../domain/mailSteps.ts';
import type { Mailer } from '../mail/delivery.ts';
import type { Desk } from '../models/desk.ts';
import { claimLetter } from '../models/letter/deliveries.ts';
import { noteMailPath, type PathNews } from '../models/mailPath.ts';
import { type DeliveryOutcome, type HandingOver, handOver } from './handOver.ts';
import { LettersInHand } from './inHand.ts';

/**
 * The result of a run: letters accepted by the server, postponed, rejected for good, and cancelled because their reason
 * had gone.
 */
type Deliveries = Record<Exclude<DeliveryOutcome, 'unreachable'>, number>;

type DeliveryOptions = Pick<HandingOver, 'onFault' | 'acceptedAt' | 'keepEvery'> & {
  /** Ends the run after the letters now being delivered. */
  signal?: AbortSignal;
  /** Called when letters stop leaving, and when they leave again. */
  onPath?: (news: PathNews) => void;
  /** Called for each letter that failed through no fault of its own. */
  onDown?: () => void;
  /** The most letters that one run delivers. */
  most?: number;
  /** Milliseconds after which a letter that the server holds without answering is deferred. */
  deferAfter?: number;
};

/** A server may take ten minutes to accept a letter (RFC 5321, 4.5.3.2.6); meanwhile the next ones are sent. */
const DEFER_AFTER = 10_000;
/** The most letters deferred at once, each on its own connection. */
const MOST_DEFERRED = 4;
/** While letters are deferred, look for new ones this often, in milliseconds. */
const LOOK_AGAIN = 3000;
/**
 * At shutdown, a letter that the server has not answered by now may have been accepted. This leaves a second to record that.
 */
const LEAVE_AFTER = 4000;

/**
 * Delivers the due letters one after another: claim, check that it is still wanted, write, send, record. A letter that
 * fails or is slow does not hold up the others. If the server accepts no letter at all, the run ends.
 */
export async function deliverLetters(
  desk: Desk,
  mailer: Mailer,
  options: DeliveryOptions = {},
): Promise<Deliveries> {
  const { signal, most = 100, deferAfter = DEFER_AFTER } = options;
  const done: Deliveries = { sent: 0, later: 0, failed: 0, cancelled: 0 };
  const leaving = leaveSoonAfter(signal);
  const onPath = async (fault?: PathFault) => {
    if (fault) options.onDown?.();
    const news = await noteMailPath(desk, (options.acceptedAt ?? desk.clock)(), fault);
    if (news) options.onPath?.(news);
  };
  const inHand = new LettersInHand(deferAfter, (outcome) => {
    done[outcome === 'unreachable' ? 'later' : outcome] += 1;
  });
  try {
    for (let left = most; left > 0 && !signal?.aborted && !inHand.fault; ) {
      const letter = inHand.size < MOST_DEFERRED ? await claimLetter(desk, desk.clock()) : undefined;
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

/** Aborts the returned signal a while after `stopping` is aborted. */
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

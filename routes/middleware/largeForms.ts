import type { Request, Response } from 'express';
import { Refusal } from './refusal.ts';
import type { Arriving } from './textMemory.ts';
import { whereFrom } from './whereFrom.ts';

/** Large forms read at once: each has part of a file in memory, and its connection's buffers. */
const AT_ONCE = 24;
/** Of those, from one address. */
const FROM_ONE = 12;
/** Milliseconds that a form may be silent while others wait. */
const SILENCE = 2000;
/** Bytes per second that a form must then send once it has had its time. */
const PACE = 8 * 1024;
const TIME = 10_000;
/** Milliseconds after which a waiting form is refused: before the connection counts as idle. */
const LONGEST_WAIT = 50_000;
const LOOK_EVERY = 250;
const LIMITS = { atOnce: AT_ONCE, fromOne: FROM_ONE, silence: SILENCE, longestWait: LONGEST_WAIT };

type LargeForm = {
  from: string;
  begin: () => void;
  refuse: (why: Refusal) => void;
  since: number;
  heard: number;
  bytes: number;
};

/**
 * Reads a limited number of large forms at once. Others wait unread until one is done; a form that is silent or very slow is
 * dropped in favour of those that wait. Small forms do not pass through here, so uploads never hold them up.
 */
function largeForms(limits: Partial<typeof LIMITS> = {}) {
  const { atOnce, fromOne, silence, longestWait } = { ...LIMITS, ...limits };
  const inWork = new Set<LargeForm>();
  const waiting = new Set<LargeForm>();
  let looking: NodeJS.Timeout | undefined;

  const mayBegin = ({ from }: LargeForm) =>
    inWork.size < atOnce && [...inWork].filter((other) => other.from === from).length < fromOne;
  const beginNext = () => {
    for (const form of waiting) {
      if (!mayBegin(form)) continue;
      waiting.delete(form);
      inWork.add(form);
      form.since = form.heard = performance.now();
      form.begin();
    }
    if (waiting.size > 0) looking ??= setInterval(look, LOOK_EVERY);
    else stopLooking();
  };
  const stopLooking = () => {
    clearInterval(looking);
    looking = undefined;
  };
  const leave = (form: LargeForm) => {
    waiting.delete(form);
    if (inWork.delete(form)) beginNext();
  };
  const sendAway = (form: LargeForm) => {
    leave(form);
    form.refuse(new Refusal(503));
  };
  const look = () => {
    const now = performance.now();
    for (const form of inWork) {
      const had = now - form.since;
      const dribbles = had > TIME && form.bytes < (PACE * had) / 1000;
      if (now - form.heard > silence || dribbles) sendAway(form);
    }
    for (const form of waiting) if (now - form.since > longestWait) sendAway(form);
    if (waiting.size === 0) stopLooking();
  };

  return (
    request: Request,
    response: Response,
    { begin, refuse }: Pick<LargeForm, 'begin' | 'refuse'>,
  ): Arriving => {
    const now = performance.now();
    const form: LargeForm = { from: whereFrom(request), begin, refuse, since: now, heard: now, bytes: 0 };
    response.once('close', () => leave(form));
    waiting.add(form);
    beginNext();
    return {
      goesOn: (bytes) => {
        form.heard = performance.now();
        form.bytes += bytes;
      },
      waitsForUs: () => {
        form.heard = Number.POSITIVE_INFINITY;
      },
      arrived: () => leave(form),
    };
  };
}

/** The instance of this process. */
export const readInTurn = largeForms();

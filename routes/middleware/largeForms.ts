import type { Request, Response } from 'express';
import { Refusal } from './refusal.ts';
import type { Arriving } from './textMemory.ts';
import { whereFrom } from './whereFrom.ts';

/** Large forms that are read at once: each has a part of a file in memory, and what its connection brings. */
const AT_ONCE = 24;
/** Of them from one address. */
const FROM_ONE = 12;
/** While others wait, a form may be silent for so long, in milliseconds. */
const SILENCE = 2000;
/** While others wait, a form that has had its time brings at least so many bytes a second. */
const PACE = 8 * 1024;
const TIME = 10_000;
/** Whoever waits for longer, in milliseconds, is told to come again: before the connection counts as idle. */
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
 * Lets so many large forms be read at once. The next ones wait, unread, until one is through; whoever is silent or only dribbles
 * makes room for those who wait. Small forms do not come here: they stand behind nobody's files.
 */
export function largeForms(limits: Partial<typeof LIMITS> = {}) {
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

/** Of this process. */
export const readInTurn = largeForms();

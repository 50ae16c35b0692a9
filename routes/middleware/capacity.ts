import { AsyncResource } from 'node:async_hooks';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { STAFF_PAGES } from './body.ts';
import { Refusal } from './refusal.ts';

/**
 * Forms processed at once in this process: enough to keep the disk busy, few enough that read-only pages stay fast, and
 * fewer than PostgreSQL's pool has connections.
 */
const AT_ONCE = 4;
/** The longest expected wait, in milliseconds, at the pace of the forms before. */
const LONGEST_WAIT = 4000;
/** The longest real wait, in milliseconds, if that estimate was wrong, for example because the database hangs. */
const NEVER_LONGER = 5000;
/** The time per form assumed at first, in milliseconds. */
const FIRST_PACE = 10;
/** The longest Retry-After, in milliseconds. */
const LATEST = 120_000;
const LIMITS = { atOnce: AT_ONCE, longestWait: LONGEST_WAIT, neverLonger: NEVER_LONGER, latest: LATEST };

/**
 * Processes a limited number of forms at once. Further ones queue; those that would wait too long are refused with 503 before
 * the database is used. Each gets a Retry-After later than the ones before, so that they do not return together. Nothing is
 * lost: the browser still has the form, and the desk its draft.
 *
 * Staff forms have a queue of their own, so that a crowd of requests does not hold up those who answer them. Forms with files
 * have another limit (`largeForms`): they may take long to arrive, and would occupy a place meanwhile.
 *
 * Neither `p-queue` nor `models/database/queue.ts` does this: both know how long a task has waited, not how long a new one would wait.
 */
export function capacity(limits: Partial<typeof LIMITS> = {}): RequestHandler {
  const ofPublic = inTurn({ ...LIMITS, ...limits });
  const ofStaff = inTurn({ ...LIMITS, ...limits });
  return (request, response, next) => {
    if (!isForm(request)) next();
    else if (STAFF_PAGES.test(request.path)) ofStaff(response, next);
    else ofPublic(response, next);
  };
}

const isForm = (request: Request): boolean => request.method === 'POST' && !request.is('multipart/form-data');

function inTurn({ atOnce, longestWait, neverLonger, latest }: typeof LIMITS) {
  const queue: (() => void)[] = [];
  let working = 0;
  let pace = FIRST_PACE;
  let lastEnd = 0;
  /** The latest Retry-After given so far. */
  let promised = 0;

  const begin = (response: Response, next: () => void) => {
    working += 1;
    response.once('close', end);
    next();
  };
  const end = () => {
    working -= 1;
    const now = performance.now();
    if (queue.length > 0) pace += (now - lastEnd - pace) / 16; // the mean of the last ones
    lastEnd = now;
    queue.shift()?.();
  };
  const wait = (response: Response, next: NextFunction) => {
    if (queue.length === 0) lastEnd = performance.now();
    const turn = AsyncResource.bind(() => {
      clearTimeout(timer);
      begin(response, next);
    }); // not in what the one before was doing
    const leave = () => {
      clearTimeout(timer);
      const place = queue.indexOf(turn);
      if (place >= 0) queue.splice(place, 1);
    };
    const timer = setTimeout(() => {
      leave();
      next(refusal(response));
    }, neverLonger);
    queue.push(turn);
    response.once('close', leave);
  };
  const refusal = (response: Response): Refusal => {
    const now = performance.now();
    const soonest = now + longestWait;
    promised = Math.max(promised, soonest) + pace;
    if (promised > now + latest) promised = soonest; // between those told before: in a flood the pace seems slower than it is
    response.set('Retry-After', String(Math.ceil((promised - now) / 1000)));
    return new Refusal(503);
  };

  return (response: Response, next: NextFunction) => {
    if (working < atOnce) return begin(response, next);
    const isLong = queue.length > 0 && (queue.length + 1) * pace > longestWait; // one may always wait: by it the pace is known anew
    if (isLong) return next(refusal(response));
    wait(response, next);
  };
}

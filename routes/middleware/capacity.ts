import { AsyncResource } from 'node:async_hooks';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { STAFF_PAGES } from './body.ts';
import { Refusal } from './refusal.ts';

/**
 * Forms worked on at once in this process: enough to keep the disk busy, few enough that pages which only read stay quick,
 * and fewer than the connections of PostgreSQL's pool.
 */
const AT_ONCE = 4;
/** How long a form may have to wait for its turn, in milliseconds, by the pace of those before it. */
const LONGEST_WAIT = 4000;
/** However wrong that pace was, as when the database hangs: nobody waits longer for a turn, in milliseconds. */
const NEVER_LONGER = 5000;
/** What one form takes, in milliseconds, until it is known. */
const FIRST_PACE = 10;
/** Nobody is sent away for longer, in milliseconds. */
const LATEST = 120_000;
const LIMITS = { atOnce: AT_ONCE, longestWait: LONGEST_WAIT, neverLonger: NEVER_LONGER, latest: LATEST };

/**
 * Lets so many forms be worked on at once; the next ones wait in line, and those that would wait for too long are refused
 * with 503 before anything was asked of the database. Each is told to come back when those refused before it will have
 * been served, so that they do not all come back together. Nothing is lost: the browser still has the form, and we its draft.
 *
 * The staff's forms have a line of their own: those who answer are not held up by a crowd that asks. A form with files has its
 * own bound (`uploadMemory`): it may take long to arrive and would keep a place all that time.
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
  const line: (() => void)[] = [];
  let working = 0;
  let pace = FIRST_PACE;
  let lastEnd = 0;
  /** When the last of those refused may come. */
  let promised = 0;

  const begin = (response: Response, next: () => void) => {
    working += 1;
    response.once('close', end);
    next();
  };
  const end = () => {
    working -= 1;
    const now = performance.now();
    if (line.length > 0) pace += (now - lastEnd - pace) / 16; // the mean of the last ones
    lastEnd = now;
    line.shift()?.();
  };
  const wait = (response: Response, next: NextFunction) => {
    if (line.length === 0) lastEnd = performance.now();
    const turn = AsyncResource.bind(() => {
      clearTimeout(timer);
      begin(response, next);
    }); // not in what the one before was doing
    const leave = () => {
      clearTimeout(timer);
      const place = line.indexOf(turn);
      if (place >= 0) line.splice(place, 1);
    };
    const timer = setTimeout(() => {
      leave();
      next(refusal(response));
    }, neverLonger);
    line.push(turn);
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
    const isLong = line.length > 0 && (line.length + 1) * pace > longestWait; // one may always wait: by it the pace is known anew
    if (isLong) return next(refusal(response));
    wait(response, next);
  };
}

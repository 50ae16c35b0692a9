import type { ServerResponse } from 'node:http';
import type { AppDesk } from '../appDesk.ts';
import { Refusal } from '../middleware/refusal.ts';

/** Packages made at once: of one answer, for two browsers or a download that begins again, and in this process. */
const [OF_ONE, IN_ALL] = [2, 8];
/** The longest wait for another package to end, in milliseconds: most are small. */
const LONGEST_WAIT = 10_000;
/** After so many milliseconds in which a reader took nothing, it has gone: a telephone that lost its network says nothing. */
const STALLED = 5 * 60_000;
const LIMITS = { ofOne: OF_ONE, inAll: IN_ALL, longestWait: LONGEST_WAIT, stalled: STALLED };

/** Waits for a place for a package of an answer; throws a `Refusal` with 503 if there is none. The place is free once the response has closed. */
type TakePlace = (response: ServerResponse, answer: number) => Promise<void>;

/**
 * Bounds the packages that are made at once: each is read, unsealed and packed anew, at the full speed of a processor. A further one of the
 * same answer is refused at once, so a download manager cannot take the places of others; another answer's waits a little.
 */
export function packagePlaces(limits: Partial<typeof LIMITS> = {}): TakePlace {
  const { ofOne, inAll, longestWait, stalled } = { ...LIMITS, ...limits };
  const ofAnswer = new Map<number, number>();
  const queue: (() => void)[] = [];
  let working = 0;

  const count = (answer: number, more: 1 | -1) => {
    const many = (ofAnswer.get(answer) ?? 0) + more;
    if (many > 0) ofAnswer.set(answer, many);
    else ofAnswer.delete(answer);
  };
  const begun = new WeakSet<ServerResponse>();
  const begin = (response: ServerResponse) => {
    working += 1;
    begun.add(response);
    response.setTimeout(stalled, () => response.destroy());
  };
  const turn = (response: ServerResponse) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        response.off('close', leave);
        const place = queue.indexOf(go);
        if (place >= 0) queue.splice(place, 1);
        reject(busy());
      };
      const go = () => {
        clearTimeout(timer);
        response.off('close', leave);
        begin(response);
        resolve();
      };
      const timer = setTimeout(leave, longestWait);
      response.once('close', leave);
      queue.push(go);
    });

  return async (response, answer) => {
    if ((ofAnswer.get(answer) ?? 0) >= ofOne) throw busy();
    count(answer, 1);
    response.once('close', () => {
      count(answer, -1);
      if (!begun.has(response)) return;
      working -= 1;
      queue.shift()?.();
    });
    if (working < inAll) begin(response);
    else await turn(response);
  };
}

const busy = () => new Refusal(503, 'packages-busy');

const places = new WeakMap<AppDesk, TakePlace>();

/** The places of this process. */
export function placeOn(desk: AppDesk): TakePlace {
  const known = places.get(desk) ?? packagePlaces();
  places.set(desk, known);
  return known;
}

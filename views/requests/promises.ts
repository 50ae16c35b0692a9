import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { PROMISE_ENDINGS } from '../../domain/lifecycle/vocabulary.ts';
import { clockOf, type DatedPromise, datedOf, type Seen } from '../dated.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type TimelinePicture, timeline } from '../timeline.ts';
import { type Offer, offerOf, type Undo, undoOf } from './offer.ts';
import type { ShownRequest } from './shownRequest.ts';

/** One promise of the request, with its date, its reasons and its verbs. */
export type ShownPromise = DatedPromise & { offers: Offer[]; undo?: Undo };

export function shownPromises(base: FrameBase, given: ShownRequest): ShownPromise[] {
  return given.page.deadlines.map((deadline) => ({
    ...datedOf(base, seenOf(given), deadline, given.page.choice.names.packs),
    offers: PROMISE_ENDINGS.map((verb) => offerOf(base, given, verb, promiseKey(deadline))).filter(
      (offer) => offer !== undefined,
    ),
    undo: undoOf(base, given, 'undo-fulfilment', promiseKey(deadline)),
  }));
}

/** The timeline: promises only, no guidelines. */
export function pictureOf(base: FrameBase, given: ShownRequest): TimelinePicture {
  const { receivedAt, zone } = given.page.request;
  const clocks = given.page.deadlines
    .filter(({ advisory }) => !advisory)
    .map((deadline) => clockOf(base, seenOf(given), deadline));
  return timeline({ receivedAt, now: given.now, clocks, language: base.language, zone });
}

/** The facts and the moment for showing a date of this request. */
export const seenOf = ({ page, now }: Pick<ShownRequest, 'page' | 'now'>): Seen => ({
  facts: page.sheet.facts,
  now,
});

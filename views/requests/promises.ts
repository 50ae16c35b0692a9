import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { PROMISE_ENDINGS } from '../../domain/lifecycle/vocabulary.ts';
import { clockOf, type DatedPromise, datedOf, type Seen } from '../dated.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type TimelinePicture, timeline } from '../timeline.ts';
import { type Offer, offerOf, type Undo, undoOf } from './offer.ts';
import { proposalFor } from './proposal.ts';
import type { ShownRequest } from './shownRequest.ts';

/** One promise of the request, with its date, its reasons and its verbs. */
export type ShownPromise = DatedPromise & { proposed?: string; offers: Offer[]; undo?: Undo };

export const shownPromises = (base: FrameBase, given: ShownRequest): ShownPromise[] =>
  given.page.deadlines.map((deadline) => {
    const key = promiseKey(deadline);
    const proposal = given.page.circumstances.openPromises.includes(key)
      ? proposalFor(base, given.page, given.tasks ?? [], deadline)
      : undefined;
    return {
      ...datedOf(base, seenOf(given), deadline, given.page.choice.names.packs),
      proposed: proposal?.sentence,
      offers: PROMISE_ENDINGS.map((verb) =>
        offerOf(base, given, verb, key, verb === 'fulfil' ? proposal?.values : undefined),
      ).filter((offer) => offer !== undefined),
      undo: undoOf(base, given, 'undo-fulfilment', key),
    };
  });

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

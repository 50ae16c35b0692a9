import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { PROMISE_ENDINGS } from '../../domain/lifecycle/vocabulary.ts';
import { backupsOfPromises } from '../../domain/tasks/coincide.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { explainAll } from '../because.ts';
import { clockOf, type DatedPromise, datedOf, type Seen } from '../dated.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type TimelinePicture, timeline } from '../timeline.ts';
import { backupsLanes } from './backupsLanes.ts';
import { type Offer, offerOf, type Undo, undoOf } from './offer.ts';
import { proposalFor } from './proposal.ts';
import type { ShownRequest } from './shownRequest.ts';

/** One promise of the request, with its date, its reasons and its verbs. */
export type ShownPromise = DatedPromise & { proposed?: string; offers: Offer[]; undo?: Undo };

export function shownPromises(base: FrameBase, given: ShownRequest): ShownPromise[] {
  const rows = backupsIn(given);
  return given.page.deadlines.map((deadline) => {
    const key = promiseKey(deadline);
    const backups = rows.get(key) ?? [];
    const proposal = given.page.circumstances.openPromises.includes(key)
      ? proposalFor(base, given.page, given.tasks ?? [], deadline)
      : undefined;
    const dated = datedOf(base, seenOf(given), deadline, given.page.choice.names.packs);
    return {
      ...dated,
      title: titleOf(base, dated.title, backups),
      because: [...dated.because, ...backups.flatMap((task) => reasonsOf(base, task))],
      proposed: proposal?.sentence,
      offers: PROMISE_ENDINGS.map((verb) =>
        offerOf(base, given, verb, key, verb === 'fulfil' ? proposal?.values : undefined),
      ).filter((offer) => offer !== undefined),
      undo: undoOf(base, given, 'undo-fulfilment', key),
    };
  });
}

/** The tasks about backups that are one row with a promise, by its key. */
const backupsIn = ({ page, tasks = [] }: ShownRequest): Map<string, RequestTask[]> =>
  backupsOfPromises(page.policy, page.deadlines, tasks);

/** The title of one row: the promise, and the systems whose backups must be gone by then. */
const titleOf = ({ t }: FrameBase, title: string, backups: readonly RequestTask[]): string =>
  backups.length > 0
    ? t('proposal:withBackups', { title, systems: backups.map(({ system }) => system).join(', ') })
    : title;

/** Why the backups of a system are part of it, beside the reasons of the promise. */
const reasonsOf = ({ t, language }: FrameBase, { system, because }: RequestTask): string[] =>
  explainAll(because, t, language).map((step) => t('proposal:ofSystem', { system, step }));

/** The timeline: promises, no guidelines; and the backups that must be gone, in one row with the promise that they coincide with. */
export function pictureOf(base: FrameBase, given: ShownRequest): TimelinePicture {
  const { receivedAt, zone } = given.page.request;
  const rows = backupsIn(given);
  const promised = given.page.deadlines
    .filter(({ advisory }) => !advisory)
    .map((deadline) => {
      const clock = clockOf(base, seenOf(given), deadline);
      return { ...clock, title: titleOf(base, clock.title, rows.get(promiseKey(deadline)) ?? []) };
    });
  const inOneRow = new Set([...rows.values()].flat());
  const others = backupsLanes(base, given.tasks ?? [], inOneRow, { now: given.now, zone });
  const clocks = [...promised, ...others];
  return timeline({ receivedAt, now: given.now, clocks, language: base.language, zone });
}

/** The facts and the moment for showing a date of this request. */
export const seenOf = ({ page, now }: Pick<ShownRequest, 'page' | 'now'>): Seen => ({
  facts: page.sheet.facts,
  now,
});

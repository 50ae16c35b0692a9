import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { isReply } from '../../domain/deadlines/reply.ts';
import { isRest } from '../../domain/deadlines/rest.ts';
import { type BackupsTask, backupsOfPromises } from '../../domain/tasks/coincide.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { explainAll } from '../because.ts';
import { clockOf } from '../dated.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { type TimelinePicture, timeline } from '../timeline.ts';
import { citedIn } from '../writing.ts';

/** One promise to the person: what, by when, and why that date. */
export type ToldPromise = { title: string; due: string; why: string[] };
export type Promises = { picture: TimelinePicture; list: ToldPromise[] };

/** The promises of one request: the picture and, for each, the reasons of its date. */
export function toldPromises(
  base: FrameBase,
  standing: RequestStanding,
  now: Date,
  documents: Record<string, string>,
): Promises {
  const { request, deadlines, sheet } = standing;
  const rows = backupsOfPromises(standing.policy, deadlines, standing.backups);
  const backupsOf = (deadline: Deadline) => rows.get(promiseKey(deadline)) ?? [];
  const { zone, receivedAt } = request;
  const clocks = deadlines.map((deadline) =>
    clockOf(
      base,
      { facts: sheet.facts, now },
      deadline,
      titleOf(base, deadline, backupsOf(deadline).length > 0),
    ),
  );
  const picture = timeline({ receivedAt, now, clocks, language: base.language, zone });
  const list = deadlines.map((deadline, index) => ({
    title: clocks[index]?.title ?? '',
    due: picture.lanes[index]?.due ?? '',
    why: [...whyOf(base, deadline, documents), ...goneWords(base, backupsOf(deadline))],
  }));
  return { picture, list };
}

/** The answer that the law requires is "our reply" to the person; an organisation's commitment keeps its title. */
function titleOf({ t, language }: FrameBase, deadline: Deadline, withBackups: boolean): string {
  const title = isReply(deadline) ? t('status:reply') : wordedOf(deadline.title, language);
  return withBackups ? t('status:withBackups', { title }) : title;
}

/** Until when backups keep what was deleted, once for each end. */
const goneWords = ({ t, language }: FrameBase, backups: readonly BackupsTask[]): string[] => [
  ...new Set(
    backups.flatMap(({ because }) =>
      explainAll(
        because.filter(({ code }) => code === 'backups-gone'),
        t,
        language,
      ),
    ),
  ),
];

function whyOf({ t, language }: FrameBase, deadline: Deadline, documents: Record<string, string>): string[] {
  const document = citedIn(documents[deadline.pack] ?? deadline.pack, language);
  return [
    ...explainAll(deadline.because, t, language),
    ...(deadline.chosen ? [wordedOf(deadline.chosen, language)] : []),
    t(isRest(deadline) ? 'status:announced' : 'status:source', {
      source: citedIn(deadline.source, language),
      document,
    }),
    ...(deadline.confirmed ? [] : [t('status:unconfirmed')]),
  ];
}

import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { runs } from '../../domain/deadlines/urgency.ts';
import type { Matter } from '../../domain/policies/facts.ts';
import { explain } from '../because.ts';
import { clockOf, type DatedPromise, datedOf } from '../dated.ts';
import { longDate, longMoment, shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { capital, wordedOf } from '../requests/words.ts';
import { type TimelinePicture, timeline } from '../timeline.ts';
import { toldRows } from './told.ts';
import type { Trial, TrialResult } from './trial.ts';

type ResultTable = { caption: string; columns: object[]; rows: object[] };
/** The clocks of a matter other than the request: a breach, an audit. */
type OtherMatter = {
  title: string;
  dates: DatedPromise[];
  pictures: { title: string; picture: TimelinePicture }[];
};

/** The computed dates in words. */
export type TrialDates = {
  first?: string;
  told: { key: string; value: string }[];
  promises: DatedPromise[];
  advice: DatedPromise[];
  picture?: TimelinePicture;
  others: OtherMatter[];
  kept?: ResultTable;
};

export function datesOf(base: FrameBase, trial: Trial, result: TrialResult): TrialDates {
  const dated = result.deadlines.map((deadline) => worded(base, trial, result, deadline));
  return {
    first: firstDate(base, result),
    told: toldRows(base, trial, result),
    promises: dated.filter(({ advisory }) => !advisory),
    advice: dated.filter(({ advisory }) => advisory),
    picture: pictureOf(base, result),
    others: otherMatters(base, trial, result),
    kept: keptTable(base, trial, result),
  };
}

/** A clock that has not begun says what it waits for; if authorities count in two ways, both dates are shown. */
function worded(base: FrameBase, { packs }: Trial, seen: TrialResult, deadline: Deadline): DatedPromise {
  const dated = datedOf(base, seen, deadline, packs);
  if (deadline.state === 'notStarted') return { ...dated, due: dated.because[0] ?? dated.due, because: [] };
  const other = deadline.because.find(({ code }) => code === 'other-reading');
  return other ? { ...dated, more: [...dated.more, explain(other, base.t, base.language)] } : dated;
}

function firstDate({ t, language }: FrameBase, { deadlines, facts }: TrialResult): string | undefined {
  const [first] = deadlines
    .filter((deadline) => runs(deadline) && deadline.lateAt)
    .sort((a, b) => Number(a.lateAt) - Number(b.lateAt));
  if (!first) return undefined;
  const by = first.dueOn
    ? longDate(first.dueOn, language)
    : longMoment(first.targetAt as Date, language, facts.zone);
  return t('requests:next.firstDate', { clock: wordedOf(first.title, language), by });
}

/** The timeline of the promises. It shows no today if that is before the receipt. */
function pictureOf(base: FrameBase, result: TrialResult): TimelinePicture | undefined {
  const { facts, now } = result;
  const clocks = result.deadlines.filter(({ advisory }) => !advisory);
  if (clocks.length === 0) return undefined;
  const picture = timeline({
    receivedAt: facts.receivedAt,
    now,
    clocks: clocks.map((deadline) => clockOf(base, result, deadline)),
    language: base.language,
    zone: facts.zone,
  });
  return now < facts.receivedAt ? { ...picture, today: '' } : picture;
}

function otherMatters(base: FrameBase, trial: Trial, result: TrialResult): OtherMatter[] {
  const { policy } = trial;
  const matterOf = ({ clock }: Deadline): Matter | undefined =>
    policy.clocks.find(({ id }) => id === clock)?.matter;
  const matters = [...new Set(result.others.map(matterOf))];
  return matters.map((matter) => {
    const clocks = result.others.filter((deadline) => matterOf(deadline) === matter);
    return {
      title: base.t(`policies:matter.${matter}`),
      dates: clocks.map((deadline) => worded(base, trial, result, deadline)),
      pictures: clocks.flatMap((deadline) => ownPicture(base, result, deadline)),
    };
  });
}

/**
 * A clock that runs forward from its own fact gets its own picture; not one that counts back, which ends where a picture
 * would begin.
 */
function ownPicture(base: FrameBase, result: TrialResult, deadline: Deadline): OtherMatter['pictures'] {
  const { startsAt, lateAt } = deadline;
  if (!startsAt || !lateAt || lateAt < startsAt) return [];
  const { now, facts } = result;
  const { language, t } = base;
  const { zone } = facts;
  const clocks = [clockOf(base, result, deadline)];
  const picture = timeline({ receivedAt: startsAt, now, clocks, language, zone });
  const received = t('simulator:begins', { day: shortDate(startsAt, language, zone) });
  const title = wordedOf(deadline.title, language);
  return [{ title, picture: { ...picture, received, ...(now < startsAt && { today: '' }) } }];
}

function keptTable(base: FrameBase, trial: Trial, result: TrialResult): ResultTable | undefined {
  const { t, language } = base;
  if (result.kept.length === 0) return undefined;
  return {
    caption: t('simulator:kept'),
    columns: ['data', 'until', 'source'].map((column) => ({ text: t(`simulator:column.${column}`) })),
    rows: result.kept.map((deadline) => {
      const { due, because, source } = worded(base, trial, result, deadline);
      const until = deadline.dueOn ? capital(longDate(deadline.dueOn, language)) : due;
      const why = deadline.dueOn ? because[0] : undefined;
      return {
        cells: [{ text: wordedOf(deadline.title, language) }, { text: until, note: why }, { text: source }],
      };
    }),
  };
}

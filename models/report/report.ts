import type { CountedGroup } from '../../domain/reports/figures.ts';
import type { MonthSpan } from '../../domain/reports/month.ts';
import type { By, Desk } from '../desk.ts';
import { type Counts, countRequests, type Until } from '../subjectRequest/counts.ts';
import { type CountedApart, countedApart } from './apart.ts';
import { type CorrectedRow, correctionsOf } from './corrections.ts';
import { countedEnds, type Dimension } from './counted.ts';
import { type OldestRequest, oldestUnanswered } from './oldest.ts';
import { type CountedOrganisation, countedByOrganisation } from './organisations.ts';
import { type ReturnedLetter, returnedLetters } from './returned.ts';
import { type CountedTasks, tasksBySystem } from './tasks.ts';

/** The figures of a period, and of what is open now. */
export type Report = {
  period: MonthSpan;
  ends: Record<Dimension, Map<string, CountedGroup[]>>;
  apart: CountedApart;
  corrections: CorrectedRow[];
  tasks: CountedTasks[];
  returned: ReturnedLetter[];
  /** What is open at this moment, as the queue counts it. */
  now: Counts['views'];
  oldest: OldestRequest[];
  /** Each organisation that the user works for, with what is open there; only where there are several. */
  organisations: (CountedOrganisation & { now: Counts['views']; isCurrent: boolean })[];
};

type ReportReader = { by: By; zone: string; userId: number; organisations: readonly unknown[]; until: Until };

/** Reads a report. Closed months are read as they were closed; what lies in the present month may still change. */
export async function readReport(
  desk: Desk,
  { by, zone, userId, organisations, until }: ReportReader,
  period: MonthSpan,
): Promise<Report> {
  const place = { organisationId: by.organisationId, zone };
  const [ends, apart, corrections, tasks, returned, { views: now }, oldest] = await Promise.all([
    countedEnds(desk, by, period),
    countedApart(desk, by, period),
    correctionsOf(desk, by, period),
    tasksBySystem(desk, place, period),
    returnedLetters(desk, place, period),
    countRequests(desk, by, until),
    oldestUnanswered(desk, by),
  ]);
  const several = organisations.length > 1 ? await countedByOrganisation(desk, userId, period) : [];
  const ofEach = await Promise.all(
    several.map(async (one) => {
      const { views } = await countRequests(desk, { ...by, organisationId: one.id }, until);
      return { ...one, now: views, isCurrent: one.id === by.organisationId };
    }),
  );
  return { period, ends, apart, corrections, tasks, returned, now, oldest, organisations: ofEach };
}

import type { Outcome } from '../../domain/lifecycle/status.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import type { Standing } from '../../domain/reports/end.ts';
import type { MonthSpan } from '../../domain/reports/month.ts';
import type { DaysCounted } from '../../domain/reports/percentile.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { By, Desk } from '../desk.ts';

/** What is counted beside the dates of answers. */
export type CountedApart = {
  /** Requests in which something was refused, by ground; one with two grounds counts for each. */
  grounds: Map<string, number>;
  refused: number;
  /** Requests in which the identity was asked for, and those that ended because it was not confirmed. */
  identityAsked: number;
  identityNotConfirmed: number;
  /** Requests whose clock stood still, for each reason, and for how many days. */
  paused: number;
  pausedFor: Map<PauseReason, number>;
  pausedDays: DaysCounted[];
  /** What ended without an answer, by how it ended. */
  unanswered: Map<Outcome, number>;
};

type ApartRow = {
  standing: Standing;
  outcome: Outcome;
  grounds: string;
  identityAsked: boolean | number;
  pausedFor: string;
  pausedDays: number;
  n: number | string;
};

/** The same condition as that of the index. */
const APART = `(identity_asked OR paused_days > 0 OR grounds <> '' OR standing LIKE 'unanswered%')`;

export async function countedApart(
  desk: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
  { from, to }: MonthSpan,
): Promise<CountedApart> {
  const rows = await selectSlowly<ApartRow>(
    desk.database,
    `SELECT standing, outcome, grounds, identity_asked AS "identityAsked", paused_for AS "pausedFor",
       paused_days AS "pausedDays", COUNT(*) AS n
     FROM counted_ends WHERE organisation_id = :organisationId AND month >= :from AND month <= :to AND at_close AND ${APART}
     GROUP BY standing, outcome, grounds, identity_asked, paused_for, paused_days`,
    { organisationId, from, to },
  );
  const counted = rows.map((row) => ({ ...row, n: Number(row.n) }));
  const sum = (which: (row: ApartRow) => boolean) =>
    counted.filter(which).reduce((total, { n }) => total + n, 0);
  const stood = counted.filter(({ pausedDays }) => pausedDays > 0);
  return {
    grounds: sums(counted, ({ grounds }) => listIn(grounds)),
    refused: sum(({ grounds }) => grounds !== ''),
    identityAsked: sum(({ identityAsked }) => Boolean(identityAsked)),
    identityNotConfirmed: sum(({ outcome }) => outcome === 'identity-not-confirmed'),
    paused: sum(({ pausedDays }) => pausedDays > 0),
    pausedFor: sums(stood, ({ pausedFor }) => listIn(pausedFor) as PauseReason[]),
    pausedDays: stood.map(({ pausedDays, n }) => ({ days: pausedDays, n })),
    unanswered: sums(
      counted.filter(({ standing }) => standing.startsWith('unanswered')),
      ({ outcome }) => [outcome],
    ),
  };
}

/** A list of codes as a row has it. */
const listIn = (text: string): string[] => text.split(',').filter(Boolean);

function sums<Name, Row extends { n: number }>(
  rows: readonly Row[],
  namesOf: (row: Row) => Name[],
): Map<Name, number> {
  const found = new Map<Name, number>();
  for (const row of rows) for (const name of namesOf(row)) found.set(name, (found.get(name) ?? 0) + row.n);
  return found;
}

import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Outcome } from '../../domain/lifecycle/status.ts';
import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import type { Standing } from '../../domain/reports/end.ts';
import type { Month, MonthSpan } from '../../domain/reports/month.ts';
import type { Right } from '../../domain/rights.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import { quotedWords } from '../database/sqlWords.ts';
import type { By, Desk } from '../desk.ts';

/** Which of the counted ends a figure is about. */
export type CountedFilter = MonthSpan & {
  standings: readonly Standing[];
  right?: Right;
  policy?: string;
  channel?: Channel;
  outcome?: Outcome;
  ground?: string;
  /** Something was refused, in whole or in part. */
  refused?: boolean;
  identityAsked?: boolean;
  paused?: boolean;
  pausedFor?: PauseReason;
  /** What was counted at the close of its month and no longer holds, or holds only since. */
  corrected?: boolean;
  /** The number of the last row of the page before. */
  after?: number;
};

/** A request behind a figure. */
export type CountedRequest = {
  id: number;
  reference: string;
  right: Right;
  policyId: string;
  month: Month;
  receivedOn: CalendarDate;
  endedOn: CalendarDate;
  standing: Standing;
  days: number;
  daysLate: number | null;
  outcome: Outcome;
  pausedDays: number;
  /** Counted when its month was closed, and holding now. */
  atClose: boolean;
  stands: boolean;
};

const PAGE = 100;

/** The requests that a figure counts, in the order in which they were counted. */
export async function countedRequests(
  desk: Desk,
  { organisationId }: Pick<By, 'organisationId'>,
  filter: CountedFilter,
): Promise<{ rows: CountedRequest[]; next?: number }> {
  const { from, to, right, policy, channel, outcome, ground, after = 0 } = filter;
  const found = await selectSlowly<CountedRequest>(
    desk.database,
    `SELECT e.id, r.reference, e."right", e.policy_id AS "policyId", e.month, r.received_on AS "receivedOn",
       e.ended_on AS "endedOn", e.standing, e.days, e.days_late AS "daysLate", e.outcome, e.paused_days AS "pausedDays",
       e.at_close AS "atClose", e.stands
     FROM counted_ends e JOIN subject_requests r ON r.id = e.request_id
     WHERE r.kind = 'request' AND e.organisation_id = :organisationId AND e.month >= :from AND e.month <= :to AND e.id > :after
       AND ${conditionsOf(filter).join(' AND ')} ORDER BY e.id LIMIT ${PAGE + 1}`,
    {
      from,
      to,
      right,
      policy,
      channel,
      outcome,
      grounds: `%,${ground},%`,
      pausedFor: `%,${filter.pausedFor},%`,
      organisationId,
      after,
    },
  );
  const rows = found.slice(0, PAGE).map((row) => ({
    ...row,
    atClose: Boolean(row.atClose),
    stands: Boolean(row.stands),
  }));
  return { rows, next: found.length > PAGE ? rows.at(-1)?.id : undefined };
}

function conditionsOf(filter: CountedFilter): string[] {
  const { standings, right, policy, channel, outcome, ground } = filter;
  return [
    filter.corrected ? 'e.at_close <> e.stands' : 'e.at_close',
    `e.standing IN (${quotedWords(standings)})`,
    ...(right ? ['e."right" = :right'] : []),
    ...(policy ? ['e.policy_id = :policy'] : []),
    ...(channel ? ['e.channel = :channel'] : []),
    ...(outcome ? ['e.outcome = :outcome'] : []),
    ...(ground ? [`',' || e.grounds || ',' LIKE :grounds`] : []),
    ...(filter.refused ? [`e.grounds <> ''`] : []),
    ...(filter.identityAsked ? ['e.identity_asked'] : []),
    ...(filter.paused ? ['e.paused_days > 0'] : []),
    ...(filter.pausedFor ? [`',' || e.paused_for || ',' LIKE :pausedFor`] : []),
  ];
}

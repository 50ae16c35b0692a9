import { NOT_CLOSED_STATUSES, OPEN_STATUSES } from '../../domain/lifecycle/status.ts';
import { GROUPS, type TodayGroup, WORTH_A_LETTER } from '../../domain/today/groups.ts';
import { quotedWords, sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';

// The same rule as `groupOf` of domain/today/groups, as SQL (a test compares the two).

const NOT_CLOSED = `r.status IN (${quotedWords(NOT_CLOSED_STATUSES)})`;
const VERIFIED = `r.status IN (${quotedWords(OPEN_STATUSES)})`;
/** Neither late nor due today. */
const AT_LEISURE = `(r.next_late_at IS NULL OR r.next_late_at > :tomorrow OR r.status = 'unverified' AND r.next_late_at > :now)`;
const DECIDED = `r.extension = 'decided' AND r.status <> 'closed'`;
const TOLD = `NOT COALESCE(${DECIDED}, FALSE)`;
/** Nothing in it asks to be looked at before its date. */
const CALM = `r.undelivered IS NULL AND ${TOLD} AND r.unread_since IS NULL`;
const LATER = '(r.next_late_at IS NULL OR r.next_late_at > :weekEnd)';

const CONDITION: Record<TodayGroup, string> = {
  late: `r.next_late_at <= :now AND ${NOT_CLOSED}`,
  today: `r.next_late_at > :now AND r.next_late_at <= :tomorrow AND ${VERIFIED}`,
  undelivered: `r.undelivered IS NOT NULL AND ${AT_LEISURE}`,
  extensions: `${DECIDED} AND r.undelivered IS NULL AND ${AT_LEISURE}`,
  messages: `r.unread_since IS NOT NULL AND r.undelivered IS NULL AND ${TOLD} AND ${AT_LEISURE}`,
  week: `r.next_late_at > :tomorrow AND r.next_late_at <= :weekEnd AND ${VERIFIED} AND ${CALM}`,
  finish: `r.status IN ('answered', 'open') AND (r.next_late_at IS NULL OR r.status = 'answered' AND r.next_late_at > :weekEnd) AND ${CALM}`,
  arrived: `r.status = 'open' AND r.next_late_at > :weekEnd AND r.received_at >= :since AND ${CALM}`,
  waiting: `r.status IN ('waiting', 'unverified') AND (r.status = 'waiting' AND ${LATER} OR r.status = 'unverified' AND ${AT_LEISURE}) AND ${CALM}`,
  ending: `r.status = 'purge-pending' AND (r.next_late_at IS NULL OR r.next_late_at > :weekEnd AND r.next_late_at <= :horizon) AND ${CALM}`,
};

/** Requests `r` of such a group as a table of a statement, at a moment and the end of its day, both as SQL. */
export const worthALetter = (desk: Desk, now: string, tomorrow: string): string =>
  WORTH_A_LETTER.map(
    (group) =>
      `SELECT r.organisation_id, r.assignee_id, z.digest_on FROM zones z JOIN organisations o ON o.zone = z.zone
       JOIN subject_requests r ${sqlWordsOf(desk.database).along(`subject_requests_${ALONG[group]}`)} ON r.organisation_id = o.id
       WHERE z.digest_on IS NOT NULL AND r.kind = 'request' AND ${CONDITION[group].replaceAll(':now', now).replaceAll(':tomorrow', tomorrow)}`,
  ).join(' UNION ALL ');

/** `orderIn` of the domain. */
const ORDER: Record<TodayGroup, string> = {
  late: 'r.next_late_at',
  today: 'r.next_late_at',
  undelivered: 'COALESCE(r.next_late_at, r.received_at)',
  extensions: 'COALESCE(r.next_late_at, r.received_at)',
  messages: 'r.unread_since',
  week: 'r.next_late_at',
  finish: 'r.received_at',
  arrived: 'r.received_at',
  waiting: 'COALESCE(r.waiting_since, r.received_at)',
  ending: 'COALESCE(r.next_late_at, r.received_at)',
};

/** The index along which a group is found: sqlite knows only the sizes that tables had at the last migration. */
const ALONG: Record<TodayGroup, string> = {
  late: 'organisation_id_next_late_at_id',
  today: 'organisation_id_next_late_at_id',
  undelivered: 'undelivered',
  extensions: 'unannounced',
  messages: 'unread',
  week: 'organisation_id_next_late_at_id',
  finish: 'organisation_id_status_next_late_at_id',
  arrived: 'organisation_id_received_at_id',
  waiting: 'organisation_id_status_waiting_since_id',
  ending: 'organisation_id_status_next_late_at_id',
};

/**
 * The numbers of the first requests of each group asked for, with the size of the group; `whose` narrows them. The size is counted apart: a
 * group is then not put in order as a whole for the few that are shown.
 */
export function foundInGroups(
  desk: Desk,
  groups: Partial<Record<TodayGroup, number>>,
  whose: string,
): string {
  const { along } = sqlWordsOf(desk.database);
  return GROUPS.filter((group) => groups[group])
    .map((group) => {
      const from = `FROM subject_requests r ${along(`subject_requests_${ALONG[group]}`)}
        WHERE r.organisation_id = :organisationId AND r.kind = 'request' AND ${CONDITION[group]} ${whose}`;
      return `SELECT * FROM (SELECT r.id AS id, '${group}' AS grp, (SELECT COUNT(*) ${from}) AS size
        ${from} ORDER BY ${ORDER[group]}, r.id LIMIT ${groups[group]} OFFSET :after) in_${group}`;
    })
    .join(' UNION ALL ');
}

/** The requests that fall due in the look ahead, by the moment after which they are late. */
export const dueAhead = (desk: Desk, whose: string): string =>
  `FROM subject_requests r ${sqlWordsOf(desk.database).along('subject_requests_organisation_id_next_late_at_id')}
   WHERE r.organisation_id = :organisationId AND r.kind = 'request' AND r.next_late_at > :now AND r.next_late_at <= :horizon
     AND ${VERIFIED} ${whose} GROUP BY r.next_late_at ORDER BY r.next_late_at`;

/** The first that falls due after the look ahead. */
export const dueBeyond = (desk: Desk, whose: string): string =>
  `FROM subject_requests r ${sqlWordsOf(desk.database).along('subject_requests_organisation_id_next_late_at_id')}
   WHERE r.organisation_id = :organisationId AND r.kind = 'request' AND r.next_late_at > :horizon AND ${VERIFIED} ${whose}
   ORDER BY r.next_late_at, r.id LIMIT 1`;

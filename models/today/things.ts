import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Edition } from '../../domain/edition.ts';
import { TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import type { LetterChannel } from '../../domain/lifecycle/vocabulary.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import type { SystemKind } from '../../domain/systems/system.ts';
import { taskKindFor } from '../../domain/tasks/task.ts';
import type { Groupable, TodayGroup } from '../../domain/today/groups.ts';
import { momentFromColumn, type Selection } from '../database/select.ts';
import { quotedWords } from '../database/sqlWords.ts';
import { IS_IN_HAND } from '../membership.ts';

/** A request on the page "today", with what its sentence and its next step need. */
export type TodayRequest = Groupable & {
  id: number;
  group: TodayGroup;
  /** How many requests are in its group. */
  size: number;
  reference: string;
  personName: string;
  clientName: string | null;
  right: Right;
  receivedOn: CalendarDate;
  policyId: string;
  policyVersion: string;
  edition: Edition;
  nextDueOn: CalendarDate | null;
  nextClock: string | null;
  nextPack: string | null;
  /** JSON of the next deadline's titles, and whether a former policy promised it. */
  nextTitle: string | null;
  isFormer: boolean | number | null;
  identityConfirmedAt: Date | null;
  /** From when the reply is late; read only where an extension has not been announced in time. */
  replyLateAt: Date | null;
  /** Whether it has promises, and all of them have ended; read of an open request without a running clock. */
  isAllDone: boolean | number;
  assignee: string | null;
  zone: string;
  tasksAsked: number;
  tasksSettled: number;
  tasksStuck: number;
  tasksPlanned: number;
  /** Handed out for a right that the request is not about any more. */
  tasksOutdated: number;
  /** A letter about a decision that has not gone out: its number, and how it goes. */
  letterId: number | null;
  letterBy: LetterChannel | null;
  /** The last question to the person: `identity-asked`, or `paused` with its reason. */
  asked: string | null;
  askedAbout: string | null;
};

const TELLING = quotedWords([...new Set(Object.values(TOLD_BY).map(({ letter }) => letter))]);
const LETTER = (
  column: string,
) => `(SELECT l.${column} FROM letters l WHERE l.request_id = r.id AND l.recipient = 'person'
  AND l.state = 'queued' AND l.kind IN (${TELLING}) ORDER BY l.id DESC LIMIT 1)`;
const ASKED = (
  column: string,
) => `CASE WHEN r.status = 'waiting' THEN (SELECT f.${column} FROM facts f WHERE f.request_id = r.id
  AND f.undone_at IS NULL AND f.name IN ('identity-asked', 'clarification-asked', 'paused') ORDER BY f.at DESC, f.id DESC LIMIT 1) END`;

/** The kind of task that the right of `r` asks of the system `y`. */
const ASKED_OF_SYSTEM = `CASE WHEN y.kind = 'recipient' THEN ${kindByRight('recipient')} ELSE ${kindByRight('own')} END`;
function kindByRight(system: SystemKind): string {
  const cases = RIGHTS.map((right) => `WHEN '${right}' THEN '${taskKindFor(right, system) ?? ''}'`);
  return `CASE r."right" ${cases.join(' ')} ELSE '' END`;
}

const COLUMNS: Record<keyof TodayRequest, string> = {
  id: 'r.id',
  group: 'g.grp',
  size: 'g.size',
  reference: 'r.reference',
  personName: 'r.person_name',
  clientName: 'r.client_name',
  right: 'r."right"',
  receivedAt: 'r.received_at',
  receivedOn: 'r.received_on',
  policyId: 'r.policy_id',
  policyVersion: 'r.policy_version',
  edition: 'r.edition',
  status: 'r.status',
  nextLateAt: 'r.next_late_at',
  nextDueOn: 'r.next_due_on',
  nextClock: 'r.next_clock',
  nextPack: 'd.pack',
  nextTitle: 'd.title',
  isFormer: 'd.former',
  waitingSince: 'r.waiting_since',
  unreadSince: 'r.unread_since',
  undelivered: 'r.undelivered',
  extension: 'r.extension',
  identityConfirmedAt: 'r.identity_confirmed_at',
  replyLateAt: `CASE WHEN r.status = 'open' AND r.extension <> 'announced' THEN (SELECT o.late_at FROM deadlines o
    WHERE o.request_id = r.id AND o.state = 'running' AND (o.clock = 'reply' OR o.clock LIKE 'reply-%')
    ORDER BY o.former, o.id DESC LIMIT 1) END`,
  isAllDone: `CASE WHEN r.status = 'open' AND r.next_clock IS NULL THEN COALESCE((SELECT
    MIN(CASE WHEN o.advisory OR o.state IN ('met', 'cancelled') THEN 1 ELSE 0 END) FROM deadlines o WHERE o.request_id = r.id), 0) ELSE 0 END`,
  assignee: `COALESCE(NULLIF(u.name, ''), u.email)`,
  zone: 'r.zone',
  tasksAsked: 'r.tasks_asked',
  tasksSettled: 'r.tasks_settled',
  tasksStuck: 'r.tasks_stuck',
  tasksPlanned: `CASE WHEN r.tasks_asked > r.tasks_settled THEN
    (SELECT COUNT(*) FROM tasks p WHERE p.request_id = r.id AND p.state = 'planned' AND p.kind <> 'backups') ELSE 0 END`,
  tasksOutdated: `CASE WHEN r.tasks_asked > r.tasks_settled THEN
    (SELECT COUNT(*) FROM tasks p JOIN systems y ON y.id = p.system_id WHERE p.request_id = r.id AND p.state = 'open'
      AND p.kind <> 'backups' AND p.kind <> ${ASKED_OF_SYSTEM}) ELSE 0 END`,
  letterId: LETTER('id'),
  letterBy: LETTER('channel'),
  asked: ASKED('name'),
  askedAbout: ASKED('about'),
};

/** The requests whose numbers `found` gives, with their groups. */
export const thingsAmong = (found: string): Selection<TodayRequest> => ({
  columns: COLUMNS,
  from: `FROM (${found}) g JOIN subject_requests r ON r.id = g.id AND r.kind = 'request'
    LEFT JOIN deadlines d ON d.request_id = r.id AND d.clock = r.next_clock AND d.pack = COALESCE(r.next_pack, d.pack)
    LEFT JOIN users u ON u.id = r.assignee_id AND ${IS_IN_HAND}`,
});

/** The same with its moments as dates. */
export function withMoments(row: TodayRequest): TodayRequest {
  row.receivedAt = momentFromColumn(row.receivedAt);
  row.nextLateAt = momentFromColumn(row.nextLateAt);
  row.replyLateAt = momentFromColumn(row.replyLateAt);
  row.waitingSince = momentFromColumn(row.waitingSince);
  row.unreadSince = momentFromColumn(row.unreadSince);
  row.identityConfirmedAt = momentFromColumn(row.identityConfirmedAt);
  return row;
}

import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Selection } from '../database/select.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import { NEEDED } from '../task/needed.ts';

/** The owner of systems with late tasks: how many, since when, in which request the oldest is. */
export type LateOwner = {
  email: string;
  count: number;
  dueOn: CalendarDate;
  reference: string;
  system: string;
  seenAt: Date | null;
};

/** When the owner of a system will be asked whether deleted data are gone from its backups. */
export type BackupsAhead = { askedOn: CalendarDate; reference: string; system: string };

/** So many are shown. */
const MOST = 8;

/** The owners with late tasks, whoever is late the longest first. Which system and request: those of the task that is late the longest. */
export const lateOwners = ({ database }: Desk, whose: string): Selection<LateOwner> => ({
  columns: {
    email: 'l.email',
    count: 'o.n',
    dueOn: 'o.due_on',
    reference: 'r.reference',
    system: 's.name',
    seenAt: 'l.seen_at',
  },
  from: `FROM (SELECT t.link_id, COUNT(*) AS n, MIN(t.due_on) AS due_on, MIN(t.id) AS task_id
      FROM tasks t ${sqlWordsOf(database).along('tasks_overdue')} JOIN subject_requests r ON r.id = t.request_id
      WHERE t.organisation_id = :organisationId AND r.kind = 'request' AND t.state = 'open' AND t.due_on < :today AND t.link_id IS NOT NULL
        AND COALESCE(t.chase_from, '-') <> '' AND ${NEEDED} ${whose}
      GROUP BY t.link_id ORDER BY MIN(t.due_on), t.link_id LIMIT ${MOST}) o
    JOIN owner_links l ON l.id = o.link_id JOIN tasks t ON t.id = o.task_id
    JOIN subject_requests r ON r.id = t.request_id JOIN systems s ON s.id = t.system_id ORDER BY o.due_on, l.id`,
});

/** The backups that come round next. */
export const backupsAhead = ({ database }: Desk, whose: string): Selection<BackupsAhead> => ({
  columns: { askedOn: 't.asked_on', reference: 'r.reference', system: 's.name' },
  from: `FROM tasks t ${sqlWordsOf(database).along('tasks_ahead')} JOIN subject_requests r ON r.id = t.request_id
      JOIN systems s ON s.id = t.system_id
    WHERE t.organisation_id = :organisationId AND r.kind = 'request' AND t.state = 'planned' AND t.kind = 'backups' ${whose}
    ORDER BY t.asked_on, t.id LIMIT ${MOST}`,
});

import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { TaskKind } from '../../domain/tasks/task.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { OPEN_TASKS } from './needed.ts';

/** A late task as the DPO is told of it: which system, who was asked, since when. */
export type UnansweredTask = { system: string; kind: TaskKind; email: string; askedOn: CalendarDate };

/** The tasks of which a letter to staff tells: those of its request that were due on its day and are still open. */
export const unansweredOf = (
  { database }: Desk,
  { requestId, step }: Pick<Letter, 'requestId' | 'step'>,
): Promise<UnansweredTask[]> =>
  select(
    database,
    `SELECT s.name AS system, t.kind, l.email, t.asked_on AS "askedOn"
     FROM ${OPEN_TASKS} JOIN systems s ON s.id = t.system_id JOIN owner_links l ON l.id = t.link_id
     WHERE t.request_id = :requestId AND t.state = 'open' AND t.due_on = :step AND COALESCE(t.chase_from, '-') <> '' ORDER BY s.name_key, t.id`,
    { requestId, step },
  );

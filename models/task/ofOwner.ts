import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Right } from '../../domain/rights.ts';
import { answerLostFrom } from '../../domain/tasks/lost.ts';
import { isTaskNeeded, type TaskKind } from '../../domain/tasks/task.ts';
import { momentFromColumn, select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { lastRestore } from '../lastRestore.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type RegisteredSystem, systemsOf } from '../system/register.ts';
import { SystemTask } from '../task.ts';
import { NEEDED } from './needed.ts';
import type { OpenLink } from './ownerLinks.ts';

/** An open task as its owner sees it before the code: which system, what, by when. Nothing of the person. */
export type OwnerTask = {
  id: number;
  system: string;
  kind: TaskKind;
  right: Right;
  dueOn: CalendarDate | null;
  /** It is asked again after a restore: what was answered from this moment on is lost. */
  lostFrom?: Date;
};

/** A task that waits, with its request and its system. */
export type WaitingTask = {
  task: SystemTask;
  request: SubjectRequest;
  system: RegisteredSystem;
  lostFrom?: Date;
};

/** The tasks that wait for the owner of a link, the first due first. Those of a request that has ended are no longer needed. */
export async function openTasksOf({ database }: Desk, { id }: Pick<OpenLink, 'id'>): Promise<OwnerTask[]> {
  const rows = await select<OwnerTask & Record<'askedAt' | 'madeAt' | 'restoredAt', string | Date | null>>(
    database,
    `SELECT t.id, s.name AS system, t.kind, r."right", t.due_on AS "dueOn", t.asked_at AS "askedAt",
       restored.made_at AS "madeAt", restored.restored_at AS "restoredAt"
     FROM tasks t JOIN subject_requests r ON r.id = t.request_id JOIN systems s ON s.id = t.system_id
       LEFT JOIN last_restore restored ON true
     WHERE t.link_id = :id AND t.state = 'open' AND ${NEEDED} ORDER BY COALESCE(t.due_on, ''), t.id`,
    { id },
  );
  return rows.map(({ askedAt, madeAt, restoredAt, ...task }) => ({
    ...task,
    lostFrom: answerLostFrom(
      { state: 'open', askedAt: momentFromColumn(askedAt) },
      madeAt && restoredAt
        ? { madeAt: momentFromColumn(madeAt), restoredAt: momentFromColumn(restoredAt) }
        : null,
    ),
  }));
}

/** The tasks of a link that wait, each with its request and its system. None of a request whose key was destroyed: nobody knows any more whom it is about. */
export async function waitingTasksOf(desk: Desk, link: OpenLink): Promise<WaitingTask[]> {
  const tasks = await SystemTask.findAll({
    where: { linkId: link.id, state: 'open' },
    order: ['dueOn', 'id'],
  });
  const requests = await SubjectRequest.findAll({ where: { id: tasks.map(({ requestId }) => requestId) } });
  const systems = await systemsOf(desk, link);
  const restore = await lastRestore();
  return tasks.flatMap((task) => {
    const request = requests.find(({ id }) => id === task.requestId);
    const system = systems.find(({ id }) => id === task.systemId);
    return request?.wrappedKey && system && isTaskNeeded(task.kind, request)
      ? { task, request, system, lostFrom: answerLostFrom(task, restore) }
      : [];
  });
}

/** What an owner sees of a task before the code. */
export const asOwnerTask = ({ task, request, system, lostFrom }: WaitingTask): OwnerTask => ({
  id: task.id,
  system: system.name,
  kind: task.kind,
  right: request.right,
  dueOn: task.dueOn,
  lostFrom,
});

import { answerLostFrom } from '../../domain/tasks/lost.ts';
import { isTaskNeeded } from '../../domain/tasks/task.ts';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import { bySystem, type Desk } from '../desk.ts';
import { type LastRestore, lastRestore } from '../lastRestore.ts';
import { queueLetter } from '../letter/queue.ts';
import { readersOf } from '../letter/recipients.ts';
import { Organisation } from '../organisation.ts';
import { OwnerLink } from '../ownerLink.ts';
import { change } from '../subjectRequest/change.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { SystemTask } from '../task.ts';
import { OPEN_TASKS } from './needed.ts';
import { renewAfterRestore } from './ownerLinks.ts';
import { tellOwner } from './tellOwner.ts';

/**
 * After a restore: what owners answered since the backup is not in the desk, so each that has an open task is asked again by one letter,
 * with a new link, since links that were ended after the backup would open again. The log of each request notes it, and the data protection
 * officers are told. Gives how many tasks; once for each restore, also where a run was cut off.
 */
export async function askAfterRestore(desk: Desk, now: Date): Promise<number> {
  const restore = await lastRestore();
  if (!restore || restore.toldAt) return 0;
  await noteInLogs(desk, restore);
  return inTransaction(desk.database, async () => {
    const mine = await lastRestore({ lock: true });
    if (!mine || mine.toldAt) return 0;
    const tasks = await lostTasks(mine);
    const waiting = new Set(tasks.map(({ linkId }) => linkId));
    for (const link of await OwnerLink.findAll({ order: ['id'], lock: true })) {
      await renewAfterRestore(desk, link);
      if (waiting.has(link.id) && !link.revokedAt)
        await tellOwner({ desk, now }, link, { restored: mine.madeAt.toISOString() });
    }
    for (const organisation of await Organisation.findAll({ order: ['id'] }))
      await tellOfficers(desk, now, { restore: mine, organisation, tasks });
    await mine.update({ toldAt: now });
    return tasks.length;
  });
}

type RestoredRequest = { organisationId: number; reference: string; tasks: number | string };

/** One event in the log of each request whose answers may be lost. A run that was cut off goes on where it ended. */
async function noteInLogs(desk: Desk, { madeAt, restoredAt }: LastRestore): Promise<void> {
  const found = await select<RestoredRequest>(
    desk.database,
    `SELECT r.organisation_id AS "organisationId", r.reference, COUNT(*) AS tasks FROM ${OPEN_TASKS}
     WHERE t.state = 'open' AND r.kind = 'request' AND r.wrapped_key IS NOT NULL AND t.asked_at < :restoredAt AND NOT EXISTS (
       SELECT 1 FROM events e WHERE e.request_id = r.id AND e.kind = 'tasks-restored' AND e.at >= :since)
     GROUP BY r.organisation_id, r.reference ORDER BY r.reference`,
    { restoredAt, since: restoredAt.toISOString() },
  );
  for (const { organisationId, reference, tasks } of found)
    await change(desk, bySystem(organisationId), { reference }, 'chase-task', async (it) =>
      it.tell('tasks-restored', { count: Number(tasks), since: madeAt.toISOString() }),
    );
}

/** The open tasks whose answers may be lost. */
async function lostTasks(restore: LastRestore): Promise<SystemTask[]> {
  const open = await SystemTask.findAll({ where: { state: 'open' }, order: ['id'] });
  const attributes = ['id', 'status', 'outcome'] as const;
  const ids = [...new Set(open.map(({ requestId }) => requestId))];
  const requests = await SubjectRequest.findAll({ where: { id: ids }, attributes: [...attributes] });
  const byId = new Map(requests.map((request) => [request.id, request]));
  return open.filter((task) => {
    const request = byId.get(task.requestId);
    return request && isTaskNeeded(task.kind, request) && answerLostFrom(task, restore);
  });
}

type Telling = { restore: LastRestore; organisation: Organisation; tasks: readonly SystemTask[] };

/** One letter to each data protection officer: as at when the desk is, and how much is asked again. */
async function tellOfficers(desk: Desk, now: Date, { restore, organisation, tasks }: Telling): Promise<void> {
  const { id: organisationId, wrappedKey } = organisation;
  const theirs = tasks.filter((task) => task.organisationId === organisationId);
  const data = {
    restored: restore.madeAt.toISOString(),
    restoredAt: restore.restoredAt.toISOString(),
    tasks: String(theirs.length),
    owners: String(new Set(theirs.map(({ linkId }) => linkId)).size),
  };
  for (const { recipient, language } of await readersOf(desk, organisationId, null))
    await queueLetter(
      desk.keyring.unwrap(wrappedKey),
      { organisationId, requestId: null, kind: 'restore-notice', language, recipient, data },
      now,
    );
}

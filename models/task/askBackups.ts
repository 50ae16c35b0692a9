import { dayNumberOf } from '../../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber } from '../../domain/calendar/zone.ts';
import { lookedAfterBy } from '../../domain/systems/system.ts';
import { select } from '../database/select.ts';
import { bySystem, type Desk } from '../desk.ts';
import { change } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { systemsOf } from '../system/register.ts';
import { SystemTask } from '../task.ts';
import { linkFor } from './ownerLinks.ts';
import { tellOwner } from './tellOwner.ts';

type DueRequest = { organisationId: number; reference: string; zone: string; askedOn: string };

/**
 * Asks the owners of systems whose backups must be gone by now whether what was deleted there is: also of a request that was closed
 * meanwhile. Gives how many tasks went out. One letter for each request and owner.
 */
export async function askBackups(desk: Desk, now: Date): Promise<number> {
  const found = await select<DueRequest>(
    desk.database,
    `SELECT r.organisation_id AS "organisationId", r.reference, r.zone, MIN(COALESCE(t.asked_on, '')) AS "askedOn"
     FROM tasks t JOIN subject_requests r ON r.id = t.request_id
     WHERE t.kind = 'backups' AND t.state = 'planned' AND r.wrapped_key IS NOT NULL
     GROUP BY r.organisation_id, r.reference, r.zone ORDER BY r.reference`,
    {},
  );
  let asked = 0;
  for (const { organisationId, reference, zone, askedOn } of found) {
    const today = localDate(now, zone);
    if (askedOn > today || morningOfDayNumber(dayNumberOf(today), zone) > now) continue;
    asked += await change(desk, bySystem(organisationId), { reference }, 'chase-task', askThose);
  }
  return asked;
}

async function askThose(it: Change): Promise<number> {
  const { desk, request, now } = it;
  const today = localDate(now, request.zone);
  const where = { requestId: request.id, kind: 'backups', state: 'planned' } as const;
  const due = (await SystemTask.findAll({ where, order: ['id'] })).filter(
    ({ askedOn }) => !askedOn || askedOn <= today,
  );
  const systems = await systemsOf(desk, request);
  const links = new Map<number, Awaited<ReturnType<typeof linkFor>>>();
  for (const task of due) {
    const system = systems.find(({ id }) => id === task.systemId);
    const email = system && lookedAfterBy(system, today);
    if (!system || !email) continue; // it stays planned until somebody looks after the system
    const link = await linkFor(desk, request.organisationId, { email, language: system.ownerLanguage });
    await task.update({ state: 'open', askedAt: now, askedOn: today, linkId: link.id });
    it.tell('task-handed-out', { task: task.id, system: system.id });
    links.set(link.id, link);
  }
  for (const link of links.values()) await tellOwner(it, link);
  return due.filter(({ state }) => state === 'open').length;
}

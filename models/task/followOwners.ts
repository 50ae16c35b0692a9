import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Language } from '../../domain/languages.ts';
import { select } from '../database/select.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import { bySystem, type Desk } from '../desk.ts';
import { change } from '../subjectRequest/change.ts';
import { SystemTask } from '../task.ts';
import type { ChaseDay } from './chaseDays.ts';
import { OPEN_TASKS } from './needed.ts';
import { linkFor } from './ownerLinks.ts';

type Elsewhere = {
  task: number;
  fromLink: number;
  organisationId: number;
  reference: string;
  email: string;
  language: Language;
  today: CalendarDate;
};

/**
 * Moves each open task to whoever looks after its system today: the deputy while the owner is away, the owner after that, another
 * one where the register names another; not one whose address the DPO chose. Their reminder of the day tells them; where it has gone already, the task comes tomorrow.
 */
export async function followOwners(desk: Desk, days: readonly ChaseDay[]): Promise<number> {
  const found = await tasksElsewhere(desk, days);
  for (const { task: id, fromLink, organisationId, reference, email, language, today } of found)
    await change(desk, bySystem(organisationId), { reference }, 'chase-task', async (it) => {
      const task = await SystemTask.findByPk(id, { rejectOnEmpty: true });
      if (task.state !== 'open' || task.linkId !== fromLink) return;
      const link = await linkFor(desk, organisationId, { email, language });
      await task.update({ linkId: link.id, movedOn: today });
      it.tell('task-moved', { task: id, from: fromLink, link: link.id });
    });
  return found.length;
}

/** The address by the rule `lookedAfterBy` of domain/systems/system.ts as SQL. */
const WHO = `CASE WHEN s.deputy_email <> '' AND s.absent_until >= z.today THEN s.deputy_email ELSE s.owner_email END`;

function tasksElsewhere({ database }: Desk, days: readonly ChaseDay[]): Promise<Elsewhere[]> {
  const { text } = sqlWordsOf(database);
  const zones = new Map(days.map(({ zone, today }) => [zone, today]));
  return select<Elsewhere>(
    database,
    `WITH zones (zone, today) AS (VALUES ${[...zones].map((pair) => `(${pair.map(text).join(', ')})`).join(', ')})
     SELECT t.id AS task, l.id AS "fromLink", t.organisation_id AS "organisationId", r.reference, ${WHO} AS email,
       s.owner_language AS language, z.today
     FROM ${OPEN_TASKS} JOIN systems s ON s.id = t.system_id JOIN owner_links l ON l.id = t.link_id
     JOIN organisations o ON o.id = t.organisation_id JOIN zones z ON z.zone = o.zone
     LEFT JOIN owner_links n ON n.organisation_id = t.organisation_id AND n.email = ${WHO}
     WHERE t.state = 'open' AND NOT t.asked_by_hand AND ${WHO} NOT IN ('', l.email)
       AND NOT EXISTS (SELECT 1 FROM letters x WHERE x.ledger_key = 'chase:' || n.id || ':' || z.today)
     ORDER BY t.id`,
    {},
  );
}

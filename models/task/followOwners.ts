import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Language } from '../../domain/languages.ts';
import { select } from '../database/select.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import { bySystem, type Desk } from '../desk.ts';
import { change } from '../subjectRequest/change.ts';
import { SystemTask } from '../task.ts';
import { NEEDED } from './needed.ts';
import { linkFor } from './ownerLinks.ts';
import type { ToChase } from './toChase.ts';

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
export async function followOwners(desk: Desk, zones: ToChase['today']): Promise<number> {
  const found = await tasksElsewhere(desk, zones);
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

/** First the pairs of an owner and a system, of which there are few, then the tasks of those that do not belong together. */
function tasksElsewhere({ database }: Desk, zones: ToChase['today']): Promise<Elsewhere[]> {
  const { along, rowsIn } = sqlWordsOf(database);
  return select<Elsewhere>(
    database,
    `WITH zones AS (${rowsIn(':zones', { zone: 'text', today: 'text' })}),
     pairs AS MATERIALIZED (SELECT DISTINCT link_id, system_id FROM tasks ${along('tasks_of_owner')}
       WHERE state = 'open' AND NOT asked_by_hand),
     elsewhere AS MATERIALIZED (SELECT p.link_id, p.system_id, ${WHO} AS email, s.owner_language AS language, z.today
       FROM pairs p JOIN systems s ON s.id = p.system_id JOIN owner_links l ON l.id = p.link_id
       JOIN organisations o ON o.id = s.organisation_id JOIN zones z ON z.zone = o.zone
       WHERE ${WHO} NOT IN ('', l.email))
     SELECT t.id AS task, t.link_id AS "fromLink", t.organisation_id AS "organisationId", r.reference, e.email, e.language, e.today
     FROM elsewhere e JOIN tasks t ON t.link_id = e.link_id AND t.system_id = e.system_id AND t.state = 'open'
       AND NOT t.asked_by_hand
     JOIN subject_requests r ON r.id = t.request_id AND ${NEEDED}
     LEFT JOIN owner_links n ON n.organisation_id = t.organisation_id AND n.email = e.email
     WHERE NOT EXISTS (SELECT 1 FROM letters x WHERE x.ledger_key = 'chase:' || n.id || ':' || e.today)
     ORDER BY t.id`,
    { zones: JSON.stringify([...zones]) },
  );
}

import { select } from '../database/select.ts';
import { bySystem, type Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';
import { change } from '../subjectRequest/change.ts';
import { OPEN_TASKS } from './needed.ts';
import { renewLink } from './ownerLinks.ts';

/** Renews each link that ended by time while a task is open: the next reminder has its new secret. One that was revoked stays so. */
export async function renewEnded(desk: Desk): Promise<void> {
  const ended = await select<{ id: number; organisationId: number; reference: string }>(
    desk.database,
    `SELECT l.id, l.organisation_id AS "organisationId", MIN(r.reference) AS reference
     FROM ${OPEN_TASKS} JOIN owner_links l ON l.id = t.link_id
     WHERE t.state = 'open' AND l.revoked_at IS NULL AND l.expires_at <= :now GROUP BY l.id, l.organisation_id ORDER BY l.id`,
    { now: desk.clock() },
  );
  for (const { id, organisationId, reference } of ended)
    await change(desk, bySystem(organisationId), { reference }, 'chase-task', async (it) => {
      const link = await OwnerLink.findByPk(id, { rejectOnEmpty: true, lock: true });
      if (link.revokedAt || link.expiresAt > it.now) return;
      await renewLink(desk, link);
      it.tell('owner-link-renewed', { link: id });
    });
}

import { RuleViolation } from '../../domain/ruleViolation.ts';
import { select } from '../database/select.ts';
import { type By, bySystem, type Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import { SystemTask } from '../task.ts';
import { NEEDED } from './needed.ts';
import { renewLink } from './ownerLinks.ts';
import { tellOwner } from './tellOwner.ts';

/** Gives the owner of a task of the request another link, and sends it to them; the former one opens nothing any more. */
export const renewOwnerLink = (desk: Desk, by: By, target: Target, linkId: number): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const link = await renewLink(desk, await linkIn(it.request.id, linkId));
    await tellOwner(it, link);
    it.tell('owner-link-renewed', { link: link.id });
  });

/** Ends the link of an owner at once, for all that waits for them: nobody is reminded by it, until it is renewed. */
export const revokeOwnerLink = (desk: Desk, by: By, target: Target, linkId: number): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const link = await linkIn(it.request.id, linkId);
    await link.update({ revokedAt: it.now });
    it.tell('owner-link-revoked', { link: link.id });
  });

/** A link that a task of this request was handed out by; throws `not-found`. */
async function linkIn(requestId: number, linkId: number): Promise<OwnerLink> {
  const task = await SystemTask.findOne({ where: { requestId, linkId } });
  const link = task && (await OwnerLink.findByPk(linkId, { lock: true }));
  if (!link) throw new RuleViolation('not-found');
  return link;
}

/** Renews each link that ended by time while a task is open: the next reminder has its new secret. One that was revoked stays so. */
export async function renewEnded(desk: Desk): Promise<void> {
  const ended = await select<{ id: number; organisationId: number; reference: string }>(
    desk.database,
    `SELECT * FROM (SELECT l.id, l.organisation_id AS "organisationId", (SELECT MIN(r.reference)
         FROM tasks t JOIN subject_requests r ON r.id = t.request_id
         WHERE t.link_id = l.id AND t.state = 'open' AND ${NEEDED}) AS reference
       FROM owner_links l WHERE l.revoked_at IS NULL AND l.expires_at <= :now) ended
     WHERE reference IS NOT NULL ORDER BY id`,
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

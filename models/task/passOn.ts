import { localDate } from '../../domain/calendar/zone.ts';
import { addressIn } from '../../domain/email.ts';
import { OwnerLink } from '../ownerLink.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { systemsOf } from '../system/register.ts';
import { SystemTask } from '../task.ts';
import { linkFor } from './ownerLinks.ts';
import { dayOfCycle, taskRow } from './planTasks.ts';
import { tellOwner } from './tellOwner.ts';

/**
 * Asks the colleague whom an owner named, by one letter, where they look after a system here and were not asked for this one before:
 * two who name each other are not asked in a circle. Any other address waits for the DPO, since a letter would go to a stranger.
 */
export async function passOn(it: Change, task: SystemTask, toWhom: string | undefined): Promise<void> {
  const { desk, request, now } = it;
  const email = addressIn(toWhom);
  const systems = await systemsOf(desk, request);
  const system = systems.find(({ id }) => id === task.systemId);
  const known = systems.find(({ ownerEmail, deputyEmail }) =>
    [ownerEmail, deputyEmail].includes(email ?? '?'),
  );
  if (!email || !system || !known || (await wasAsked(task, email))) return;
  const link = await linkFor(desk, request.organisationId, { email, language: known.ownerLanguage });
  const next = await SystemTask.create({
    ...taskRow(it, system, task.kind),
    state: 'open',
    askedAt: now,
    askedOn: localDate(now, request.zone),
    linkId: link.id,
    askedByHand: true,
    words: task.words,
    ...dayOfCycle(task),
  });
  await task.update({ askedAgainAs: next.id });
  it.tell('task-handed-out', { task: next.id, system: system.id });
  await tellOwner(it, link);
}

/** Whether somebody was asked for this system before, for this request. */
async function wasAsked({ requestId, systemId }: SystemTask, email: string): Promise<boolean> {
  const rows = await SystemTask.findAll({
    where: { requestId, systemId },
    attributes: ['linkId'],
    raw: true,
  });
  const links = await OwnerLink.findAll({
    where: { id: rows.flatMap(({ linkId }) => linkId ?? []) },
    raw: true,
  });
  return links.some((link) => link.email === email);
}

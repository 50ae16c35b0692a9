import { Op } from 'sequelize';
import { localDate } from '../../domain/calendar/zone.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { lookedAfterBy } from '../../domain/systems/system.ts';
import { isUnsaid } from '../../domain/tasks/named.ts';
import { assertExplained } from '../../domain/tasks/needed.ts';
import { seal, sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import type { OwnerLink } from '../ownerLink.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { detailsOf } from '../subjectRequest/sealed.ts';
import { type RegisteredSystem, systemsOf } from '../system/register.ts';
import { SystemTask } from '../task.ts';
import { linkFor } from './ownerLinks.ts';
import { planTasks } from './planTasks.ts';
import { tellOwner } from './tellOwner.ts';

/** What becomes of each planned task, by its id: handed out, perhaps in other words, or dropped. */
export type Decided = Record<number, { dropped: true } | { words: string }>;

/** Plans the tasks of a request again: for systems that came into the register since. Gives how many are new. */
export const planAgain = (desk: Desk, by: By, target: Target): Promise<number> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const count = await planTasks(it);
    if (count === 0) throw new RuleViolation('nothing-to-plan');
    return count;
  });

/**
 * Hands out the planned tasks: each owner gets one letter, with a link and nothing of the person. What is dropped stays with its
 * reason. Throws `owner-missing` where nobody looks after the system, beside the task, and
 * `task-not-named` where nobody has said what is to be corrected, or which of the data deleted.
 */
export const handOut = (
  desk: Desk,
  by: By,
  target: Target,
  { decided, reason }: { decided: Decided; reason: string },
): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const planned = await SystemTask.findAll({
      where: { requestId: it.request.id, state: 'planned', kind: { [Op.ne]: 'backups' } },
      order: ['id'],
    });
    const systems = await systemsOf(desk, by);
    const links = new Map<number, OwnerLink>();
    for (const task of planned) {
      const fate = decided[task.id];
      if (!fate) continue;
      if ('dropped' in fate) await drop(it, task, reason);
      else {
        const system = systems.find(({ id }) => id === task.systemId);
        if (!system) continue;
        const link = await ask(it, task, system, fate.words);
        links.set(link.id, link);
      }
    }
    for (const link of links.values()) await tellOwner(it, link);
  });

async function drop(it: Change, task: SystemTask, reason: string): Promise<void> {
  assertExplained('dropped', { reason });
  await task.update({ state: 'dropped', answeredAt: it.now, result: sealJson(it.key, { reason }) });
  it.tell('task-dropped', { task: task.id });
}

/** Asks the owner, or the deputy while the owner is away. Gives their link. */
async function ask(
  it: Change,
  task: SystemTask,
  system: RegisteredSystem,
  words: string,
): Promise<OwnerLink> {
  const { desk, request, now } = it;
  const email = lookedAfterBy(system, localDate(now, request.zone));
  if (!email) throw new RuleViolation('owner-missing', { system: system.name }, `words-${task.id}`);
  const own = words.trim() === system.instructions[request.right]?.trim() ? '' : words.trim();
  if (!own && isUnsaid(task.kind, request.right, detailsOf(desk, request).particulars))
    throw new RuleViolation('task-not-named', {}, 'meant');
  const link = await linkFor(desk, request.organisationId, { email, language: system.ownerLanguage });
  await task.update({
    state: 'open',
    askedAt: now,
    askedOn: localDate(now, request.zone),
    linkId: link.id,
    words: words ? seal(it.key, words) : null,
  });
  it.tell('task-handed-out', { task: task.id, system: system.id });
  return link;
}

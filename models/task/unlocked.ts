import { Op } from 'sequelize';
import type { Particulars } from '../../domain/intake/particulars.ts';
import { namedIn } from '../../domain/tasks/named.ts';
import type { TaskState } from '../../domain/tasks/task.ts';
import { unseal } from '../crypto/keyring.ts';
import { byOwner, type Desk } from '../desk.ts';
import { witness } from '../subjectRequest/change.ts';
import { type Details, detailsOf, keyOf, numberIn } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { System } from '../system.ts';
import { SystemTask } from '../task.ts';
import { User } from '../user.ts';
import { asOwnerTask, type OwnerTask, type WaitingTask, waitingTasksOf } from './ofOwner.ts';
import type { OpenLink } from './ownerLinks.ts';

/** A task that waits, after the code: whom to look for, what to do, whom to ask. */
export type UnlockedTask = OwnerTask & {
  reference: string;
  /** By what the person is found in this system, as far as the desk knows it. */
  identifiers: { kind: string; value: string }[];
  /** By what this system is searched too, and the desk does not know of the person. */
  unknown: string[];
  /** The systems that come before it and have not answered for this request yet. */
  waitsFor: string[];
  /** The DPO's words, or else the system's own instruction. */
  words?: string;
  /** What the person named that the task is about. */
  named: Particulars;
  /** The colleague who works on the request. */
  contact?: string;
};

/** The tasks of a link with whom they are about, for an owner who has shown the code; each request's log notes that they were shown. */
export async function unlockedTasksOf(desk: Desk, link: OpenLink): Promise<UnlockedTask[]> {
  const found = await waitingTasksOf(desk, link);
  const by = byOwner(link.organisationId, link.id);
  for (const { request } of new Map(found.map((one) => [one.request.id, one])).values())
    await witness(desk, by, { reference: request.reference }, 'answer-task', async (it) =>
      it.tell('tasks-shown', { link: link.id }),
    );
  return Promise.all(found.map((one) => unlocked(desk, one)));
}

async function unlocked(desk: Desk, found: WaitingTask): Promise<UnlockedTask> {
  const { task, request, system } = found;
  const details = detailsOf(desk, request);
  const words = task.words
    ? unseal(keyOf(desk, request), task.words).toString()
    : system.instructions[request.right];
  const contact = request.assigneeId ? (await User.findByPk(request.assigneeId))?.name : undefined;
  return {
    ...asOwnerTask(found),
    reference: request.reference,
    waitsFor: await waitedFor(request, system),
    ...identifiersOf(request, details, system.identifiers),
    words,
    named: namedIn(task.kind, request.right, details.particulars),
    contact,
  };
}

/** What is known of the person whose data it is, by what a system is searched by; the name where nothing is known. */
function identifiersOf(request: SubjectRequest, details: Details, wanted: readonly string[]) {
  const { behalf } = details;
  const known: Record<string, string | null | undefined> = {
    email: behalf ? behalf.email : request.personEmail,
    name: behalf ? behalf.name : request.personName,
    'customer-number': numberIn(details),
    phone: details.phone,
    'user-name': details.userName,
    'postal-address': behalf ? behalf.postalAddress : details.postalAddress,
  };
  const found = wanted.flatMap((kind) => (known[kind] ? [{ kind, value: known[kind] }] : []));
  const unknown = wanted.filter((kind) => !known[kind]);
  return { identifiers: found.length > 0 ? found : [{ kind: 'name', value: known.name ?? '' }], unknown };
}

/** Of the systems whose work comes first, those that were asked for the same request and have not answered. */
async function waitedFor({ id }: SubjectRequest, { after }: WaitingTask['system']): Promise<string[]> {
  if (after.length === 0) return [];
  const where = {
    requestId: id,
    state: ['planned', 'open', 'cannot', 'not-mine'] as TaskState[],
    askedAgainAs: null,
    kind: { [Op.ne]: 'backups' },
  };
  const tasks = await SystemTask.findAll({ where, attributes: ['systemId'], raw: true });
  const systems = await System.findAll({ where: { id: tasks.map(({ systemId }) => systemId) }, raw: true });
  return systems.map(({ name }) => name).filter((name) => after.includes(name));
}

import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { addSystem } from '../../models/system/save.ts';
import { handOut } from '../../models/task/handOut.ts';
import { SystemTask } from '../../models/task.ts';
import type { TestDesk } from './desk.ts';
import { received, staffMemberOf } from './requests.ts';
import { systemForm } from './systems.ts';

/** A request for access whose tasks are planned, one for each system; the owner of each is `NAME@example.org` in lower case. */
export async function planned(desk: TestDesk, ...systems: string[]) {
  const by = await staffMemberOf(desk, desk.organisation);
  for (const name of systems) {
    const ownerEmail = `${name.toLowerCase()}@example.org`;
    await addSystem(
      desk,
      by,
      systemForm({ name, ownerEmail, categories: ['orders'], identifiers: ['email'] }),
    );
  }
  const request: SubjectRequest = await received(desk, desk.organisation, { rights: ['access'] });
  await confirmIdentity(desk, by, { reference: request.reference }, { method: 'mailbox', note: '' });
  await request.reload();
  return { request, by };
}

/** The same, and each task is handed out in the words of the desk. */
export async function handedOut(desk: TestDesk, ...systems: string[]) {
  const { request, by } = await planned(desk, ...systems);
  const tasks = await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] });
  const decided = Object.fromEntries(tasks.map(({ id }) => [id, { words: '' }]));
  await handOut(desk, by, { reference: request.reference }, { decided, reason: '' });
  return { request, by, tasks: await Promise.all(tasks.map((task) => task.reload())) };
}

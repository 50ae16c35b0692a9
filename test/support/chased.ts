import { chaseOwners } from '../../jobs/chaseOwners.ts';
import { Letter } from '../../models/letter.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { addSystem } from '../../models/system/save.ts';
import { System } from '../../models/system.ts';
import { handOut } from '../../models/task/handOut.ts';
import { SystemTask } from '../../models/task.ts';
import { deskForTests, type TestDesk } from './desk.ts';
import { received, staffMemberOf } from './requests.ts';
import { systemForm } from './systems.ts';

type Dpo = Awaited<ReturnType<typeof staffMemberOf>>;
export type Chased = { desk: TestDesk; dpo: Dpo; request: SubjectRequest };

/**
 * A desk whose one request was received and handed out on Monday 2 March 2026, to Zoe (CRM, Shop) and Max (Archive): due on Thursday
 * 26 March, five working days before Thursday 2 April.
 */
export async function chasedDesk(): Promise<Chased> {
  const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  const dpo = await staffMemberOf(desk, desk.organisation);
  for (const [name, ownerEmail] of [
    ['CRM', 'zoe@example.org'],
    ['Shop', 'zoe@example.org'],
    ['Archive', 'max@example.org'],
  ] as const)
    await addSystem(desk, dpo, systemForm({ name, ownerEmail, categories: ['orders'], leadDays: '5' }));
  return { desk, dpo, request: await handedOutOn(desk, dpo) };
}

/** A request of which every task has been handed out. */
export async function handedOutOn(desk: TestDesk, dpo: Dpo): Promise<SubjectRequest> {
  const made = await received(desk, desk.organisation, { rights: ['access'] });
  const target = { reference: made.reference };
  await confirmIdentity(desk, dpo, target, { method: 'mailbox', note: '' });
  const tasks = await SystemTask.findAll({ where: { requestId: made.id } });
  const decided = Object.fromEntries(tasks.map(({ id }) => [id, { words: '' }]));
  await handOut(desk, dpo, target, { decided, reason: '' });
  return made.reload();
}

/** Runs the job at a moment; gives how many letters are new. */
export async function chaseAt(desk: TestDesk, at: string): Promise<number> {
  desk.clock.set(at);
  return (await chaseOwners(desk, desk.clock())).written;
}

export const addressOf = async ({ recipient }: Letter): Promise<string> =>
  (await OwnerLink.findByPk(Number(recipient.replace('owner:', '')), { rejectOnEmpty: true })).email;

/** To whom and for which day owners were reminded, in the order of the days. */
export async function remindersSent(): Promise<[string, string][]> {
  const rows = await Letter.findAll({ where: { kind: 'task-reminder' } });
  const told = await Promise.all(
    rows.map(async (row) => [await addressOf(row), row.step ?? ''] as [string, string]),
  );
  return told.sort((one, other) => (one[1] + one[0]).localeCompare(other[1] + other[0]));
}

/** Who is asked for a system now. */
export async function ownerOf(name: string): Promise<string> {
  const system = await System.findOne({ where: { name }, rejectOnEmpty: true });
  const task = await SystemTask.findOne({ where: { systemId: system.id }, rejectOnEmpty: true });
  return (await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true })).email;
}

import { RuleViolation } from '../domain/ruleViolation.ts';
import { emptySystem, type SystemForm } from '../domain/systems/systemForm.ts';
import type { TaskKind } from '../domain/tasks/task.ts';
import type { Desk } from '../models/desk.ts';
import { OwnerLink } from '../models/ownerLink.ts';
import { findRequest } from '../models/subjectRequest/page.ts';
import { detailsOf } from '../models/subjectRequest/sealed.ts';
import { addSystems } from '../models/system/save.ts';
import { answerTask, type TaskAnswer } from '../models/task/answerTask.ts';
import { handOut } from '../models/task/handOut.ts';
import { SystemTask } from '../models/task.ts';
import type { Office } from './office.ts';
import { type Random, randomFrom } from './random.ts';
import type { StoryCase } from './story.ts';

/** How an owner of systems answers: within two days; a while after the due day; never; that it is somebody else's. */
type Habit = 'prompt' | 'late' | 'silent' | 'not-mine';

/** A colleague who looks after systems. */
type Owner = { name: string; email: string; habit: Habit; language?: 'fr' };
const INGRID: Owner = { name: 'Ingrid Løvås', email: 'ingrid@example.org', habit: 'prompt' };
const OMAR: Owner = { name: 'Omar Belkacem', email: 'omar@example.org', habit: 'prompt', language: 'fr' };
const SVEA: Owner = { name: 'Svea Dahlqvist', email: 'svea@example.org', habit: 'late' };
const LUCA: Owner = { name: 'Luca Bernasconi', email: 'luca@example.org', habit: 'silent' };
const NORA: Owner = { name: 'Nóra Szabó', email: 'nora@example.org', habit: 'not-mine' };
const OWNERS = [INGRID, OMAR, SVEA, LUCA, NORA];

type DescribedSystem = Partial<SystemForm> & { name: string; categories: string[] };
const owned = (owner: Owner, system: DescribedSystem): SystemForm => ({
  ...emptySystem(owner.language ?? 'en'),
  identifiers: ['email'],
  ownerName: owner.name,
  ownerEmail: owner.email,
  ...system,
});

/** The fifteen systems of the demo's host: fourteen in use, one that came to its end. */
const HOSTING: SystemForm[] = [
  owned(INGRID, {
    name: 'Customer accounts',
    purpose: 'Opening and running customer accounts',
    categories: ['contact'],
    retention: 'While the account exists, then one year',
    place: 'Strasbourg, France',
    identifiers: ['email', 'customer-number'],
    backupDays: '35',
    instructions: {
      access: 'Open the record, then Export, and hand over both files.',
      erasure: 'Close the account first, then delete the record.',
    },
  }),
  owned(OMAR, {
    name: 'Billing',
    purpose: 'Invoices and payments',
    categories: ['billing'],
    retention: 'P10Y',
    place: 'Paris, France',
    identifiers: ['customer-number'],
    leadDays: '8',
    backupDays: '90',
    after: ['Customer accounts'],
    instructions: {
      erasure: 'Invoices of the last ten years stay (Code de commerce, Art. L123-22). Delete the rest.',
    },
  }),
  owned(OMAR, {
    name: 'Payment provider',
    kind: 'processor',
    categories: ['billing'],
    place: 'Dublin, Ireland',
  }),
  owned(SVEA, {
    name: 'Support desk',
    categories: ['contact'],
    purpose: 'Answering customers',
    backupDays: '30',
  }),
  owned(SVEA, {
    name: 'Chat history',
    kind: 'processor',
    categories: ['contact'],
    place: 'United States',
    safeguard: 'Adequacy decision (EU-US Data Privacy Framework)',
  }),
  owned(LUCA, {
    name: 'Server logs',
    categories: ['technical'],
    retention: 'One year',
    identifiers: ['user-name'],
  }),
  owned(LUCA, { name: 'Metrics', categories: ['technical'] }),
  owned(NORA, { name: 'Newsletter', categories: ['contact'], purpose: 'News about the service' }),
  owned(NORA, { name: 'Event list', categories: ['contact'] }),
  owned(INGRID, {
    name: 'Phone system',
    categories: ['contact', 'call recordings'],
    identifiers: ['phone', 'name'],
  }),
  owned(INGRID, { name: 'Archive', categories: ['billing'], after: ['Billing'], leadDays: '3' }),
  owned(SVEA, {
    name: 'Sales pipeline',
    categories: ['contact'],
    source: 'Public registers and trade fairs',
  }),
  owned(OMAR, {
    name: 'Courier',
    kind: 'recipient',
    categories: ['contact'],
    purpose: 'Delivering hardware',
  }),
  owned(OMAR, { name: 'Accountant', kind: 'recipient', categories: ['billing'], purpose: 'Annual accounts' }),
  owned(LUCA, { name: 'Old forum', categories: ['contact'], activeUntil: '2024-12-31' }),
];

/** The library has a catalogue and a door system, and nobody yet for the second. */
const LIBRARY: SystemForm[] = [
  owned(INGRID, { name: 'Catalogue', categories: ['loans'], identifiers: ['name', 'customer-number'] }),
  { ...emptySystem('en'), name: 'Door system', categories: ['visits'] },
];

/** Fills the registers of both offices. */
export async function describeSystems(
  desk: Desk,
  [hosting, library]: readonly [Office, Office],
): Promise<void> {
  await addSystems(desk, hosting.by.dpo, HOSTING);
  await addSystems(desk, library.by.dpo, LIBRARY);
}

/** So many plans the DPO has not come to yet. */
const PLANS_LEFT = 0.2;

/** Hands out what was planned; leaves out what nobody looks after. Each owner then answers as is their habit. */
export async function handOutTasks(it: StoryCase): Promise<void> {
  const { desk, office, target } = it;
  const request = await findRequest(office.by.dpo, target.reference);
  const planned = await SystemTask.findAll({ where: { requestId: request.id, state: 'planned' } });
  if (planned.length === 0 || request.status === 'closed') return;
  if (randomFrom(target.reference).chance(PLANS_LEFT)) return;
  const isLibrary = office.organisation.slug === 'example-library';
  const systems = isLibrary ? LIBRARY : HOSTING;
  const ownerless = systems.filter(({ ownerEmail }) => !ownerEmail).length;
  const words = request.right === 'rectification' ? detailsOf(desk, request).about : ''; // the letter names what is wrong
  const decided = planned.map(({ id }, nth) => [
    id,
    isLibrary && nth >= planned.length - ownerless ? { dropped: true as const } : { words },
  ]);
  const reason = 'Nobody looks after it yet; its visits are deleted every night.';
  await handOut(desk, office.by.dpo, target, { decided: Object.fromEntries(decided), reason });
  for (const task of await SystemTask.findAll({ where: { requestId: request.id, state: 'open' } }))
    await expectAnswer(it, task);
}

async function expectAnswer(it: StoryCase, { id, linkId, kind }: SystemTask): Promise<void> {
  const link = await OwnerLink.findByPk(linkId ?? 0, { rejectOnEmpty: true });
  const habit = OWNERS.find(({ email }) => email === link.email)?.habit ?? 'silent';
  if (habit === 'silent') return;
  const random = randomFrom(`${it.target.reference} ${id}`); // the stories keep their own
  const days = habit === 'late' ? random.between(20, 40) : random.between(0.2, 2);
  it.later(days, () => answered(it, link, id, answerOf(random, habit, kind)));
}

async function answered(it: StoryCase, link: OwnerLink, task: number, given: TaskAnswer): Promise<void> {
  const content = Buffer.from('date,what\n2025-03-02,order\n2025-07-14,invoice\n');
  const files =
    given.outcome === 'done' && given.count ? [{ name: 'export.csv', mediaType: 'text/csv', content }] : [];
  try {
    await answerTask(it.desk, link, task, given, files);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error; // the request has ended meanwhile: nobody needs it any more
  }
}

function answerOf(random: Random, habit: Habit, kind: TaskKind): TaskAnswer {
  if (habit === 'not-mine') return { outcome: 'not-mine', toWhom: 'Ingrid Løvås, ingrid@example.org' };
  if (random.chance(0.25))
    return {
      outcome: 'nothing-found',
      searched: 'By address and by name, in all tables, archived ones too.',
    };
  if (random.chance(0.05))
    return { outcome: 'cannot', reason: 'The export is broken until the next release.' };
  if (kind === 'find') return { outcome: 'done', count: Math.floor(random.between(2, 60)), note: '' };
  return { outcome: 'done', note: 'Checked by a second search afterwards.' };
}

import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { hashOfToken } from '../../models/crypto/keyring.ts';
import { insertAll } from '../../models/database/insert.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import type { Desk } from '../../models/desk.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { System } from '../../models/system.ts';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { SystemTask } from '../../models/task.ts';
import { type Filled, openAt } from './setUp.ts';

export const [TASKS, OWNERS] = [5000, 300];
const REQUESTS = 500;
const A_YEAR = 365 * 86_400_000;

/**
 * A desk with 5,000 open tasks of 300 owners, each of one system: ten tasks for each of 500 open requests. On sqlite it is a copy of the
 * filled one, kept beside it; on PostgreSQL the tasks are in the filled desk itself, until `withoutTasks`.
 */
export async function withTasks(filled: Filled): Promise<Filled> {
  const isFile = !filled.databaseUrl.startsWith('postgres');
  const dataDir = `${filled.dataDir}-tasks`;
  const ours = isFile ? { ...filled, dataDir, databaseUrl: join(dataDir, 'rightsdesk.sqlite') } : filled;
  const marker = join(ours.dataDir, 'tasks');
  if (isFile && existsSync(marker)) return ours;
  if (isFile) {
    rmSync(dataDir, { recursive: true, force: true });
    cpSync(filled.dataDir, dataDir, { recursive: true });
  }
  const desk = await openAt(ours);
  await clear(desk);
  await fillTasks(desk);
  await desk.database.close();
  if (isFile) writeFileSync(marker, '');
  return ours;
}

/** Takes the tasks away again where the desk is no copy. */
export async function withoutTasks(filled: Filled): Promise<void> {
  if (!filled.databaseUrl.startsWith('postgres')) return;
  const desk = await openAt(filled);
  await clear(desk);
  await desk.database.close();
}

async function clear({ database }: Desk): Promise<void> {
  await database.query("DELETE FROM letters WHERE kind IN ('task-reminder', 'task-late', 'task-notice')");
  for (const table of ['tasks', 'owner_links', 'systems']) await database.query(`DELETE FROM ${table}`);
}

async function fillTasks(desk: Desk): Promise<void> {
  const now = desk.clock();
  const requests = await SubjectRequest.findAll({
    where: { status: 'open', kind: 'request' },
    order: ['id'],
    limit: REQUESTS,
  });
  const [{ organisationId, zone } = { organisationId: 0, zone: '' }] = requests;
  await inTransaction(desk.database, async () => {
    const systems = await insertAll(
      System,
      numbered(OWNERS).map((nth) => systemRow(organisationId, nth, now)),
    );
    const links = await insertAll(
      OwnerLink,
      numbered(OWNERS).map((nth) => linkRow(desk, organisationId, nth, now)),
    );
    const each = Math.ceil(TASKS / requests.length);
    const tasks = requests.flatMap(({ id: requestId }, which) =>
      numbered(each).map((nth) => {
        const owner = (which * each + nth) % OWNERS;
        const [systemId = 0, linkId = 0] = [systems[owner], links[owner]];
        const [on, dueOn] = daysOf(localDate(now, zone), which);
        return { organisationId, requestId, systemId, linkId, ...taskColumns(on, dueOn, now) };
      }),
    );
    for (let at = 0; at < TASKS; at += 500)
      await insertAll(SystemTask, tasks.slice(at, Math.min(at + 500, TASKS)));
  });
}

const numbered = (many: number) => Array.from({ length: many }, (_, nth) => nth);

/** Asked two to six weeks ago, due from three weeks ago to three weeks on. */
const daysOf = (today: CalendarDate, which: number): [CalendarDate, CalendarDate] => [
  addDays(today, -14 - (which % 28)),
  addDays(today, (which % 42) - 21),
];

const taskColumns = (askedOn: CalendarDate, dueOn: CalendarDate, createdAt: Date) => ({
  kind: 'find' as const,
  state: 'open' as const,
  dueOn,
  clock: 'reply',
  because: '[]',
  leadDays: 5,
  askedByHand: false,
  askedAt: createdAt,
  askedOn,
  createdAt,
});

const systemRow = (organisationId: number, nth: number, createdAt: Date) => ({
  organisationId,
  name: `System ${nth}`,
  nameKey: `system ${nth}`,
  kind: 'own' as const,
  purpose: 'To deliver what was ordered',
  categories: '["orders"]',
  identifiers: '["email","name"]',
  source: 'The person',
  retention: 'P3Y',
  place: 'France',
  safeguard: '',
  ownerName: `Owner ${nth}`,
  ownerEmail: `owner${nth}@example.org`,
  ownerLanguage: 'en' as const,
  deputyEmail: '',
  instructions: '{"access":"Open the list of orders and save it as CSV."}',
  leadDays: 5,
  after: '[]',
  version: 1,
  createdAt,
});

function linkRow(desk: Desk, organisationId: number, nth: number, createdAt: Date) {
  const known = { organisationId, email: `owner${nth}@example.org`, renewals: 0 };
  const tokenHash = hashOfToken(ownerTokenOf(desk, known));
  return {
    ...known,
    language: 'en' as const,
    tokenHash,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + A_YEAR),
    views: 0,
  };
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../config.ts';
import type { Desk } from '../../models/desk.ts';
import { Membership } from '../../models/membership.ts';
import { executedMigrations } from '../../models/migrations/index.ts';
import { Organisation } from '../../models/organisation.ts';
import { hashPassword } from '../../models/user/password.ts';
import { User } from '../../models/user.ts';
import { openDesk, prepareDesk } from '../../openDesk.ts';
import { fillWith } from './fill.ts';
import type { Setting } from './request.ts';

export const EMAIL = 'dpo@example.org';
export const PASSWORD = 'correct horse battery staple';

export type Filled = { dataDir: string; databaseUrl: string; rows: number };

/**
 * A desk with so many requests, in a folder of its own. It is used again on the same day while the schema is the same;
 * a PostgreSQL database is taken as it is when it holds that many, and must be empty otherwise.
 */
export async function filledDesk(rows: number, database?: string): Promise<Filled> {
  const dataDir = join(tmpdir(), `rightsdesk-bench-${rows}${database ? '-postgres' : ''}`);
  const filled = { dataDir, databaseUrl: database ?? join(dataDir, 'rightsdesk.sqlite'), rows };
  const marker = join(dataDir, 'filled');
  if (!database && existsSync(dataDir) && !existsSync(marker)) rmSync(dataDir, { recursive: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const desk = await openAt(filled);
  const state = await stateOf(desk, rows);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === state) {
    await desk.database.close();
    return filled;
  }
  if ((await Organisation.count()) > 1 || (await User.count()) > 0) {
    await desk.database.close();
    if (database) throw new Error('The database holds another desk: give an empty one');
    rmSync(dataDir, { recursive: true });
    return filledDesk(rows, database);
  }
  const begun = performance.now();
  const written = await fillWith(await settingIn(desk), rows);
  const seconds = Math.round((performance.now() - begun) / 1000);
  process.stderr.write(`Filled ${JSON.stringify(written)} in ${seconds} s\n`);
  await desk.database.close();
  writeFileSync(marker, state);
  return filled;
}

async function openAt({ dataDir, databaseUrl }: Filled): Promise<Desk> {
  const desk = await openDesk(readSettings({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }));
  await prepareDesk(desk);
  return desk;
}

async function stateOf(desk: Desk, rows: number): Promise<string> {
  const schema = createHash('sha256').update(String(await executedMigrations(desk.database)));
  return `${rows} ${new Date().toISOString().slice(0, 10)} ${schema.digest('hex')} ${desk.database.getDialect()}`;
}

async function settingIn(desk: Desk): Promise<Setting> {
  const organisation = await Organisation.findOne({ rejectOnEmpty: true });
  await organisation.update({ policy: 'scalingo-privacy@2015', name: 'Example Hosting' });
  const ids: number[] = [];
  for (const [email, role, name] of [
    [EMAIL, 'dpo', 'Camille Moreau'],
    ['handler@example.org', 'handler', 'Jonas Example'],
  ] as const) {
    const passwordHash = await hashPassword(PASSWORD);
    const user = await User.create({ email, name, passwordHash, language: 'en', createdAt: desk.clock() });
    await Membership.create({ userId: user.id, organisationId: organisation.id, role });
    ids.push(user.id);
  }
  return { desk, organisation, staff: [ids[0] as number, ids[1] as number] };
}

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readSettings } from '../../config.ts';
import { A_DAY, withTimeBudget } from '../../models/database/timeBudget.ts';
import type { Desk } from '../../models/desk.ts';
import { Membership } from '../../models/membership.ts';
import { Organisation } from '../../models/organisation.ts';
import { foldCounts } from '../../models/subjectRequest/foldCounts.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { hashPassword } from '../../models/user/password.ts';
import { User } from '../../models/user.ts';
import { openDesk } from '../../process/openDesk.ts';
import { prepareDesk } from '../../process/prepareDesk.ts';
import { promisesBy } from '../support/promises.ts';
import { ensureDatabase, freshDatabase, holdsDesk, isEmptyDatabase, nameIn, urlBeside } from './databases.ts';
import { fillWith } from './fill.ts';
import { alone, folderFor } from './places.ts';
import { POLICY, type Setting } from './request.ts';

export const EMAIL = 'dpo@example.org';
export const PASSWORD = 'correct horse battery staple';

export type Filled = { dataDir: string; databaseUrl: string; rows: number };

/** For a bench that only computes. */
export const noDesk = (rows: number): Filled => ({ dataDir: '', databaseUrl: '', rows });

/**
 * A desk with so many requests, kept in the temporary folder for the day and used again while schema and generator are the
 * same. A PostgreSQL database is made where it is missing, filled where it is empty, and left alone where it holds
 * anything else: ours is then the one beside it, named after its size.
 */
export async function filledDesk(rows: number, database?: string): Promise<Filled> {
  const folder = folderFor(rows, database && nameIn(database));
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  return alone(folder, async () => {
    if (!database) return filledFile(folder, rows);
    await ensureDatabase(database);
    const filled = { dataDir: folder, databaseUrl: database, rows };
    if (await holds(filled)) return filled;
    if (!(await isEmptyDatabase(database))) {
      const beside = urlBeside(database, rows);
      if (database !== beside) return filledDesk(rows, beside);
      await freshDatabase(database);
    }
    return filledNow(filled);
  });
}

async function filledFile(dataDir: string, rows: number): Promise<Filled> {
  const filled = { dataDir, databaseUrl: join(dataDir, 'rightsdesk.sqlite'), rows };
  if (existsSync(markerOf(filled))) return filled;
  rmSync(dataDir, { recursive: true, force: true });
  return filledNow(filled);
}

const markerOf = ({ dataDir }: Filled) => join(dataDir, 'filled');

/** Whether the database is still the one that this folder was filled with. */
const holds = async (filled: Filled): Promise<boolean> =>
  existsSync(markerOf(filled)) &&
  (await holdsDesk(filled.databaseUrl)) &&
  inside(filled, async () => (await SubjectRequest.count()) >= filled.rows);

async function inside<T>(filled: Filled, look: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openAt(filled);
  try {
    return await look(desk);
  } finally {
    await desk.database.close();
  }
}

/** A filled desk, ready for the verbs. Whoever opens it closes its database. */
export async function openAt({ dataDir, databaseUrl }: Filled): Promise<Desk> {
  const desk = await openDesk(readSettings({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }));
  await prepareDesk(desk);
  return desk;
}

async function filledNow(filled: Filled): Promise<Filled> {
  const begun = performance.now();
  const fill = async (desk: Desk) => {
    const written = await fillWith(await settingIn(desk), filled.rows);
    await foldCounts(desk); // as each minute in life
    return written;
  };
  const written = await withTimeBudget(A_DAY, () => inside(filled, fill));
  const seconds = Math.round((performance.now() - begun) / 1000);
  process.stderr.write(`Filled ${JSON.stringify(written)} in ${seconds} s\n`);
  writeFileSync(markerOf(filled), '');
  return filled;
}

async function settingIn(desk: Desk): Promise<Setting> {
  const organisation = await Organisation.findOne({ rejectOnEmpty: true });
  await promisesBy(desk, organisation, POLICY);
  await organisation.update({ name: 'Example Hosting' });
  const ids: number[] = [];
  for (const [email, role, name] of [
    [EMAIL, 'dpo', 'Camille Moreau'],
    ['handler@example.org', 'handler', 'Jonas Example'],
  ] as const) {
    const passwordHash = await hashPassword(PASSWORD);
    const user = await User.create({ email, name, passwordHash, language: 'en', createdAt: desk.clock() });
    await Membership.create({
      userId: user.id,
      organisationId: organisation.id,
      role,
      acceptedAt: desk.clock(),
    });
    ids.push(user.id);
  }
  return { desk, organisation, staff: [ids[0] as number, ids[1] as number] };
}

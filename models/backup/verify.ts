import type { Sequelize } from 'sequelize';
import type { Keyring } from '../crypto/keyring.ts';
import { Damaged } from '../database/damage.ts';
import { damageFound } from '../database/integrityCheck.ts';
import { select } from '../database/select.ts';
import { type Verification, verifyChains } from '../event/verify.ts';
import { migrate } from '../migrations/index.ts';
import { countOf } from './emptiness.ts';

/** What was found in a restored desk: its size, the first broken link of its log, and the number of keys that do not open. */
export type Verified = Omit<Verification, 'seals'> & {
  letters: number;
  files: number;
  closedKeys: number;
};

/** Migrates a restored desk to this release, as its next start would, and verifies everything that can be verified. */
export async function verifyRestored(database: Sequelize, keyring: Keyring): Promise<Verified> {
  const fault =
    database.getDialect() === 'sqlite' ? await damageFound(database, 'integrity_check') : undefined;
  if (fault) throw new Damaged(fault);
  await migrate(database);
  const { seals: _, ...chains } = await verifyChains({ database });
  return {
    ...chains,
    letters: await countOf(database, 'letters'),
    files: await countOf(database, 'file_contents'),
    closedKeys: await countClosed(database, keyring),
  };
}

const PAGE = 1000;

/** The number of requests whose key cannot be opened with the desk's key. A request whose key was destroyed has none. */
async function countClosed(database: Sequelize, keyring: Keyring): Promise<number> {
  let closed = 0;
  for (let after = 0; ; ) {
    const page = await select<{ id: number; key: Buffer }>(
      database,
      `SELECT id, wrapped_key AS key FROM subject_requests WHERE id > :after AND wrapped_key IS NOT NULL
       ORDER BY id LIMIT :limit`,
      { after, limit: PAGE },
    );
    closed += page.filter(({ key }) => !opens(keyring, key)).length;
    const last = page.at(-1);
    if (!last) return closed;
    after = last.id;
  }
}

function opens(keyring: Keyring, key: Buffer): boolean {
  try {
    keyring.unwrap(key);
    return true;
  } catch {
    return false; // it does not open, and that is the answer
  }
}

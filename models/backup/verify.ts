import { QueryTypes, type Sequelize } from 'sequelize';
import type { Keyring } from '../crypto/keyring.ts';
import { Damaged } from '../database/damage.ts';
import { faultIn } from '../database/integrityCheck.ts';
import { type Verification, verifyChains } from '../event/verify.ts';
import { migrate } from '../migrations/index.ts';
import { countOf } from './emptiness.ts';

/** What was found of a desk that was restored: how much there is, the first link of its log that does not hold, keys that do not open. */
export type Verified = Omit<Verification, 'seals'> & {
  letters: number;
  files: number;
  closedKeys: number;
};

/** Brings a restored desk up to this release, as its next start would, and reads all that can be proved of it. */
export async function verifyRestored(database: Sequelize, keyring: Keyring): Promise<Verified> {
  const fault = database.getDialect() === 'sqlite' ? await faultIn(database, 'integrity_check') : undefined;
  if (fault) throw new Damaged(fault);
  await migrate(database);
  const { requests, events, firstBroken } = await verifyChains({ database });
  return {
    requests,
    events,
    firstBroken,
    letters: await countOf(database, 'letters'),
    files: await countOf(database, 'file_contents'),
    closedKeys: await countClosed(database, keyring),
  };
}

const PAGE = 1000;

/** How many requests have a key that the desk's key does not open. One whose key was destroyed has none. */
async function countClosed(database: Sequelize, keyring: Keyring): Promise<number> {
  let closed = 0;
  for (let after = 0; ; ) {
    const page = await database.query<{ id: number; key: Buffer }>(
      `SELECT id, wrapped_key AS key FROM subject_requests WHERE id > :after AND wrapped_key IS NOT NULL
       ORDER BY id LIMIT :limit`,
      { type: QueryTypes.SELECT, replacements: { after, limit: PAGE } },
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

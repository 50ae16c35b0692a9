import type { Sequelize } from 'sequelize';
import { isDamage, note } from './damage.ts';
import { askByOwnConnection } from './ownConnection.ts';

/** The check may take one part in this many of the time: a small file is checked each minute, the largest once a day. */
const SHARE = 5000;
const DAY = 86_400_000;
const nextCheck = new WeakMap<Sequelize, number>();

/**
 * Checks the pages of an sqlite file and records any damage. Does nothing on PostgreSQL, which checks pages itself if it
 * has checksums. Uses its own connection, so that nobody waits, and runs only when due. Returns whether no fault was found.
 */
export async function checkDatabase(database: Sequelize): Promise<boolean> {
  const begun = performance.now();
  if (database.getDialect() !== 'sqlite' || begun < (nextCheck.get(database) ?? 0)) return true;
  nextCheck.set(database, begun + DAY);
  const fault = await damageFound(database, 'quick_check');
  const ended = performance.now();
  nextCheck.set(database, ended + Math.min(DAY, (ended - begun) * SHARE));
  if (fault) note(database, fault);
  return fault === undefined;
}

/** The first fault of an sqlite file: in its pages, or with `integrity_check` also in each row and index. */
export async function damageFound(
  database: Sequelize,
  check: 'quick_check' | 'integrity_check',
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const [first] = await askByOwnConnection(database, `PRAGMA ${check}(1)`, { signal });
    const [said] = Object.values(first ?? {});
    return said === 'ok' ? undefined : oneLine(String(said));
  } catch (error) {
    if (isDamage(error)) return oneLine((error as Error).message);
    throw error;
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

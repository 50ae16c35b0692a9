import { isDamaged, noteDamage } from './database/damage.ts';
import { within } from './database/timeOut.ts';
import type { Desk } from './desk.ts';
import { pendingMigrations } from './migrations/pending.ts';

/** In milliseconds. */
const TIME_OUT = 3000;

/** Whether the database is undamaged, answers soon and has every migration of this release. */
export async function isReady(desk: Desk): Promise<boolean> {
  if (isDamaged(desk.database)) return false;
  try {
    return (await within(TIME_OUT, pendingMigrations(desk.database))).length === 0;
  } catch (error) {
    noteDamage(desk.database, error);
    return false; // not answering is the answer
  }
}

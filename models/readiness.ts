import { isDamaged, noteDamage } from './database/damage.ts';
import type { Desk } from './desk.ts';
import { pendingMigrations } from './migrations/pending.ts';

const PATIENCE = 3000;

/** Whether the database is undamaged, answers soon and has every migration of this release. */
export async function isReady(desk: Desk): Promise<boolean> {
  if (isDamaged(desk.database)) return false;
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const pending = pendingMigrations(desk.database).then(
    (names) => names.length === 0,
    (error) => {
      noteDamage(desk.database, error);
      return false; // not answering is the answer
    },
  );
  return Promise.race([pending, silence]).finally(() => clearTimeout(timer));
}

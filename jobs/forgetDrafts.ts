import { emptyWriteAheadLog } from '../models/database/connect.ts';
import type { Desk } from '../models/desk.ts';
import { forgetDrafts as forget } from '../models/draft/drafts.ts';
import { destroyLost } from '../models/fileContent/destroy.ts';

/**
 * Destroys forms that nobody went on with for a day, and what was in them, and files that came with forms which were never taken. Gives how many forms. Then the database's own log
 * lets go of them, and of what verbs have destroyed since the last run.
 */
export async function forgetDrafts(desk: Desk, now: Date): Promise<number> {
  const destroyed = await forget(desk, now);
  await destroyLost(desk, now);
  await emptyWriteAheadLog(desk.database);
  return destroyed;
}

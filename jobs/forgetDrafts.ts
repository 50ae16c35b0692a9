import { emptyWriteAheadLog } from '../models/database/connect.ts';
import type { Desk } from '../models/desk.ts';
import { forgetDrafts as forget } from '../models/draft/drafts.ts';
import { destroyLost } from '../models/fileContent/destroy.ts';
import { forgetTables } from '../models/registerImport/keep.ts';

/**
 * Destroys forms untouched for a day, with their contents, tables of requests that nobody went on to import, and uploads whose form was never
 * accepted. Returns the number of forms and tables. Then
 * empties the database's write-ahead log, so that these bytes, and those other acts have destroyed since the last run, are gone from the
 * disk.
 */
export async function forgetDrafts(desk: Desk, now: Date): Promise<number> {
  const destroyed = (await forget(desk, now)) + (await forgetTables(desk, now));
  await destroyLost(desk, now);
  await emptyWriteAheadLog(desk.database);
  return destroyed;
}

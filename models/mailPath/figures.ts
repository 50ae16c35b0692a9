import { momentFromColumn, select } from '../database/select.ts';
import type { Desk } from '../desk.ts';

type MailPathRow = { known: number; down: Date | null; oldest: Date | null };

/** Whether letters leave, if known, and the age of the oldest waiting letter. One statement, by the index of states. */
export async function mailFigures(
  desk: Pick<Desk, 'database' | 'clock'>,
): Promise<{ up?: boolean; oldestQueuedSeconds: number }> {
  const [row] = await select<MailPathRow>(
    desk.database,
    `SELECT (SELECT COUNT(*) FROM mail_path) AS known, (SELECT down_since FROM mail_path) AS down,
       (SELECT MIN(created_at) FROM letters WHERE state = 'queued' AND channel = 'mail') AS oldest`,
    {},
  );
  const oldest = momentFromColumn(row?.oldest ?? null);
  const waits = oldest ? (desk.clock().getTime() - oldest.getTime()) / 1000 : 0;
  const known = Number(row?.known ?? 0) > 0;
  return { ...(known && { up: !row?.down }), oldestQueuedSeconds: Math.max(0, waits) };
}

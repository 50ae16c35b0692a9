import { keyMarkOf } from '../models/backup/manifest.ts';
import { addBackup, type BackupPlace, backupsIn } from '../models/backup/series.ts';
import type { Desk } from '../models/desk.ts';

/** The daily backup is made from this hour on (UTC), when it is night in Europe. */
const HOUR = 2;
const A_DAY = 86_400_000;

/**
 * Makes today's backup unless there is one, and deletes all but the newest that are kept. After a power cut or with a full
 * disk, it catches up as soon as it can.
 */
export async function backUp(
  desk: Desk,
  place: BackupPlace,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const [newest] = backupsIn(place.folder, keyMarkOf(desk.keyring));
  if (newest && isOfToday(new Date(newest.manifest.madeAt), desk.clock())) return {};
  try {
    const { removed } = await addBackup(desk, place, { signal });
    return { made: 1, removed: removed.length };
  } catch (error) {
    if (signal?.aborted) return {}; // the process stops; whoever starts next makes it
    throw error;
  }
}

/**
 * Whether a backup was made since the last 02:00 UTC. One dated in the future comes from a wrong clock and does not
 * count.
 */
function isOfToday(madeAt: Date, now: Date): boolean {
  const from = new Date(now);
  from.setUTCHours(HOUR, 0, 0, 0);
  if (from > now) from.setTime(from.getTime() - A_DAY);
  return madeAt >= from && madeAt <= now;
}

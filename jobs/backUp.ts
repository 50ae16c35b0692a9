import { keyMarkOf } from '../models/backup/manifest.ts';
import { addBackup, type BackupPlace, backupsIn } from '../models/backup/series.ts';
import type { Desk } from '../models/desk.ts';

/** Each day is backed up once, from this hour on, UTC: when Europe sleeps. */
const HOUR = 2;
const A_DAY = 86_400_000;

/**
 * Makes the backup of the day where there is none yet, and takes away what is older than the newest that are kept. A machine
 * that was off, or a disk that was full, makes it up as soon as it can.
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

/** Made since the last 02:00 UTC; one that is later than now is of a clock that went wrong, and none. */
function isOfToday(madeAt: Date, now: Date): boolean {
  const from = new Date(now);
  from.setUTCHours(HOUR, 0, 0, 0);
  if (from > now) from.setTime(from.getTime() - A_DAY);
  return madeAt >= from && madeAt <= now;
}

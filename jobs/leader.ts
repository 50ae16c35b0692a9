import type { Sequelize } from 'sequelize';
import { type FileLock, takeTimetableLock } from '../models/database/timetableLock.ts';

type RunningTimetable = { stop(): Promise<void> };

/** Milliseconds between attempts of a waiting process to become leader. */
const ASK_AGAIN = 5000;

export const LEFT_ALONE =
  'Another process keeps the timetable of this desk: this one leaves it alone until that one ends.';
export const TAKEN_OVER = 'The process that kept the timetable has ended: this one keeps it now.';

/** Starts the timetable once this process is the leader: at once, or when the present leader ends. */
export async function startAsLeader(
  database: Sequelize,
  start: () => RunningTimetable,
  say: (line: string) => void,
  askAgain = ASK_AGAIN,
): Promise<RunningTimetable> {
  let held: { lease: FileLock; running: RunningTimetable } | undefined;
  let asking: Promise<void> | undefined;
  const ask = async () => {
    const lease = await takeTimetableLock(database);
    if (lease) held = { lease, running: start() };
  };
  await ask();
  if (!held) say(LEFT_ALONE);
  const again = setInterval(() => {
    if (held || asking) return;
    asking = ask()
      .then(() => held && say(TAKEN_OVER))
      .catch(() => undefined) // the disk may be full or away for now: it is asked again
      .finally(() => {
        asking = undefined;
      });
  }, askAgain);
  return {
    stop: async () => {
      clearInterval(again);
      await asking;
      await held?.running.stop();
      await held?.lease.release();
    },
  };
}

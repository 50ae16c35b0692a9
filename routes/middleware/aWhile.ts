import { setTimeout as sleep } from 'node:timers/promises';
import type { AppDesk } from '../appDesk.ts';

/** A page waits so long for work on many; what is left goes on behind it. */
const WAITED_MS = 1500;

/** Waits for work that may take long, but not for all of it. A fault that comes later goes into the log of the process, by the work's name. */
export async function aWhile(desk: AppDesk, name: string, work: Promise<void>): Promise<void> {
  let isLater = false;
  const told = work.catch((error) => {
    if (!isLater) throw error;
    desk.log.error({ [name]: String(error?.name ?? error) });
  });
  await Promise.race([told, sleep(WAITED_MS, undefined, { ref: false })]);
  isLater = true;
}

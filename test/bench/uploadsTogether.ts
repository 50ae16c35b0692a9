import { setTimeout as sleep } from 'node:timers/promises';
import { Asker } from '../support/asker.ts';
import { memoryOf } from '../support/process.ts';
import type { Measured } from './measure.ts';
import type { Served } from './processes.ts';
import { sendForm } from './uploadForm.ts';

/** One form that is as large as may be, and beside it many more than are read at once. */
const LARGEST = { files: 20, mib: 25 };
const OTHERS = { files: 1, mib: 10 };
const HOW_MANY = 30;
/** What was taken is let go within this time, in milliseconds. */
const REST = 60_000;

/** Many large forms at once, with small forms beside them: the memory that they take and keep, and the small ones that are sent away. */
export async function uploadsTogether(
  served: Served,
): Promise<Pick<Measured, 'failures'> & Required<Pick<Measured, 'figures' | 'notes'>>> {
  const askers = await Promise.all(Array.from({ length: HOW_MANY + 1 }, () => begun(served)));
  const idle = memoryOf(served);
  let peak = idle;
  const look = setInterval(() => (peak = Math.max(peak, memoryOf(served))), 20);
  const forms = Promise.all(askers.map((one, nth) => send(one, nth === 0 ? LARGEST : OTHERS)));
  const small = await smallForms(served, forms);
  const wrong = (await forms).filter((status) => status !== 303);
  await sleep(REST);
  clearInterval(look);
  const later = memoryOf(served);
  return {
    figures: {
      'memory added, MiB': peak - idle,
      'memory kept, MiB': later - idle,
      'small forms refused': small.refused,
    },
    failures: wrong.length > 0 ? [`large forms were answered ${wrong.join(', ')}`] : [],
    notes: [
      `${idle} MiB idle, ${peak} at most, ${later} a minute later`,
      `${small.times.length} small forms beside ${HOW_MANY + 1} large ones, the slowest in ${Math.round(Math.max(...small.times))} ms`,
    ],
  };
}

/** A form that is begun: the page of files is there. */
export async function begun({ url }: Served): Promise<{ asker: Asker; fields: Record<string, string> }> {
  const asker = new Asker(url);
  await asker.fillIn(1);
  return { asker, fields: await asker.hidden('/ask/files') };
}

async function send(
  { asker, fields }: Awaited<ReturnType<typeof begun>>,
  size: typeof LARGEST,
): Promise<number | string> {
  return sendForm(asker, fields, size).then(
    ({ status }) => status,
    ({ message }) => message,
  );
}

/** One after another until the large ones are through. */
async function smallForms({ url }: Served, large: Promise<unknown>) {
  const isOver = large.then(() => true);
  const times: number[] = [];
  let refused = 0;
  do {
    const asker = new Asker(url);
    const started = performance.now();
    const answer = await asker.send('/ask', { ...(await asker.hidden('/ask')), rights: 'erasure' });
    times.push(performance.now() - started);
    if (answer.status !== 303) refused += 1;
  } while (!(await Promise.race([isOver, sleep(50, false)])));
  return { times, refused };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { begin, freePort, memoryOf } from '../support/process.ts';
import { copyOf } from './copy.ts';
import { type Effort, interleaved, type Measured, rounded } from './measure.ts';
import { FILES, fetching, fileNames, filledAnswer, mebibytesFor, partsOf } from './packageFilled.ts';
import { ours, serving } from './processes.ts';
import type { Filled } from './setUp.ts';

/** Before a process is called idle. */
const REST_MS = 3000;

/** The package of an answer with 200 files of text: each turn fetches it once, from the first byte to the end of the zip. */
export async function packageOfAnswer(filled: Filled, _floorOn: Filled, effort: Effort): Promise<Measured> {
  const mib = mebibytesFor(effort);
  const mine = await copyOf(filled);
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-bench-package-'));
  for (const name of fileNames()) writeFileSync(join(folder, name), Buffer.concat([...partsOf(mib)]));
  const { path, headers } = await filledAnswer(mine, mib);
  const served = { ...(await ours(mine)), headers };
  const port = await freePort();
  const floor = await serving(begin('test/bench/floorPackage.ts', [folder, String(port)]), /listening/, port);
  try {
    await sleep(REST_MS);
    const [idle, peak] = [memoryOf(served), { mib: memoryOf(served) }];
    const looking = setInterval(() => (peak.mib = Math.max(peak.mib, memoryOf(served))), 50);
    const turns = [fetching(served, `${path}/package`, mib), fetching(floor, '/', mib)] as const;
    const measured = await interleaved(...turns, effort).finally(() => clearInterval(looking));
    return {
      ...measured,
      figures: { ...measured.figures, 'memory added, MiB': rounded(peak.mib - idle) },
      notes: [
        `in MiB a second, of ${mib} MiB in ${FILES} files`,
        `the process took ${idle} MiB before, at most ${peak.mib} while packages were made`,
      ],
    };
  } finally {
    await Promise.all([served.stop(), floor.stop()]);
    rmSync(folder, { recursive: true });
    await mine.remove();
  }
}

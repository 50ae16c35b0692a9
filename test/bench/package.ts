import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { type LargeFile, largeAnswer, textOf } from '../support/largeAnswer.ts';
import { begin, freePort, memoryOf } from '../support/process.ts';
import { copyOf } from './copy.ts';
import { atDesk } from './forms.ts';
import { type Effort, interleaved, type Measured, rounded, roundOf, type Turn } from './measure.ts';
import { ours, type Served, serving } from './processes.ts';
import { withProcessor } from './processor.ts';
import type { Filled } from './setUp.ts';

const FILES = 200;
/** Of all files; a short look has less. */
const [MIB, FEW_MIB] = [2048, 100];
/** Before a process is called idle. */
const REST_MS = 3000;

/** The package of an answer with 200 files of text: each turn fetches it once, from the first byte to the end of the zip. */
export async function packageOfAnswer(filled: Filled, _floorOn: Filled, effort: Effort): Promise<Measured> {
  const mib = effort.answers ? FEW_MIB : MIB;
  const mine = await copyOf(filled);
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-bench-package-'));
  const names = Array.from({ length: FILES }, (_, nth) => `${String(nth).padStart(3, '0')}.txt`);
  for (const name of names) writeFileSync(join(folder, name), Buffer.concat([...partsOf(mib)]));
  const { path, headers } = await atDesk(mine, async (desk) => {
    const request = await SubjectRequest.findOne({
      where: { right: 'access' },
      order: [['id', 'DESC']],
      rejectOnEmpty: true,
    });
    const files = names.map((name): LargeFile => ({ name, parts: partsOf(mib) }));
    return largeAnswer(desk, request, files);
  });
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

/** A file of text: an equal share of all. */
function* partsOf(mib: number): Generator<Buffer> {
  const bytes = Math.floor((mib * 1024 * 1024) / FILES);
  let left = bytes;
  for (const part of textOf(Math.ceil(bytes / 1024 ** 2))) {
    yield part.subarray(0, left);
    left -= part.length;
  }
}

const fetching =
  (served: Served, path: string, mib: number): Turn =>
  () =>
    withProcessor(served, async () => {
      const begun = performance.now();
      const answer = await fetch(served.url + path, { headers: served.headers, redirect: 'manual' });
      let last = Buffer.alloc(0);
      for await (const piece of answer.body ?? []) last = Buffer.concat([last, piece]).subarray(-END);
      const ms = performance.now() - begun;
      const isWhole = answer.status === 200 && last.readUInt32LE(0) === END_OF_ZIP;
      const round = roundOf([ms], ms, isWhole ? [] : [`a package of ${answer.status} that ended early`]);
      return { round: { ...round, perSecond: rounded((mib * 1000) / ms) }, answers: 1 };
    });

/** The last record of a zip, without a comment. */
const [END, END_OF_ZIP] = [22, 0x06054b50];

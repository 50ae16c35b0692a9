import { Asker } from '../support/asker.ts';
import { begin, freePort } from '../support/process.ts';
import { copyOf } from './copy.ts';
import { lastClick } from './lastClick.ts';
import { type Effort, interleaved, type Measured, rounded, roundOf, type Turn } from './measure.ts';
import { ours, type Served, serving } from './processes.ts';
import type { Filled } from './setUp.ts';
import { sendForm } from './uploadForm.ts';
import { begun, uploadsTogether } from './uploadsTogether.ts';

/** A form of a turn. */
const SIZE = { files: 4, mib: 25 };

/** A form with files, to the answer that they are kept; then many at once, with small forms beside them; then the last click. */
export async function upload(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const [mine, bare] = [await copyOf(filled), await copyOf(floorOn)];
  const served = await ours(mine);
  const floor = await floorOf(bare);
  try {
    const together = await uploadsTogether(served);
    const measured = await interleaved(turnOf(served), floorTurn(floor), effort);
    const click = await lastClick(mine, bare);
    return {
      ...measured,
      figures: {
        ...together.figures,
        'files of the last click, times bare': rounded(click.files / click.sealed),
      },
      failures: [...measured.failures, ...together.failures],
      notes: [
        'in MiB a second',
        ...together.notes,
        `the last click gives 20 files to 3 requests in ${click.files} ms, bare ${click.sealed} ms, of which ${click.bare} ms without sealing; all of it takes ${click.click} ms, its rows alone ${click.itsRows} ms on sqlite`,
      ],
    };
  } finally {
    await Promise.all([served.stop(), floor.stop()]);
    await Promise.all([mine.remove(), bare.remove()]);
  }
}

async function floorOf(bare: Filled): Promise<Served> {
  const port = await freePort();
  return serving(begin('test/bench/floorUpload.ts', [bare.databaseUrl, String(port)]), /listening/, port);
}

const turnOf =
  (served: Served): Turn =>
  async () => {
    const { asker, fields } = await begun(served);
    return turn(asker, fields);
  };

/** It has no pages, and reads no fields. */
const floorTurn =
  ({ url }: Served): Turn =>
  () =>
    turn(new Asker(url), {});

async function turn(asker: Asker, fields: Record<string, string>) {
  const { status, ms } = await sendForm(asker, fields, SIZE);
  const round = roundOf([ms], ms, status === 303 ? [] : [`an upload of ${status}`]);
  return { ...round, perSecond: rounded((SIZE.files * SIZE.mib * 1000) / ms) };
}

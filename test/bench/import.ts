import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { hiddenFieldsIn } from '../support/app.ts';
import { looksDuring } from './burst.ts';
import { copyOf } from './copy.ts';
import { type Effort, type Measured, rounded, roundOf } from './measure.ts';
import { ours, type Served } from './processes.ts';
import type { Filled } from './setUp.ts';

/** A register of some years; on a smaller desk as many lines as it has requests. */
const LINES = 20_000;
const LONGEST_MS = 600_000;

/**
 * A register is imported by its pages, into a desk that has requests: first every line is checked, then all are written. Beside it somebody looks
 * at the queue all the time: `ours` is that page meanwhile, `floor` the same page of the same process at rest, before and after.
 */
export async function importRegister(
  filled: Filled,
  _floorOn: Filled,
  { seconds }: Effort,
): Promise<Measured> {
  const desk = await copyOf(filled);
  const served = await ours(desk);
  try {
    const lines = Math.min(LINES, filled.rows);
    const rest = () => looksDuring(served, sleep(seconds * 1000));
    await rest();
    const before = await rest();
    const page = await given(served, tableOf(lines));
    const checking = timed(() => stepped(served, page, 'check'));
    const besideCheck = await looksDuring(served, checking);
    const writing = timed(() => stepped(served, page, 'run'));
    const besideWriting = await looksDuring(served, writing);
    const after = await rest();
    const [checked, written] = [await checking, await writing];
    const done = await (await asked(served, page)).text();
    assert.ok(done.includes(`${lines} requests were imported`), 'Not every line was imported');
    const idle = roundOf([...before.times, ...after.times], seconds * 2000);
    const busy = roundOf([...besideCheck.times, ...besideWriting.times], checked + written);
    const ratio = rounded(busy.p99 / idle.p99);
    const wrong = [before, besideCheck, besideWriting, after].flatMap((looks) => looks.wrong);
    return {
      rounds: 1,
      ours: busy,
      floor: idle,
      ratio,
      range: [ratio, ratio],
      failures: [...new Set(wrong)],
      figures: {
        'dry run, ms a line': rounded(checked / lines),
        'writing, ms a line': rounded(written / lines),
        'page p99 beside, ms': busy.p99,
      },
      notes: [
        `${lines} lines: ${Math.round((lines / checked) * 1000)} a second checked, ${Math.round((lines / written) * 1000)} a second written`,
      ],
    };
  } finally {
    await served.stop();
    await desk.remove();
  }
}

/** Answered and closed requests of some years, as many in each month, and one in fifty that is open. */
function tableOf(lines: number): string {
  const head =
    'reference,receivedOn,channel,right,personName,personEmail,postalAddress,customerNumber,residence,identityConfirmedOn,identityMethod,answeredOn,answeredBy,closedOn,tags';
  const rows = Array.from({ length: lines }, (_, nth) => {
    const day = (more: number) =>
      new Date(Date.UTC(2021, 0, 4 + (nth % 1500) + more)).toISOString().slice(0, 10);
    const end =
      nth % 50 === 0
        ? ',,,,,'
        : `,${day(1)},document,${day(3 + (nth % 40))},${nth % 3 ? 'mail' : 'post'},${day(45)}`;
    const right = ['access', 'erasure', 'rectification'][nth % 3];
    return `A/${nth},${day(0)},${nth % 2 ? 'mail' : 'post'},${right},Person ${nth},p${nth}@example.org,"${nth} Road, Town",C${nth},FR${end},old`;
  });
  return [head, ...rows].join('\n');
}

const asked = ({ url, headers }: Served, path: string, more: RequestInit = {}) =>
  fetch(url + path, { redirect: 'manual', ...more, headers });

async function formOf(served: Served, path: string, action: string): Promise<Record<string, string>> {
  return hiddenFieldsIn(await (await asked(served, path)).text(), action) as Record<string, string>;
}

/** Gives the table, and returns the page of its import. */
async function given(served: Served, table: string): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(await formOf(served, '/settings/import', '/settings/import')))
    body.set(name, value);
  body.set('files', new Blob([table], { type: 'text/csv' }), 'register.csv');
  const answer = await asked(served, '/settings/import', { method: 'POST', body });
  assert.equal(answer.status, 303);
  return answer.headers.get('location') ?? '';
}

/** Sends the form of a step, and waits until the page no longer refreshes itself. */
async function stepped(served: Served, page: string, step: 'check' | 'run'): Promise<void> {
  const body = new URLSearchParams(await formOf(served, page, `${page}/${step}`));
  const answer = await asked(served, `${page}/${step}`, { method: 'POST', body });
  assert.equal(answer.status, 303, await answer.text());
  for (const begun = performance.now(); performance.now() - begun < LONGEST_MS; await sleep(100))
    if (!(await asked(served, page)).headers.has('refresh')) return;
  throw new Error(`The import did not end: ${step}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

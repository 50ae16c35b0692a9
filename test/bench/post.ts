import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { Organisation } from '../../models/organisation.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { begin, freePort } from '../support/process.ts';
import { intakeOf } from '../support/requests.ts';
import { copyOf } from './copy.ts';
import { type Answer, atDesk, type ReadyForm, readyForms, send } from './forms.ts';
import { type Effort, interleaved, type Measured, roundOf, type Turn } from './measure.ts';
import { plainly } from './plain.ts';
import { ours, type Served, serving } from './processes.ts';
import { withProcessor } from './processor.ts';
import type { Round } from './round.ts';
import type { Filled } from './setUp.ts';

/** More than a second takes; a turn that has sent all its forms ends. */
const FORMS_A_SECOND = 2000;

/** What a form leaves behind in both. */
const TABLES = ['submissions', 'subject_requests', 'deadlines', 'events', 'letters'];

/** One of the two: its desk, its server, and how many forms it has received in all turns. */
type Side = { desk: Filled; served: Served; received: number };

/** The form's last step, each time of another form, twenty at once, on a copy of the desk. */
export async function post(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const [mine, bare] = [await copyOf(filled), await copyOf(floorOn)];
  const our: Side = { desk: mine, served: await ours(mine), received: 0 };
  const floors: Side = { desk: bare, served: await floor(bare), received: 0 };
  const turnOf = (side: Side, forms: (count: number) => Promise<ReadyForm[]>): Turn => {
    return async (seconds) =>
      round(side, await forms(effort.answers ?? seconds * FORMS_A_SECOND), seconds, effort);
  };
  const ready = (count: number) => atDesk(mine, (desk) => readyForms(desk, our.served.url, count));
  const [any] = await ready(1);
  const same = async (count: number) => Array<ReadyForm>(count).fill(any as ReadyForm); // the floor does not look
  try {
    const before = [await rowsIn(mine), await rowsIn(bare)] as const;
    const measured = await interleaved(turnOf(our, ready), turnOf(floors, same), effort);
    if (measured.failures.length > 0) return measured;
    const perForm = [await writtenBy(our, before[0]), await writtenBy(floors, before[1])];
    assert.deepEqual(perForm[0], perForm[1], 'A form leaves other rows behind than the floor writes');
    return measured;
  } finally {
    await Promise.all([our.served.stop(), floors.served.stop()]);
    await Promise.all([mine.remove(), bare.remove()]);
  }
}

const rowsIn = (filled: Filled): Promise<number[]> =>
  atDesk(filled, async (desk) => {
    const counts = TABLES.map((table) => `(SELECT COUNT(*) FROM ${table}) AS ${table}`);
    const [row = {}] = await plainly<Record<string, unknown>>(desk, `SELECT ${counts}`);
    return TABLES.map((table) => Number(row[table]));
  });

/** The rows of each table for one received form; each form has made one request. */
async function writtenBy({ desk, received }: Side, before: number[]): Promise<Record<string, number>> {
  const after = await rowsIn(desk);
  const written = TABLES.map((table, nth) => [table, ((after[nth] ?? 0) - (before[nth] ?? 0)) / received]);
  const perForm = Object.fromEntries(written);
  assert.deepEqual([perForm.submissions, perForm.subject_requests], [1, 1], 'A form was lost, or doubled');
  return perForm;
}

/** The floor writes one submission again and again: one that `receiveRequest` has made. */
async function floor(bare: Filled): Promise<Served> {
  const id = await atDesk(bare, async (desk) => {
    const { id: organisationId } = await Organisation.findOne({ rejectOnEmpty: true });
    return (await receiveRequest(desk, { organisationId, actor: 'person', role: 'person' }, intakeOf(desk)))
      .submission.id;
  });
  const port = await freePort();
  const args = [bare.databaseUrl, String(port), String(id)];
  return serving(begin('test/bench/floorPost.ts', args), /listening/, port);
}

function round(
  side: Side,
  forms: ReadyForm[],
  seconds: number,
  { connections, answers: wanted }: Effort,
): Promise<Round> {
  return withProcessor(side.served, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const answers: Answer[] = [];
    const begun = performance.now();
    const end = wanted ? Number.POSITIVE_INFINITY : begun + seconds * 1000;
    const sender = async () => {
      for (let form = forms.pop(); form && performance.now() < end; form = forms.pop())
        answers.push(await send(`${side.served.url}/ask/check`, form, agent));
    };
    await Promise.all(Array.from({ length: connections }, sender));
    const took = performance.now() - begun;
    agent.destroy();
    side.received += answers.length;
    const times = answers.map(({ ms }) => ms);
    return { round: roundOf(times, took, failuresOf(answers)), answers: answers.length };
  });
}

/** Every form is received: it leads to its confirmation. */
function failuresOf(answers: Answer[]): string[] {
  const wrong = answers.filter(
    ({ status, location }) => status !== 303 || !location.startsWith('/ask/sent/'),
  );
  return wrong.length > 0 ? [`${wrong.length} of ${answers.length} forms were not received`] : [];
}

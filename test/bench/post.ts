import { Agent } from 'node:http';
import { Organisation } from '../../models/organisation.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { begin, freePort } from '../support/process.ts';
import { intakeOf } from '../support/requests.ts';
import { copyOf } from './copy.ts';
import { type Answer, atDesk, type ReadyForm, readyForms, send } from './forms.ts';
import { type Effort, interleaved, type Measured, roundOf, type Turn } from './measure.ts';
import { ours, type Served, serving } from './processes.ts';
import type { Filled } from './setUp.ts';

/** More than a second takes; a turn that has sent all its forms ends. */
const FORMS_A_SECOND = 2000;

/** The form's last step, each time of another form, twenty at once, on a copy of the desk. */
export async function post(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const [mine, bare] = [await copyOf(filled), await copyOf(floorOn)];
  const [our, floors] = [await ours(mine), await floor(bare)];
  const turnOf = ({ url }: Served, forms: (count: number) => Promise<ReadyForm[]>): Turn => {
    return async (seconds) => round(url, await forms(seconds * FORMS_A_SECOND), seconds, effort);
  };
  const ready = (count: number) => atDesk(mine, (desk) => readyForms(desk, our.url, count));
  const [any] = await ready(1);
  const same = async (count: number) => Array<ReadyForm>(count).fill(any as ReadyForm); // the floor does not look
  try {
    return await interleaved(turnOf(our, ready), turnOf(floors, same), effort);
  } finally {
    await Promise.all([our.stop(), floors.stop()]);
    await Promise.all([mine.remove(), bare.remove()]);
  }
}

/** The floor writes one submission again and again: one that `receiveRequest` has made. */
async function floor(bare: Filled): Promise<Served> {
  const id = await atDesk(bare, async (desk) => {
    const { id: organisationId } = await Organisation.findOne({ rejectOnEmpty: true });
    return (await receiveRequest(desk, { organisationId, actor: 'person' }, intakeOf(desk))).submission.id;
  });
  const port = await freePort();
  const args = [bare.databaseUrl, String(port), String(id)];
  return serving(begin('test/bench/floorPost.ts', args), /listening/, port);
}

async function round(url: string, forms: ReadyForm[], seconds: number, { connections }: Effort) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answer[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const sender = async () => {
    for (let form = forms.pop(); form && performance.now() < end; form = forms.pop())
      answers.push(await send(`${url}/ask/check`, form, agent));
  };
  await Promise.all(Array.from({ length: connections }, sender));
  const took = performance.now() - begun;
  agent.destroy();
  return roundOf(
    answers.map(({ ms }) => ms),
    took,
    failuresOf(answers),
  );
}

/** Every form is received: it leads to its confirmation. */
function failuresOf(answers: Answer[]): string[] {
  const wrong = answers.filter(
    ({ status, location }) => status !== 303 || !location.startsWith('/ask/sent/'),
  );
  return wrong.length > 0 ? [`${wrong.length} of ${answers.length} forms were not received`] : [];
}

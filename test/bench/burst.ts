import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Op } from 'sequelize';
import { hashOfToken } from '../../models/crypto/keyring.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { Submission } from '../../models/submission.ts';
import { copyOf } from './copy.ts';
import { atDesk, type ReadyForm, readyForms, send } from './forms.ts';
import { type Effort, type Measured, rounded, roundOf } from './measure.ts';
import { ours, type Served } from './processes.ts';
import type { Filled } from './setUp.ts';

const FORMS = 10_000;
/** As many as a web server in front commonly lets through. */
const CONNECTIONS = 500;
/** Whoever waits for longer has had no answer, in ms. */
const TIME_OUT = 20_000;
/** Between two looks at the queue, in ms. */
const PAUSE = 20;

/**
 * Ten thousand people press the last button at once (on a smaller desk as many as it has requests); each who is sent away
 * comes again when told. Beside them somebody looks at the queue all the time: `ours` is that page during the burst,
 * `floor` the same page of the same process at rest, before and after.
 */
export async function burst(filled: Filled, _floorOn: Filled, { seconds }: Effort): Promise<Measured> {
  const desk = await copyOf(filled);
  const served = await ours(desk);
  try {
    const count = Math.min(FORMS, filled.rows);
    const forms = await atDesk(desk, (at) => readyForms(at, served.url, count));
    const rest = () => looksDuring(served, sleep(seconds * 1000));
    await rest();
    const before = await rest();
    const begun = performance.now();
    const sending = sendAll(served.url, forms);
    const during = await looksDuring(served, sending);
    const took = performance.now() - begun;
    const sent = await sending;
    const after = await rest();
    const wrong = [before, during, after].flatMap((looks) => looks.wrong);
    const idle = roundOf([...before.times, ...after.times], seconds * 2000);
    const page = roundOf(during.times, took);
    const ratio = rounded(page.p99 / idle.p99);
    const { lost, doubled } = await countedIn(desk, sent);
    return {
      rounds: 1,
      ours: page,
      floor: idle,
      ratio,
      range: [ratio, ratio],
      failures: [...new Set([...sent.flatMap(({ fault }) => fault ?? []), ...wrong])],
      figures: { lost, doubled, 'page p99, times idle': ratio },
      notes: notesOn(sent, took),
    };
  } finally {
    await served.stop();
    await desk.remove();
  }
}

/** What became of a form: where its confirmation is, how often it was refused, how long its last sending took. */
export type Sent = { place: string; refusals: number; ms: number; fault?: string };

/** Sends each, again and again while it is refused. */
export async function sendAll(url: string, forms: ReadyForm[]): Promise<Sent[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const sent = await Promise.all(forms.map((form) => sendUntilReceived(`${url}/ask/check`, form, agent)));
  agent.destroy();
  return sent;
}

async function sendUntilReceived(url: string, form: ReadyForm, agent: Agent): Promise<Sent> {
  for (let refusals = 0; ; refusals += 1) {
    const answer = await send(url, form, agent, TIME_OUT).catch((error: Error) => error.message);
    if (typeof answer === 'string')
      return { place: '', refusals, ms: TIME_OUT, fault: `no answer: ${answer}` };
    const { status, location: place, retryAfter, ms } = answer;
    if (status === 303 && place.startsWith('/ask/sent/')) return { place, refusals, ms };
    if (status !== 503 || !(retryAfter > 0))
      return { place: '', refusals, ms, fault: `an answer of ${status}` };
    await sleep(retryAfter * 1000);
  }
}

/** Asks for the queue, page after page, until the other work has ended: how long each page took, and what was no page. */
export async function looksDuring({ url, headers }: Served, work: Promise<unknown>) {
  const times: number[] = [];
  const wrong: string[] = [];
  const isOver = work.then(() => true);
  while (!(await Promise.race([isOver, sleep(PAUSE, false)]))) {
    const begun = performance.now();
    const answer = await fetch(`${url}/requests`, { headers, redirect: 'manual' });
    await answer.text();
    times.push(performance.now() - begun);
    if (answer.status !== 200) wrong.push(`a queue page of ${answer.status}`);
  }
  return { times, wrong };
}

/** Lost: told that it was received, and not in the database. Doubled: more in the database than were sent. */
async function countedIn(desk: Filled, sent: Sent[]): Promise<{ lost: number; doubled: number }> {
  const tokens = new Set(sent.map(({ place }) => place.replace('/ask/sent/', '')));
  return atDesk(desk, async () => {
    const hashes = [...tokens].map(hashOfToken);
    const found = await Submission.findAll({ where: { statusTokenHash: hashes }, attributes: ['id'] });
    const submissionId = { [Op.gte]: Math.min(...found.map(({ id }) => id)) };
    const requests = await SubjectRequest.count({ where: { submissionId } });
    return { lost: sent.length - found.length, doubled: requests - found.length };
  });
}

function notesOn(sent: Sent[], took: number): string[] {
  const { p50, p99, perSecond } = roundOf(
    sent.map(({ ms }) => ms),
    took,
  );
  const refusals = sent.reduce((sum, one) => sum + one.refusals, 0);
  const most = Math.max(...sent.map((one) => one.refusals));
  return [
    `${sent.length} forms in ${rounded(took / 1000)} s, ${perSecond} a second; the last sending of each took p50 ${p50} ms, p99 ${p99} ms`,
    `${refusals} answers of 503, at most ${most} for a form`,
  ];
}

import assert from 'node:assert/strict';
import { Op } from 'sequelize';
import { normalised } from '../../models/subjectRequest/searchText.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { type Effort, interleaved, type Measured, type Round, roundOf, type Turn } from './measure.ts';
import { floor, ours, type Served } from './processes.ts';
import { type Filled, openAt } from './setUp.ts';

/** Of so many persons name, address and reference are looked for. */
const PERSONS = 12;
/** What nobody has. */
const NOT_THERE = ['nobody has this name', 'no.one@nowhere.example', 'r-0000-0000', 'uuu'];
/** What many have, by which no single person is meant. */
const MANY = ['dvorak', 'example.org', 'r-7', 'a'];

/**
 * Names, addresses and references looked for among all requests, through the page; beside it the same statement prepared
 * on sqlite. What counts is the time of one answer, not how many there are a second.
 */
export async function search(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const wanted = await wordsIn(filled);
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  try {
    if (filled === floorOn) for (const words of wanted) await assertSame(mine, bare, words);
    const measured = await interleaved(
      searching(mine, wanted, effort),
      searching(bare, filled === floorOn ? wanted : await wordsIn(floorOn), effort),
      effort,
    );
    const ratio = measured.figures?.['p95 ratio'];
    return { ...measured, notes: [`p95 ${ratio} times the floor's; ${await one(mine, bare, wanted)}`] };
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
  }
}

/** All the words, in an order that mixes them; the same on a desk that was filled alike. */
async function wordsIn(filled: Filled): Promise<string[]> {
  const desk = await openAt(filled);
  const ids = Array.from({ length: PERSONS }, (_, nth) => 1 + Math.floor((nth * filled.rows) / PERSONS));
  const where = { id: { [Op.in]: ids } };
  const found = await SubjectRequest.findAll({ where, order: ['id'] });
  await desk.database.close();
  const persons = found.flatMap(({ personName, personEmail, reference }, nth) => [
    normalised(personName),
    ...(nth % 3 === 0 ? [MANY[nth / 3] ?? ''] : []),
    String(personEmail),
    ...(nth % 3 === 1 ? [NOT_THERE[(nth - 1) / 3] ?? ''] : []),
    reference.toLowerCase(),
  ]);
  return persons;
}

const addressOf = (words: string) => `/requests?view=all&q=${encodeURIComponent(words)}`;

async function assertSame(mine: Served, bare: Served, words: string): Promise<void> {
  const [our, floors] = await Promise.all([references(mine, words), references(bare, words)]);
  assert.deepEqual(our, floors, `The two pages do not show the same for "${words}"`);
  assert.equal(our.length > 0, !NOT_THERE.includes(words), words);
}

async function references({ url, headers }: Served, words: string) {
  const text = await (await fetch(url + addressOf(words), { headers, redirect: 'manual' })).text();
  return [...text.matchAll(/href="\/requests\/(R-[\w-]+)"/g)].map(([, reference]) => reference);
}

/** A turn of so many persons who search again as soon as they have an answer. */
function searching(served: Served, wanted: string[], { connections }: Pick<Effort, 'connections'>): Turn {
  return async (seconds) => {
    const [times, failures]: [number[], string[]] = [[], []];
    const begun = performance.now();
    const until = begun + seconds * 1000;
    let next = 0;
    const search = async () => {
      while (performance.now() < until) {
        const words = wanted[next++ % wanted.length] ?? '';
        const asked = performance.now();
        const answer = await fetch(served.url + addressOf(words), {
          headers: served.headers,
          redirect: 'manual',
        });
        await answer.text();
        times.push(performance.now() - asked);
        if (answer.status !== 200) failures.push(`an answer of ${answer.status}`);
      }
    };
    await Promise.all(Array.from({ length: connections }, search));
    return roundOf(times, performance.now() - begun, failures);
  };
}

/** How long a search takes that is alone, which is what a person at a quiet desk waits. */
async function one(mine: Served, bare: Served, wanted: string[]): Promise<string> {
  const alone = async (served: Served): Promise<Round> => searching(served, wanted, { connections: 1 })(3);
  const [ours, floors] = [await alone(mine), await alone(bare)];
  return `alone p50 ${ours.p50} ms and p95 ${ours.p95} ms, the floor's ${floors.p50} and ${floors.p95}`;
}

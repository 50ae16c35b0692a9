import assert from 'node:assert/strict';
import { Op } from 'sequelize';
import { folded } from '../../domain/folding.ts';
import type { Desk } from '../../models/desk.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { atDesk } from './forms.ts';
import { type Effort, interleaved, type Measured, roundOf, type Turn } from './measure.ts';
import { plainRows } from './plain.ts';
import { floor, ours, type Served } from './processes.ts';
import { withProcessor } from './processor.ts';
import type { Round } from './round.ts';
import { type Filled, openAt } from './setUp.ts';
import { pageOf, shownByFloor, shownByOurs } from './shown.ts';

/** Of so many persons name, address and reference are looked for. */
const PERSONS = 12;
/** What nobody has, folded as all that is looked for: the floor takes it as it comes. */
const NOT_THERE = ['nobody has this name', 'no.one@nowhere.example', 'r 0000 0000', 'uuu'];
/** What many have, by which no single person is meant. */
const MANY = ['dvorak', 'example.org', 'r 7', 'a'];

/**
 * Names, addresses and references looked for among all requests, through the page; beside it the same statement prepared
 * on sqlite. What counts is the time of one answer, not how many there are a second.
 */
export async function search(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const wanted = await wordsIn(filled);
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  try {
    await atDesk(filled, async (desk) => {
      for (const words of wanted) await assertSame(desk, words, mine, filled === floorOn ? bare : undefined);
    });
    const measured = await interleaved(
      searching(mine, wanted, effort),
      searching(bare, filled === floorOn ? wanted : await wordsIn(floorOn), effort),
      effort,
    );
    const ratio = measured.figures?.['p95 ratio'];
    return {
      ...measured,
      notes: [`p95 ${ratio} times the floor's; ${await one(mine, bare, wanted, effort)}`],
    };
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
    folded(personName),
    ...(nth % 3 === 0 ? [MANY[nth / 3] ?? ''] : []),
    folded(String(personEmail)),
    ...(nth % 3 === 1 ? [NOT_THERE[(nth - 1) / 3] ?? ''] : []),
    folded(reference),
  ]);
  return persons;
}

const addressOf = (words: string) => `/requests?view=all&q=${encodeURIComponent(words)}`;

/** The rows that a plain statement finds on this desk, and those of the floor where it searches the same desk. */
async function assertSame(desk: Desk, words: string, mine: Served, bare?: Served): Promise<void> {
  const where = `r.organisation_id = 1 AND r.kind = 'request' AND r.search_text LIKE :words`;
  const rows = shownByFloor(await plainRows(desk, where, `%${words}%`));
  assert.equal(rows.length > 0, !NOT_THERE.includes(words), words);
  assert.deepEqual(shownByOurs(await pageOf(mine, addressOf(words))), rows, `Not what has "${words}"`);
  if (bare)
    assert.deepEqual(shownByFloor(await pageOf(bare, addressOf(words))), rows, `The floor, "${words}"`);
}

/** A turn of so many persons who search again as soon as they have an answer. */
function searching(served: Served, wanted: string[], effort: Pick<Effort, 'connections' | 'answers'>): Turn {
  return (seconds) =>
    withProcessor(served, async () => {
      const [times, failures]: [number[], string[]] = [[], []];
      const begun = performance.now();
      const until = begun + seconds * 1000;
      let next = 0;
      const goesOn = () => (effort.answers ? next < effort.answers : performance.now() < until);
      const search = async () => {
        while (goesOn()) {
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
      await Promise.all(Array.from({ length: effort.connections }, search));
      return { round: roundOf(times, performance.now() - begun, failures), answers: times.length };
    });
}

/** How long a search takes that is alone, which is what a person at a quiet desk waits. */
async function one(mine: Served, bare: Served, wanted: string[], effort: Effort): Promise<string> {
  const alone = async (served: Served): Promise<Round> =>
    searching(served, wanted, { ...effort, connections: 1 })(3);
  const [ours, floors] = [await alone(mine), await alone(bare)];
  return `alone p50 ${ours.p50} ms and p95 ${ours.p95} ms, the floor's ${floors.p50} and ${floors.p95}`;
}

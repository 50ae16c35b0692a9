import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asker } from '../support/asker.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { received } from '../support/requests.ts';
import { type Pace, paceOf } from './support/pace.ts';
import { onTestDatabase, reapAll, type Server, startServer } from './support/servers.ts';
import { shortOrLong, tell } from './support/tell.ts';
import { type Answers, counted, firstDpo, noAnswers, worded } from './support/visitors.ts';

const PHASE = shortOrLong(4000, 20_000);
const REQUESTS = shortOrLong(1500, 10_000);
const READERS = 2;
const SEARCHERS = 8;
/** What a name and an address may hold at most, and a search that fits nearly everywhere in it and never ends so. */
const LONG_NAME = 'a'.repeat(700);
const HOSTILE = `${'a'.repeat(199)}b`;
/** What everybody has, in the order that is read last. */
const MANY_HITS = 'aaa';

describe('Fault 11: slow searches', () => {
  const { folder, remove } = temporaryFolder();
  let dpo: Asker;
  let server: Server;
  before(async () => {
    const settings = await onTestDatabase(folder, { ROLE: 'web' });
    const desk = await deskForTests({ at: new Date().toISOString() });
    for (let nth = 0; nth < 60; nth += 1) await received(desk, desk.organisation);
    await multiply(desk, REQUESTS);
    server = await startServer(settings);
    dpo = await firstDpo(server);
  });
  after(async () => {
    await reapAll();
    remove();
  });

  it('do not stall the queue page', async function () {
    this.retries(2); // another program may have had the machine for a moment
    await reading(1000);
    const before = await reading(PHASE);
    const searches = searching();
    await pause(500);
    const beside = await reading(PHASE);
    const found = await searches.stop();
    const afterwards = await reading(PHASE);
    const idle = Math.max(before.p99, afterwards.p99);
    tell({
      'searches, eight at once': `${worded(found)} among ${REQUESTS} requests`,
      'pages of the queue': `${before.answers} before, ${beside.answers} beside, ${afterwards.answers} after`,
      'p99 of a page': `${before.p99} ms before, ${beside.p99} ms beside, ${afterwards.p99} ms after`,
      'times slower beside them': (beside.p99 / idle).toFixed(1),
    });
    assert.ok(found.longest > 4 * idle, `the searches were no slower than a page: ${worded(found)}`);
    const others = Object.keys(found.statuses).filter((status) => !['200', '503'].includes(status));
    assert.deepEqual(others, [], 'a search is answered, or asked to come again');
    assert.ok((found.statuses[200] ?? 0) > 0, worded(found));
    assert.ok(beside.p99 <= 3 * idle, `${beside.p99} ms beside, ${idle} ms without`);
  });

  /** Some read the queue for so long. */
  const reading = (milliseconds: number): Promise<Pace> =>
    paceOf(READERS, milliseconds, async () => {
      const answer = await dpo.send('/requests');
      await answer.text();
      assert.equal(answer.status, 200);
    });

  /** Others search again as soon as they are answered. */
  function searching(): { stop(): Promise<Answers> } {
    const answers = noAnswers();
    let going = true;
    const search = async (_: unknown, nth: number) => {
      const path =
        nth % 4 === 3 ? `/requests?view=all&sort=oldest&q=${MANY_HITS}` : `/requests?view=all&q=${HOSTILE}`;
      while (going)
        await counted(answers, async () => {
          const answer = await dpo.send(path);
          await answer.text();
          return answer;
        });
    };
    const all = Promise.all(Array.from({ length: SEARCHERS }, search));
    return {
      stop: async () => {
        going = false;
        await all;
        return answers;
      },
    };
  }
});

/** So many copies of a request, whose words are as long as they may be. */
async function multiply({ database }: TestDesk, times: number): Promise<void> {
  const [columns] = await database.query('SELECT * FROM subject_requests LIMIT 1');
  const names = Object.keys((columns as object[])[0] ?? {}).filter((name) => name !== 'id');
  const own: Record<string, string> = { reference: `'R-' || n`, search_text: `'${LONG_NAME}' || n` };
  const quoted = names.map((name) => `"${name}"`).join(', ');
  await database.query(`INSERT INTO subject_requests (${quoted})
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${times})
    SELECT ${names.map((name) => own[name] ?? `"${name}"`).join(', ')}
    FROM numbers, (SELECT * FROM subject_requests ORDER BY id LIMIT 1) one`);
}

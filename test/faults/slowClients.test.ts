import assert from 'node:assert/strict';
import { Asker } from '../support/asker.ts';
import { deskForTests } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { received } from '../support/requests.ts';
import { deaf, endlessForms, endlessHeads, type Idlers, silent } from './support/idlers.ts';
import { type Pace, paceOf } from './support/pace.ts';
import { onTestDatabase, reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { isLong, shortOrLong, tell } from './support/tell.ts';
import { firstDpo } from './support/visitors.ts';

const PHASE = shortOrLong(3000, 15_000);
const READERS = 4;
const SLOW = shortOrLong(60, 300);
const IDLE = 500;
/** The last of what is dropped after a minute of silence, asked for every half a minute. */
const ALL_DROPPED = 150_000;

describe('Fault 10: slow clients, and hundreds of idle connections', () => {
  const { folder, remove } = temporaryFolder();
  let server: Server;
  let dpo: Asker;
  before(async () => {
    const settings = await onTestDatabase(folder, { ROLE: 'web' });
    const desk = await deskForTests({ at: new Date().toISOString() });
    server = await startServer(settings);
    for (let nth = 0; nth < 30; nth += 1) await received(desk, desk.organisation);
    dpo = await firstDpo(server);
  });
  after(async () => {
    await reapAll();
    remove();
  });

  it('take nothing from others: the queue is read and the form answered as before', async function () {
    this.retries(2); // another program may have had the machine for a moment
    await served(1000);
    const before = await served(PHASE);
    const slow = await allOfThem();
    await served(1500); // the pages that the deaf have asked for are made
    const beside = await served(PHASE);
    const held = slow.map((kind) => kind.held());
    for (const kind of slow) kind.drop();
    const afterwards = await served(PHASE);
    const idle = Math.max(before.p99, afterwards.p99);
    tell({
      'silent, endless heads, endless forms, deaf': held.join(', '),
      'answers a phase': `${before.answers} before, ${beside.answers} beside, ${afterwards.answers} after`,
      'p99 of an answer': `${before.p99} ms before, ${beside.p99} ms beside, ${afterwards.p99} ms after`,
      'times slower beside them': (beside.p99 / idle).toFixed(1),
    });
    assert.ok(held[0] === IDLE && held.every((count) => count > 0), 'they were there all the time');
    assert.ok(beside.p99 <= 3 * idle, `${beside.p99} ms beside, ${idle} ms without`);
  });

  it('are dropped in the end', async function () {
    if (!isLong) this.skip(); // takes two minutes; test/process/gracefulShutdown.test.ts asks the same with shorter limits
    const slow = await allOfThem();
    const begun = performance.now();
    const [idle, heads] = slow;
    await until(() => [idle, heads].every((kind) => kind?.held() === 0), ALL_DROPPED);
    tell({
      'the silent and the endless heads dropped after': `${Math.round((performance.now() - begun) / 1000)} s`,
    });
    for (const kind of slow) kind.drop();
  });

  it('do not hold up the stop', async () => {
    const slow = await allOfThem();
    const begun = performance.now();
    assert.equal(await reap(server, 'SIGTERM'), 0);
    const took = Math.round(performance.now() - begun);
    for (const kind of slow) kind.drop();
    assert.ok(took < 11_000, `${took} ms`);
    tell({ 'stopped with all of them connected after': `${took} ms` });
  });

  const allOfThem = (): Promise<Idlers[]> =>
    Promise.all([
      silent(server, IDLE),
      endlessHeads(server, SLOW),
      endlessForms(server, SLOW),
      deaf(server, SLOW, dpo, '/requests'),
    ]);

  /** Some read the queue or answer the form's first question for so long. */
  async function served(milliseconds: number): Promise<Pace> {
    const visitor = new Asker(server.base);
    const form = { ...(await visitor.hidden('/ask')), rights: 'erasure' };
    return paceOf(READERS, milliseconds, async (turn) => {
      const answer = await (turn % 2 ? dpo.send('/requests') : visitor.send('/ask', form));
      await answer.text();
      assert.equal(answer.status, turn % 2 ? 200 : 303);
    });
  }
});

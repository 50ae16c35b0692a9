import assert from 'node:assert/strict';
import { Submission } from '../../models/submission.ts';
import { onTestDatabase, reapAll, type Server, startServer } from '../faults/support/servers.ts';
import { PASSWORD, userWith } from '../support/app.ts';
import { Asker } from '../support/asker.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { received } from '../support/requests.ts';

describe('Two processes with ROLE=web on one PostgreSQL', function () {
  this.timeout(120_000); // several processes start, perhaps on a busy machine
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let [here, there] = [{} as Server, {} as Server];
  before(async function () {
    if (!process.env.TEST_DATABASE_URL) this.skip(); // sqlite counts its limits in one process
    await testDatabaseUrl();
    [here, there] = await Promise.all(
      ['a', 'b'].map(async (name) =>
        startServer(await onTestDatabase(`${folder}/${name}`, { ROLE: 'web', RATE_LIMITS: 'on' })),
      ) as [Promise<Server>, Promise<Server>],
    );
  });
  after(async () => {
    await reapAll();
    remove();
  });
  beforeEach(async () => {
    desk = await deskForTests();
  });

  /** The same browser, led to the other process by the proxy. */
  const at = ({ base }: Server, { cookies, fields }: Asker): Asker =>
    Object.assign(new Asker(base), { cookies, fields });
  const logIn = async (visitor: Asker, password = PASSWORD) => {
    const fields = await visitor.hidden('/sessions/new', '/sessions');
    return visitor.send('/sessions', { ...fields, email: 'dpo@example.org', password });
  };

  it('know who has logged in at either, and forget them at both', async () => {
    await userWith(desk, 'dpo');
    const { reference } = await received(desk, desk.organisation);
    const dpo = new Asker(here.base);
    assert.equal((await logIn(dpo)).status, 303);
    const page = await at(there, dpo).send(`/requests/${reference}`);
    assert.equal(page.status, 200);
    const path = `/requests/${reference}/assignment`;
    const fields = await at(here, dpo).hidden(path);
    assert.equal((await at(there, dpo).send(path, { ...fields, assignee: '' })).status, 303);
    const end = await at(there, dpo).hidden('/requests', '/sessions/end');
    assert.equal((await at(there, dpo).send('/sessions/end', end)).status, 303);
    assert.equal((await dpo.send('/requests')).status, 303);
  });

  it('count what one address tries together', async () => {
    await userWith(desk, 'dpo');
    const tries: number[] = [];
    for (let number = 0; number < 12; number += 1) {
      const { status } = await logIn(new Asker(number % 2 ? here.base : there.base), 'a wrong password');
      tries.push(status);
    }
    assert.deepEqual(tries, [...Array(10).fill(422), 429, 429]);
  });

  it('go on with a form that was begun at the other, and make one request of it when both are sent it at once', async () => {
    const visitor = new Asker(here.base);
    await visitor.answer('/ask', { rights: 'erasure' });
    await at(there, visitor).answer('/ask/behalf', { behalf: 'self' });
    await at(here, visitor).answer('/ask/who', { name: 'Ada Example', email: 'ada@example.org' });
    await at(there, visitor).answer('/ask/about', { about: 'Everything.' });
    visitor.fields = await at(here, visitor).hidden('/ask/check');
    const sent = await Promise.all([here, there].map((server) => at(server, visitor).post()));
    assert.deepEqual(
      sent.map(({ status }) => status),
      [303, 303],
    );
    assert.equal(sent[0]?.place, sent[1]?.place);
    assert.equal(await Submission.count(), 1);
    for (const server of [here, there])
      assert.equal((await at(server, visitor).send(sent[0]?.place ?? '')).status, 200);
  });
});

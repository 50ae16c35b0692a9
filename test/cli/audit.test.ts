import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Event } from '../../models/event.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { received } from '../support/requests.ts';

describe('The command `audit verify`', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let DATABASE_URL: string;
  before(async () => {
    DATABASE_URL = await testDatabaseUrl();
    desk = await deskForTests();
  });
  after(remove);
  const verify = (...more: string[]) => {
    const settings = { DATA_DIR: join(folder, 'data'), SECRET_KEY: TEST_SECRET, DATABASE_URL };
    return run('cli.ts', ['audit', 'verify', ...more], settings);
  };

  it('says neither that a log holds nor that it is broken where a later release has written on, and ends with 1', async () => {
    const { id, reference } = await received(desk, desk.organisation);
    const { code, stdout } = await verify();
    assert.deepEqual([code, stdout], [0, 'Every chain holds: 1 requests, 2 events.\n']);
    const last = await Event.findOne({
      where: { requestId: id },
      order: [['sequence', 'DESC']],
      rejectOnEmpty: true,
    });
    const next = { ...last.get({ plain: true }), id: undefined, sequence: 3, previousHash: last.hash };
    await Event.create({ ...next, chainVersion: 2, hash: 'by a key' });
    const said = await verify();
    const words = `Not checkable from ${reference}, event 3: chain version 2 is of a later release. Check it with that one.\n`;
    assert.deepEqual([said.code, said.stdout], [1, words]);
    const found = JSON.parse((await verify('--json')).stdout);
    const notCheckable = { reference, sequence: 3, chainVersion: 2 };
    assert.deepEqual(found, { requests: 1, events: 3, seals: 0, firstBroken: null, notCheckable });
  });
});

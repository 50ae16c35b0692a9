import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEFT_ALONE, startAsLeader, TAKEN_OVER } from '../../jobs/leader.ts';
import { takeTimetableLock } from '../../models/database/timetableLock.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests } from '../support/desk.ts';
import { begin, freePort, says, temporaryFolder } from '../support/process.ts';

describe('The timetable of a desk with several processes', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  after(remove);
  const onSqlite = !process.env.TEST_DATABASE_URL;

  it('is kept by one on sqlite; a second serves pages, says so in one line, and takes it over from a killed one', async function () {
    if (!onSqlite) this.skip();
    const start = async () => {
      const port = await freePort();
      return { port, server: begin('server.ts', [], { DATA_DIR: join(folder, 'desk'), PORT: String(port) }) };
    };
    const first = await start();
    assert.ok(!(await says(first.server, /Rightsdesk is at/)).includes(LEFT_ALONE));
    const second = await start();
    assert.ok((await says(second.server, /Rightsdesk is at/)).startsWith(`${LEFT_ALONE}\n`));
    assert.equal((await fetch(`http://127.0.0.1:${second.port}/`)).status, 200);
    first.server.kill('SIGKILL');
    await says(second.server, new RegExp(TAKEN_OVER));
    second.server.kill('SIGTERM');
    assert.deepEqual(await once(second.server, 'exit'), [0, null]);
  });

  it('is given back at a stop, and nobody begins after it', async function () {
    if (!onSqlite) this.skip();
    const { database } = await deskForTests();
    const said: string[] = [];
    const begun: string[] = [];
    const ended: string[] = [];
    const turn = (name: string) =>
      startAsLeader(
        database,
        () => {
          begun.push(name);
          return { stop: async () => void ended.push(name) };
        },
        (line) => said.push(line),
        50,
      );
    const [one, two, three] = [await turn('one'), await turn('two'), await turn('three')];
    await two.stop();
    await one.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await three.stop();
    assert.deepEqual(
      [begun, ended],
      [
        ['one', 'three'],
        ['one', 'three'],
      ],
    );
    assert.deepEqual(said, [LEFT_ALONE, LEFT_ALONE, TAKEN_OVER]);
  });

  it('is not begun and left running by a process that stops while it asks', async function () {
    if (!onSqlite) this.skip();
    const { database } = await deskForTests();
    let running = 0;
    const start = () => {
      running += 1;
      return {
        stop: async () => {
          running -= 1;
        },
      };
    };
    for (let again = 0; again < 10; again += 1) {
      const one = await startAsLeader(database, start, () => undefined, 1);
      const two = await startAsLeader(database, start, () => undefined, 1);
      await one.stop();
      await two.stop();
      assert.equal(running, 0);
    }
    await (await takeTimetableLock(database))?.release();
  });

  it('lays nothing beside its file that the next to come would take away', async function () {
    if (!onSqlite) this.skip();
    const { database } = await deskForTests();
    const lease = await takeTimetableLock(database);
    assert.equal(existsSync(`${await testDatabaseUrl()}-timetable`), true);
    assert.equal(existsSync(`${await testDatabaseUrl()}-timetable-journal`), false);
    await lease?.release();
  });

  it('stops the start where its file cannot be read', async function () {
    if (!onSqlite) this.skip();
    const file = `${await testDatabaseUrl()}-timetable`;
    const { database } = await deskForTests();
    writeFileSync(file, 'this is no database, '.repeat(100));
    await assert.rejects(takeTimetableLock(database), { code: 'SQLITE_NOTADB' });
    rmSync(file);
  });
});

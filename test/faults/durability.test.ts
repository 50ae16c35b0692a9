import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Asker } from '../support/asker.ts';
import { deskForTests } from '../support/desk.ts';
import { begin, ended, temporaryFolder } from '../support/process.ts';
import { assertWhole } from './support/counted.ts';
import { onTestDatabase, reap, reapAll, startServer } from './support/servers.ts';
import { hasProgram, need, shortOrLong, tell } from './support/tell.ts';

const POSTS = shortOrLong(20, 200);

/** The calls that bring a file to the disk, and those by which an answer leaves. */
const CALLS = 'trace=fdatasync,fsync,write,writev';
const SYNCED = /f(?:data)?sync(?:\(\d+\)| resumed>\)) += 0$/;
const ANSWERED = /writev?\(.*"HTTP\/1\.1 303/;

/** A first start, by the calls that make its key and by those that bring it to the disk. */
const MAKING = 'trace=fdatasync,fsync,link,linkat';

describe('Fault 2: a power cut after the answer', () => {
  const { folder, remove } = temporaryFolder();
  after(async () => {
    await reapAll();
    remove();
  });

  it('takes nothing: between two answers that say "received" the system was asked to write to the disk', async function () {
    if (process.env.TEST_DATABASE_URL) this.skip(); // PostgreSQL's own processes write there; its settings are asked at the start
    need(this, 'strace', hasProgram('strace'));
    const desk = await deskForTests();
    const log = join(folder, 'calls');
    const traced = ['strace', '-D', '-f', '-qq', '-s', '16', '-e', CALLS, '-e', 'signal=none', '-o', log];
    const server = await startServer(await onTestDatabase(folder, { ROLE: 'web' }), traced);
    const askers = Array.from({ length: POSTS }, () => new Asker(server.base));
    for (const [number, asker] of askers.entries()) await asker.fillIn(number);
    const before = readFileSync(log, 'utf8').length;
    for (const asker of askers) assert.equal((await asker.post()).status, 303);
    await reap(server, 'SIGTERM');

    let synced = 0;
    let sinceAnswer = 0;
    let answers = 0;
    for (const line of readFileSync(log, 'utf8').slice(before).split('\n')) {
      if (SYNCED.test(line)) {
        synced += 1;
        sinceAnswer += 1;
      }
      if (!ANSWERED.test(line)) continue;
      answers += 1;
      assert.ok(sinceAnswer > 0, `answer ${answers} left before its commit was on the disk`);
      sinceAnswer = 0;
    }
    const { submissions } = await assertWhole(desk);
    assert.deepEqual([submissions, answers], [POSTS, POSTS]);
    tell({ posts: POSTS, 'answers after a sync': answers, 'syncs in all': synced });
  });

  it('leaves the key of a desk as whole as its rows: bytes and name are on the disk before the first row', async function () {
    need(this, 'strace', hasProgram('strace'));
    const log = join(folder, 'making');
    const traced = ['strace', '-f', '-qq', '-y', '-e', MAKING, '-e', 'signal=none', '-o', log];
    const place = join(folder, 'new');
    const { code } = await ended(
      begin('cli.ts', ['organisation', 'create', '--name', 'A', '--slug', 'a'], { DATA_DIR: place }, traced),
    );
    assert.equal(code, 0);
    const calls = readFileSync(log, 'utf8').split('\n');
    const linked = calls.findIndex((line) => /link(at)?\(.*secret\.key"/.test(line));
    const bytes = calls.findIndex((line) => /sync\(\d+<[^>]*secret\.key\.[^>]*>/.test(line));
    const name = calls.findIndex((line, at) => at > linked && line.includes(`<${place}>`));
    const rows = calls.findIndex((line) => /sync\(\d+<[^>]*rightsdesk\.sqlite-wal>/.test(line));
    assert.ok(bytes >= 0 && bytes < linked && linked < name && name < rows, `${[bytes, linked, name, rows]}`);
  });
});

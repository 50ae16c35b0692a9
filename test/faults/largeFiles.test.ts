import assert from 'node:assert/strict';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import { Attachment } from '../../models/attachment.ts';
import { destroyLost } from '../../models/fileContent/destroy.ts';
import { FileContent, FilePart } from '../../models/fileContent.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { SystemTask } from '../../models/task.ts';
import { childrenOf, isThere } from '../support/children.ts';
import { closeTestDatabase } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { handedOut } from '../support/handedOut.ts';
import { largeAnswer, textOf } from '../support/largeAnswer.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { pdfOfPages } from '../support/redaction/pdfs.ts';
import { byCurl } from './support/byCurl.ts';
import { type Cluster, hasPostgres, ownCluster } from './support/cluster.ts';
import { MIB } from './support/files.ts';
import { prepared, removeShoes } from './support/reviewed.ts';
import { onTestDatabase, reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { type SmallDisk, smallDisk } from './support/smallDisk.ts';
import { need, shortOrLong, tell } from './support/tell.ts';

const UPLOAD = shortOrLong(60, 500);
const COPIED = 20;

describe('Fault 15: the disk is full, or the desk is killed, while large files move', () => {
  let disk: SmallDisk | undefined;
  let cluster: Cluster | undefined;
  let rest: { folder: string; remove(): void };
  let desk: TestDesk;
  let server: Server;
  let settings: Record<string, string>;
  const before = { ...process.env };
  beforeEach(() => {
    disk = undefined;
    cluster = undefined;
    rest = temporaryFolder();
  });
  afterEach(async () => {
    await reapAll();
    await closeTestDatabase();
    for (const name of ['TMPDIR', 'TEST_DATABASE_URL']) {
      delete process.env[name];
      if (before[name] !== undefined) process.env[name] = before[name];
    }
    cluster?.remove();
    disk?.remove();
    rest.remove();
  });

  /** A desk whose database is on a disk of so many MiB; with PostgreSQL a whole cluster is. */
  async function onSmallDisk(test: Mocha.Context, mebibytes: number): Promise<SmallDisk> {
    const isPostgres = before.TEST_DATABASE_URL !== undefined;
    if (isPostgres) need(test, 'the programs of PostgreSQL', hasPostgres);
    const made = smallDisk(mebibytes + (isPostgres ? 150 : 0));
    need(test, 'a right to mount a small disk', Boolean(made));
    disk = made as SmallDisk;
    await closeTestDatabase();
    if (isPostgres) {
      cluster = await ownCluster(disk.folder);
      process.env.TEST_DATABASE_URL = cluster.url;
    } else process.env.TMPDIR = disk.folder;
    await begun();
    return disk;
  }

  async function begun(): Promise<void> {
    settings = await onTestDatabase(rest.folder, { ROLE: 'web' });
    desk = await deskForTests({ at: new Date().toISOString() });
    server = await startServer(settings);
  }

  /** There is room again; a PostgreSQL whose log had none may have to be started. */
  async function freed({ free }: SmallDisk): Promise<void> {
    free();
    cluster?.startIfStopped();
    await until(async () => (await fetch(`${server.base}/readyz`)).ok, 60_000, 500);
  }

  /** What no form and no request has is gone, at the latest an hour later. */
  async function nothingLost(kept: number): Promise<void> {
    await destroyLost(desk, new Date(Date.now() + 2 * 3_600_000));
    assert.equal(await FileContent.count(), kept);
    const [row] = await FilePart.findAll({ where: {}, limit: 1 });
    if (kept === 0) assert.equal(row, undefined);
  }

  it('an owner’s upload that finds no room is answered in words, is not half kept, and is taken once there is', async function () {
    const full = await onSmallDisk(this, Math.ceil(UPLOAD / 2));
    const { tasks } = await handedOut(desk, 'CRM');
    const task = tasks[0] as SystemTask;
    const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
    const place = `/tasks/${ownerTokenOf(desk, link)}/${task.id}`;
    if (cluster) full.fill((UPLOAD / 2) * 1024); // how much a cluster takes for itself differs
    const first = await byCurl(server.base + place, { mebibytes: UPLOAD, parts: textOf(UPLOAD) });
    assert.equal(first.status, 503);
    assert.match(
      first.text,
      /^The service has no room left\. .* Nothing of it was kept: send it again later\.\n$/,
    );
    await freed(full);
    const state = await SystemTask.findByPk(task.id, { rejectOnEmpty: true });
    assert.equal(state.state, 'open');
    assert.equal(await Attachment.count({ where: { purpose: 'task' } }), 0);
    await nothingLost(0);
    const again = await byCurl(server.base + place, { mebibytes: 1, parts: textOf(1) });
    assert.deepEqual(again, {
      status: 200,
      text: 'Thank you. Your answer has reached the data protection officer.\n',
    });
    tell({ 'MiB sent': UPLOAD, answered: first.status });
  });

  it('a redacted copy that finds no room is not made: the DPO is told, the file stays as it was, and it is made once there is', async function () {
    const full = await onSmallDisk(this, COPIED * 5);
    const { request, dpo, path } = await prepared(desk, server, {
      name: 'orders.csv',
      mediaType: 'text/csv',
      parts: [...textOf(COPIED)],
    });
    const contents = await FileContent.count();
    full.fill(2 * 1024);
    const refused = await removeShoes(server, dpo, path);
    assert.equal(refused.status, 503);
    assert.match(refused.text, /The service has no room left/);
    await freed(full);
    await nothingLost(contents);
    const [file] = await preparedFilesOf(desk, request);
    assert.deepEqual(file?.removals, []);
    const copied = await removeShoes(server, dpo, path);
    assert.equal(copied.status, 303, copied.text);
    const [changed] = await preparedFilesOf(desk, request);
    assert.equal(changed?.removals.length, 1);
    assert.ok((changed?.report?.removed[0]?.count ?? 0) > 0);
  });

  it('a package is saved whole while there is no room, or is answered in words and saved whole afterwards', async function () {
    const full = await onSmallDisk(this, 60);
    const { request } = await handedOut(desk, 'CRM');
    const { path, headers } = await largeAnswer(desk, request, [{ name: 'notes.txt', parts: textOf(8) }]);
    full.fill();
    const first = await fetch(`${server.base}${path}/package`, { headers });
    if (first.status === 200) await verified(first);
    else {
      assert.equal(first.status, 503);
      assert.match(await first.text(), /The service has no room left/);
    }
    await freed(full);
    tell({
      'while full': first.status,
      afterwards: await verified(await fetch(`${server.base}${path}/package`, { headers })),
    });
  });

  it('kill -9 while a redacted copy is made leaves no half copy and no process; it is made anew once asked', async function () {
    this.timeout(300_000); // four starts and large files, on whatever machine
    await closeTestDatabase();
    await begun();
    const lines = Array.from({ length: 1000 }, (_, nth) => `Order ${nth} of shoes`);
    const files = [
      { name: 'orders.csv', mediaType: 'text/csv', parts: [...textOf(COPIED)] },
      { name: 'orders.pdf', mediaType: 'application/pdf', parts: [await pdfOfPages(...lines)] },
    ];
    for (const given of files) {
      const { request, dpo, path } = await prepared(desk, server, given);
      const contents = await FileContent.count();
      const asked = removeShoes(server, dpo, path).then(
        () => 'answered',
        () => 'broken off',
      );
      await pause(given.name.endsWith('pdf') ? 2500 : 400);
      const children = childrenOf(server.child.pid);
      await reap(server);
      assert.equal(await asked, 'broken off');
      if (given.name.endsWith('pdf')) assert.equal(children.length, 1, 'it was in the middle');
      await until(() => children.every((pid) => !isThere(pid)), 2000);
      const [file] = await preparedFilesOf(desk, request);
      assert.deepEqual([file?.version, file?.removals], [1, []]);
      await nothingLost(contents);
      server = await startServer(settings);
      if (given.name.endsWith('csv')) assert.equal((await removeShoes(server, dpo, path)).status, 303);
    }
  });

  async function verified(saved: Response): Promise<string> {
    assert.equal(saved.status, 200);
    const place = join(rest.folder, 'answer.zip');
    await pipeline(Readable.fromWeb(saved.body as never), createWriteStream(place));
    assert.ok(statSync(place).size > MIB);
    const { code, stdout } = await run('cli.ts', ['package', 'verify', place]);
    assert.equal(code, 0, stdout);
    return stdout.trim();
  }
});

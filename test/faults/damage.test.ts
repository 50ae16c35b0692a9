import assert from 'node:assert/strict';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Asker } from '../support/asker.ts';
import { freePort, run, temporaryFolder } from '../support/process.ts';
import { readOnlyDisk } from './support/readOnlyDisk.ts';
import { reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { need, seeded, tell } from './support/tell.ts';
import { filledIn, firstDpo } from './support/visitors.ts';

const PAGE = 4096;
const FORMS = 60;
const DAMAGED = /The database is damaged/;

describe('Fault 14: the file of the desk is damaged, or can only be read', function () {
  this.timeout(180_000);
  const { folder, remove } = temporaryFolder();
  const good = join(folder, 'good');
  let dpo: Asker;
  let reference = '';

  before(async function () {
    if (process.env.TEST_DATABASE_URL) this.skip();
    const server = await startServer(await settingsOf(good));
    dpo = await firstDpo(server);
    for (const asker of await filledIn(server.base, FORMS)) assert.equal((await asker.post()).status, 303);
    reference = /R-[\w-]+/.exec(await (await dpo.send('/requests?view=all')).text())?.[0] ?? '';
    assert.equal(await reap(server, 'SIGTERM'), 0);
  });
  afterEach(reapAll);
  after(remove);

  const settingsOf = async (dataDir: string) => ({
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
  });
  const browserOf = ({ base }: Server) => Object.assign(new Asker(base), { cookies: dpo.cookies });
  const copyOf = (name: string) => {
    const place = join(folder, name);
    mkdirSync(place, { mode: 0o700 });
    for (const file of ['secret.key', 'rightsdesk.sqlite']) copyFileSync(join(good, file), join(place, file));
    return place;
  };
  const command = (dataDir: string, ...args: string[]) => run('cli.ts', args, { DATA_DIR: dataDir });

  describe('20 pages of it were altered', () => {
    let place = '';
    before(() => {
      place = copyOf('altered');
      tell(alterPages(join(place, 'rightsdesk.sqlite'), 20));
    });

    it('is found without being asked: not ready, one line in the log, forms get 503 and lose nothing that was written', async () => {
      const server = await startServer(await settingsOf(place));
      const ready = async () => (await fetch(`${server.base}/readyz`)).status;
      await until(async () => (await ready()) === 503);
      const staff = browserOf(server);
      for (const path of [
        '/requests',
        '/requests?view=all',
        `/requests/${reference}`,
        '/settings/outbox',
        '/ask',
        '/',
      ]) {
        const { status } = await staff.send(path);
        assert.ok(status < 500 || status === 503, `${path} ${status}`);
      }
      const asker = new Asker(server.base);
      for (const [language, title] of [
        ['en', /The service’s records are damaged/],
        ['fr', /Les données du service sont endommagées/],
      ] as const) {
        const fields = { ...(await asker.hidden(`/ask?lang=${language}`, '/ask')), rights: 'erasure' };
        const answer = await asker.send('/ask', fields);
        assert.equal(answer.status, 503);
        assert.match(await answer.text(), title);
      }
      await until(() => DAMAGED.test(server.said())); // what a process says comes by a pipe, an answer by a socket
      assert.equal((await fetch(`${server.base}/healthz`)).status, 200);
      assert.equal(await reap(server, 'SIGTERM'), 0);
      assert.equal(server.said().split(DAMAGED).length - 1, 1, server.said());
    });

    it('is not backed up as if it were good', async () => {
      const to = join(folder, 'copy of the altered');
      const { code, stderr } = await command(place, 'backup', to);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /^The database is damaged \(.+\): restore the last good backup[^\n]*\n$/);
      assert.ok(!existsSync(join(to, 'backup.json')));
    });

    it('is told by a command in one line', async () => {
      const { code, stderr, stdout } = await command(place, 'audit', 'verify');
      assert.ok([0, 1, 78].includes(code ?? 1));
      assert.ok(stderr.trim().split('\n').length <= 1, stderr);
      assert.doesNotMatch(stderr + stdout, /^ {4}at /m);
    });
  });

  it('found while it runs, by a page or by the check of each minute: from then on nothing is written', async () => {
    const place = copyOf('altered later');
    const server = await startServer(await settingsOf(place));
    const [asker] = await filledIn(server.base, 1);
    tell(alterPages(join(place, 'rightsdesk.sqlite'), 20));
    await until(async () => (await fetch(`${server.base}/readyz`)).status === 503, 150_000, 500);
    assert.equal((await asker?.post())?.status, 503);
    await until(() => DAMAGED.test(server.said()));
    assert.equal(await reap(server, 'SIGTERM'), 0);
    assert.equal(server.said().split(DAMAGED).length - 1, 1, server.said());
  });

  it('a start stops in one line when the first page is no database', async () => {
    const place = copyOf('beheaded');
    overwrite(join(place, 'rightsdesk.sqlite'), 0, Buffer.alloc(PAGE, 'x'));
    const { code, stderr } = await run('server.ts', [], await settingsOf(place));
    assert.equal(code, 78);
    assert.match(
      stderr,
      /^DATABASE_URL: the database is damaged \(.+\)\. Restore the last good backup[^\n]*\n$/,
    );
  });

  describe('its disk takes no writes', () => {
    let place = '';
    let undo: (() => void) | undefined;
    before(function () {
      place = copyOf('read only');
      undo = readOnlyDisk(place);
      need(this, 'a right to mount a folder', Boolean(undo));
    });
    after(() => undo?.());

    it('is backed up elsewhere, and its log verified', async () => {
      const to = join(folder, 'copy of the read only');
      const made = await command(place, 'backup', to);
      assert.deepEqual([made.code, made.stderr], [0, '']);
      const verified = await command(place, 'audit', 'verify', '--json');
      assert.deepEqual([verified.code, JSON.parse(verified.stdout).requests], [0, FORMS], verified.stderr);
      const elsewhere = join(folder, 'elsewhere');
      mkdirSync(elsewhere);
      copyFileSync(join(place, 'secret.key'), join(elsewhere, 'secret.key'));
      assert.equal((await command(elsewhere, 'restore', to)).code, 0);
    });

    it('is read by staff and public; what would write gets 503 and says so', async () => {
      const server = await startServer(await settingsOf(place));
      assert.match(server.said(), /is read-only here/);
      const staff = browserOf(server);
      for (const path of [
        '/requests',
        `/requests/${reference}`,
        '/settings/organisation',
        '/settings/outbox',
        '/ask',
        '/status',
      ])
        assert.equal((await staff.send(path)).status, 200, path);
      const note = {
        ...(await staff.hidden(`/requests/${reference}`, `/requests/${reference}/notes`)),
        text: 'A note.',
      };
      for (const [who, path, fields] of [
        [staff, '/settings/organisation', await staff.hidden('/settings/organisation')],
        [staff, `/requests/${reference}/notes`, note],
        [new Asker(server.base), '/ask', { rights: 'erasure' }],
      ] as const) {
        const hidden = path === '/ask' ? await who.hidden('/ask') : {};
        const answer = await who.send(path, { ...hidden, ...fields });
        const text = await answer.text();
        if (answer.status === 422 || answer.status === 404) continue; // refused before anything was asked of the disk
        assert.equal(answer.status, 503, path);
        assert.match(text, /The service can only be read right now/);
      }
      assert.equal((await fetch(`${server.base}/readyz`)).status, 200);
      assert.equal(await reap(server, 'SIGTERM'), 0);
    });
  });
});

/** Overwrites pages of the last quarter of a file, where the requests are, with bytes of chance. */
function alterPages(file: string, count: number): { seed: string; altered: number; pages: number } {
  const pages = statSync(file).size / PAGE;
  const { seed, between } = seeded();
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(between(pages * 0.75, pages)));
  for (const page of chosen)
    overwrite(
      file,
      page * PAGE,
      Buffer.from(Array.from({ length: PAGE }, () => Math.floor(between(0, 256)))),
    );
  return { seed, altered: chosen.size, pages };
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
  assert.ok(
    readFileSync(file)
      .subarray(at, at + bytes.length)
      .equals(bytes),
  );
}

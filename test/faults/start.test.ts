import assert from 'node:assert/strict';
import { newPostgresDatabase } from '../support/database.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { begin, ended, freePort, temporaryFolder } from '../support/process.ts';
import { type Cluster, hasPostgres, ownCluster } from './support/cluster.ts';
import { type Cutter, cutterAfter } from './support/cutter.ts';
import { reap, reapAll, startServer } from './support/servers.ts';
import { type SmallDisk, smallDisk } from './support/smallDisk.ts';
import { isLong, need, seeded, shortOrLong, tell } from './support/tell.ts';
import { filledIn, firstDpo } from './support/visitors.ts';

/** Room for a new desk, in KiB: none, and where it ends at the key, at sqlite's index, in the schema and at the packs. */
const TOO_LITTLE = isLong ? [0, 4, 16, 36, 48, 64, 128, 200, 260, 300, 320, 340, 360] : [0, 16, 64, 340];
const CUTS = shortOrLong(4, 25);
const A_MINUTE = 60_000;
const FULL = /^(DATABASE_URL|DATA_DIR): the disk is full \(.+\)\. Free some space, then start again\.\n$/;
const AWAY = /^DATABASE_URL: the database does not answer \(.+\)\. Start it, or correct the address\.\n$/;

/** Code 78, and one line that says why. */
async function assertRefused(settings: Record<string, string>, line: RegExp): Promise<void> {
  const server = begin('server.ts', [], settings);
  const tooLong = setTimeout(() => server.kill('SIGKILL'), A_MINUTE);
  const { code, stdout, stderr } = await ended(server);
  clearTimeout(tooLong);
  assert.deepEqual([code, stdout, line.test(stderr) || stderr], [78, '', true]);
}

describe('A start on a disk that is full', () => {
  let disk: SmallDisk;
  let settings: Record<string, string>;
  beforeEach(async function () {
    const mounted = smallDisk(8);
    need(this as unknown as Mocha.Context, 'a right to mount a small disk', Boolean(mounted));
    disk = mounted as SmallDisk;
    settings = { PORT: String(await freePort()), LOG_LEVEL: 'silent', RATE_LIMITS: 'off' };
  });
  afterEach(async () => {
    await reapAll();
    disk?.remove();
  });

  it('of a new desk ends with a line that says so, and goes well when there is room', async () => {
    for (const left of TOO_LITTLE) {
      const desk = { ...settings, DATA_DIR: `${disk.folder}/${left}` };
      disk.fill(left);
      await assertRefused(desk, FULL);
      disk.free();
      assert.equal(await reap(await startServer(desk), 'SIGTERM'), 0);
    }
    tell({ 'KiB free at a new desk, each refused, then started': TOO_LITTLE.join(', ') });
  });

  it('of a desk with an account serves its pages, where sqlite has room for the index of its log', async () => {
    const desk = { ...settings, DATA_DIR: `${disk.folder}/desk` };
    const first = await startServer(desk);
    await firstDpo(first);
    const [asker] = await filledIn(first.base, 1);
    assert.equal(await reap(first, 'SIGTERM'), 0);
    disk.fill();
    await assertRefused(desk, FULL);
    disk.fill(40);
    assert.deepEqual(await statusesOf((await startServer(desk)).base), [200, 200, 200]);
    assert.equal((await asker?.post())?.status, 503);
    await reapAll(); // kill -9: the index is left behind
    disk.fill();
    await startServer(desk);
    assert.deepEqual(await statusesOf(first.base), [200, 200, 200]);
    assert.equal((await asker?.post())?.status, 503);
    disk.free();
    assert.equal((await asker?.post())?.status, 303);
    tell({ 'form while full, and after': '503, 503, 303' });
  });
});

describe('A start whose PostgreSQL goes away', () => {
  const { folder, remove } = temporaryFolder();
  let cluster: Cluster;
  before(async function () {
    need(this as unknown as Mocha.Context, 'PostgreSQL’s server', hasPostgres);
    cluster = await ownCluster();
  });
  after(async () => {
    await reapAll();
    cluster?.remove();
    remove();
  });

  /** A start of this database by way of `cutter`. */
  const by = async ({ port }: Cutter, { url }: { url: string }) => ({
    PORT: String(await freePort()),
    DATA_DIR: folder,
    DATABASE_URL: Object.assign(new URL(url), { port }).href,
    SECRET_KEY: TEST_SECRET,
    LOG_LEVEL: 'silent',
  });

  /** Starts it whole; gives how much it says until it serves. */
  async function startedWhole(database: { url: string }): Promise<number> {
    const cutter = await cutterAfter(Infinity, database.url);
    const server = await startServer(await by(cutter, database));
    const said = cutter.said();
    assert.equal(await reap(server, 'SIGTERM'), 0);
    cutter.close();
    return said;
  }

  /** At some starts pg-boss looks after its tables as well. */
  const leastSaid = async (known: { url: string }): Promise<number> =>
    Math.min(await startedWhole(known), await startedWhole(known), await startedWhole(known));

  it('ends with a line that says so, wherever it was, at a new desk and at one that is there', async () => {
    const random = seeded();
    const known = await newPostgresDatabase(cluster.url);
    const says = { new: await startedWhole(known), known: await leastSaid(known) };
    for (let cut = 0; cut < CUTS; cut += 1)
      for (const kind of ['new', 'known'] as const) {
        const database = kind === 'new' ? await newPostgresDatabase(cluster.url) : known;
        const cutter = await cutterAfter(Math.floor(random.between(0, says[kind] * 0.9)), database.url);
        await assertRefused(await by(cutter, database), AWAY).finally(cutter.close);
      }
    tell({
      seed: random.seed,
      'starts refused': `${CUTS} new, ${CUTS} known`,
      'pieces said by a whole one, at least': `${says.new} new, ${says.known} known`,
    });
  });
});

async function statusesOf(base: string): Promise<number[]> {
  const pages = ['/', '/policies', '/readyz'];
  return Promise.all(pages.map(async (page) => (await fetch(base + page)).status));
}

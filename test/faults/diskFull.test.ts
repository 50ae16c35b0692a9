import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asker } from '../support/asker.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { freePort, run } from '../support/process.ts';
import { type Cluster, hasPostgres, ownCluster } from './support/cluster.ts';
import { sendFiles } from './support/files.ts';
import { reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { type SmallDisk, smallDisk } from './support/smallDisk.ts';
import { isLong, need, seeded, shortOrLong, tell } from './support/tell.ts';
import {
  assertCalm,
  counted,
  filledIn,
  firstDpo,
  noAnswers,
  reading,
  sendUntilTaken,
  worded,
} from './support/visitors.ts';
import { assertWholeAt } from './support/whole.ts';

const POSTS = shortOrLong(12, 60);
const ROUNDS = shortOrLong(2, 10);
const LONGEST = 20_000;
const FILE = Buffer.alloc(200_000, 'a file of somebody. ');

describe('Fault 3: the disk is full while forms are sent', () => {
  let disk: SmallDisk | undefined;
  let cluster: Cluster | undefined;
  beforeEach(() => {
    disk = undefined;
    cluster = undefined;
  });
  afterEach(async () => {
    await reapAll();
    cluster?.remove();
    disk?.remove();
  });

  it('sqlite: 503 with a plain page, reads go on, and all goes on by itself when there is room again', async function () {
    disk = smallDisk(48);
    need(this, 'a right to mount a small disk', Boolean(disk));
    await fullAndFree(disk as SmallDisk, {}, () => undefined);
  });

  it('PostgreSQL, which may stop itself when its own log has no room: the same once it is started', async function () {
    if (!isLong || !hasPostgres) this.skip();
    disk = smallDisk(180);
    need(this, 'a right to mount a small disk', Boolean(disk));
    const { folder } = disk as SmallDisk;
    const made = await ownCluster(folder);
    cluster = made;
    await fullAndFree(disk as SmallDisk, { DATABASE_URL: made.url }, () => made.startIfStopped());
  });

  async function fullAndFree(
    { folder, fill, free }: SmallDisk,
    more: Record<string, string>,
    revive: () => void,
  ): Promise<void> {
    const settings = {
      PORT: String(await freePort()),
      DATA_DIR: `${folder}/desk`,
      SECRET_KEY: TEST_SECRET,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      ...more,
    };
    const server = await startServer(settings);
    const dpo = await firstDpo(server);
    const random = seeded();
    const onSqlite = !more.DATABASE_URL;
    const total = { posts: noAnswers(), read: noAnswers(), uploads: noAnswers(), files: 0 };
    const [uploader] = await filledIn(server.base, 1, 9999);
    const upload = () =>
      counted(total.uploads, async () => ({
        status: await sendFiles(uploader as Asker, [{ name: 'b.txt', content: FILE }]),
      }));
    for (let round = 0; round < ROUNDS; round += 1) {
      const askers = await filledIn(server.base, POSTS, round * POSTS);
      for (const asker of askers.slice(0, 3)) {
        assert.equal(await sendFiles(asker, [{ name: 'a.txt', content: FILE }]), 303);
        asker.fields = await asker.hidden('/ask/check'); // it sends what this page shows: the file too
        total.files += 1;
      }
      const before = total.posts.statuses[503] ?? 0;
      const posting: Promise<string>[] = [];
      const post = async (some: Asker[]) => {
        for (const asker of some) {
          posting.push(sendUntilTaken(asker, total.posts));
          await pause(30);
        }
      };
      const early = random.between(0, POSTS / 2);
      if (onSqlite) await run('cli.ts', ['jobs', 'run', 'forgetDrafts'], settings); // or its log has room in itself
      await post(askers.slice(0, early));
      fill();
      await post(askers.slice(early));
      const queue = reading(dpo, '/requests');
      await until(() => (total.posts.statuses[503] ?? 0) >= before + 3, LONGEST);
      await upload();
      if (onSqlite) await assertReadsGoOn(server);
      const read = await queue.stop();
      if (onSqlite) assert.deepEqual(Object.keys(read.statuses), ['200'], worded(read));
      free();
      revive();
      const places = await Promise.all(posting);
      assert.equal(new Set(places).size, POSTS);
      assert.equal((await upload())?.status, 303);
      assert.deepEqual(await Promise.all(askers.map((asker) => sendUntilTaken(asker, total.posts))), places);
      total.read.statuses[200] = (total.read.statuses[200] ?? 0) + (read.statuses[200] ?? 0);
    }
    assertCalm(total.posts, 303, LONGEST);
    assertCalm(total.uploads, 303, LONGEST);
    assert.equal(await reap(server, 'SIGTERM'), 0);
    const { submissions } = await assertWholeAt(
      settings,
      more.DATABASE_URL ?? `${folder}/desk/rightsdesk.sqlite`,
    );
    assert.equal(submissions, ROUNDS * POSTS);
    tell({
      seed: random.seed,
      'times full': ROUNDS,
      posts: worded(total.posts),
      'queue pages read meanwhile': total.read.statuses[200] ?? 0,
      'files sent with them': total.files,
      'files sent while full, and after': worded(total.uploads),
      submissions,
    });
  }
});

/** Pages that only read answer as ever. */
async function assertReadsGoOn({ base }: Server): Promise<void> {
  for (const path of ['/', '/ask', '/policies', '/healthz', '/readyz'])
    assert.equal((await fetch(base + path)).status, 200, path);
}

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asker } from '../support/asker.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { freePort, temporaryFolder } from '../support/process.ts';
import { type Cluster, hasPostgres, ownCluster } from './support/cluster.ts';
import { reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { isLong, need, shortOrLong, tell } from './support/tell.ts';
import {
  assertCalm,
  filledIn,
  firstDpo,
  noAnswers,
  reading,
  sendUntilTaken,
  worded,
} from './support/visitors.ts';
import { assertWholeAt } from './support/whole.ts';

const POSTS = shortOrLong(9, 100);
const ROUNDS = shortOrLong(1, 5);
/** Long enough that somebody would think the page hangs. */
const AWAY = shortOrLong(500, 10_000);
/** No answer takes longer, whatever the database does: a statement's limit, and a busy machine's delay. */
const LONGEST = 20_000;

describe('Fault 7: PostgreSQL stops, dies, hangs and comes back while forms are sent, pages read and jobs run', () => {
  const { folder, remove } = temporaryFolder();
  let cluster: Cluster;
  let peer: Peer;
  let server: Server;
  let settings: Record<string, string>;
  let dpo: Asker;
  before(async function () {
    need(this as unknown as Mocha.Context, 'PostgreSQL’s server', hasPostgres);
    cluster = await ownCluster();
    peer = await smtpPeer();
    settings = {
      PORT: String(await freePort()),
      DATA_DIR: folder,
      DATABASE_URL: cluster.url,
      SECRET_KEY: TEST_SECRET,
      SMTP_URL: peer.url,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
    };
    server = await startServer(settings);
    dpo = await firstDpo(server);
  });
  after(async () => {
    await reapAll();
    await peer?.close();
    cluster?.remove();
    remove();
  });

  let sent = 0;
  const outages: [string, () => void, () => void][] = [
    ['is stopped', () => cluster.stop('fast'), () => cluster.start()],
    ['dies', () => cluster.stop('immediate'), () => cluster.start()],
    ['hangs', () => cluster.freeze(), () => cluster.thaw()],
  ];
  for (const [what, away, back] of outages) {
    it(`and ${what}: 503 at once or within seconds, then all goes on by itself`, async () => {
      for (let round = 0; round < ROUNDS; round += 1) await outage(what, away, back);
    });
  }

  it('and at the end no accepted request is lost, none doubled, every letter is there, and the process stops as asked', async () => {
    if (isLong) await until(() => peer.inbox.length >= sent, 400_000); // one in hand when the database went waits for its claim
    assert.equal(await reap(server, 'SIGTERM'), 0);
    const { submissions, letters } = await assertWholeAt(settings);
    assert.deepEqual([submissions, letters], [sent, sent]);
    tell({ sent, submissions, letters, 'messages that left': peer.inbox.length });
  });

  async function outage(what: string, away: () => void, back: () => void): Promise<void> {
    const askers = await filledIn(server.base, POSTS, sent);
    sent += POSTS;
    const queue = reading(dpo, '/requests');
    const posts = noAnswers();
    let taken = 0;
    const posting = Promise.all(
      askers.map(async (asker, nth) => {
        await pause(nth * 20);
        const place = await sendUntilTaken(asker, posts);
        taken += 1;
        return place;
      }),
    );
    await until(() => taken >= POSTS / 3);
    away();
    const [alive, ready] = await Promise.all([health('/healthz'), health('/readyz')]);
    const gone = performance.now();
    const inHand = () => [...posts.inHand, ...queue.answers.inHand];
    await until(() => inHand().every(({ since }) => since > gone), LONGEST); // whoever waited was answered
    await pause(AWAY);
    back();
    const begun = performance.now();
    await until(async () => (await health('/readyz')) === 200, LONGEST);
    const recovered = Math.round(performance.now() - begun);
    const places = await posting;
    const read = await queue.stop();
    const once = noAnswers();
    const again = await Promise.all(askers.map((asker) => sendUntilTaken(asker, once)));

    assert.deepEqual([alive, ready], [200, 503]);
    assert.deepEqual(again, places);
    assert.equal(new Set(places).size, POSTS);
    assertCalm(posts, 303, LONGEST);
    assertCalm(once, 303, LONGEST);
    assertCalm(read, 200, LONGEST);
    tell({
      [`database ${what}, posts`]: worded(posts),
      'the same again': worded(once),
      'queue page': worded(read),
      'ready again after': `${recovered} ms`,
    });
  }

  const health = async (path: string) => (await fetch(server.base + path)).status;
});

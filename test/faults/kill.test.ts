import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Asker } from '../support/asker.ts';
import { deskForTests } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { temporaryFolder } from '../support/process.ts';
import { assertWhole } from './support/counted.ts';
import { assertEachLetterLeft, letClaimsRunOut, queued } from './support/letters.ts';
import { onTestDatabase, reap, reapAll, startServer, until } from './support/servers.ts';
import { seeded, shortOrLong, tell } from './support/tell.ts';

const KILLS = shortOrLong(3, 40);
const POSTS = shortOrLong(24, 200);
/** A mail server that takes its time: there is a letter in hand at most moments. */
const LETTER_TAKES = 30;

describe('Fault 1: kill -9 of the server while forms are sent and letters leave', () => {
  const { folder, remove } = temporaryFolder();
  let peer: Peer;
  before(async () => {
    peer = await smtpPeer({
      onData: (_stream, _session, done) => void pause(LETTER_TAKES).then(() => done()),
    });
  });
  after(async () => {
    await reapAll();
    await peer.close();
    remove();
  });

  it('loses no accepted request, leaves none half-written, makes no second of a retry, and repeats at most the letter in hand', async () => {
    const desk = await deskForTests();
    const random = seeded();
    const settings = await onTestDatabase(folder, { SMTP_URL: peer.url });
    let server = await startServer(settings);
    const told = { kills: 0, accepted: 0, unanswered: 0, lost: 0, inHand: 0 };

    for (; told.kills < KILLS; told.kills += 1) {
      const askers = Array.from({ length: POSTS }, () => new Asker(server.base));
      await inLots(askers, (asker, number) => asker.fillIn(told.kills * POSTS + number));
      const answered = new Map<Asker, string>();
      const posting = Promise.allSettled(
        askers.map(async (asker) => {
          const { status, place } = await asker.post();
          if (status === 303) answered.set(asker, place);
        }),
      );
      const enough = Math.floor(random.between(0, POSTS));
      await until(() => answered.size >= enough);
      await pause(random.between(0, 40));
      await reap(server);
      await posting;
      told.accepted += answered.size;
      told.unanswered += POSTS - answered.size;
      told.inHand += await letClaimsRunOut();

      server = await startServer(settings);
      const places = new Set<string>();
      await inLots(askers, async (asker) => {
        const [once, again] = await Promise.all([asker.post(), asker.post()]);
        assert.deepEqual([once.status, again.place], [303, once.place]);
        places.add(once.place);
      });
      assert.equal(places.size, POSTS);
      for (const place of answered.values()) if (!places.has(place)) told.lost += 1;
      assert.equal(told.lost, 0);
    }

    await until(async () => (await queued()) === 0, shortOrLong(60_000, 3_000_000));
    assert.equal(await reap(server, 'SIGTERM'), 0);
    const { submissions, letters } = await assertWhole(desk);
    assert.deepEqual([submissions, letters], [KILLS * POSTS, KILLS * POSTS]);
    const repeated = await assertEachLetterLeft(peer.inbox);
    assert.ok(repeated <= told.inHand, `${repeated} letters repeated, ${told.inHand} were in hand`);
    tell({ seed: random.seed, ...told, submissions, letters: peer.inbox.length, repeated });
  });
});

/** Twenty at a time. */
async function inLots<T>(all: T[], work: (one: T, number: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += 20)
    await Promise.all(all.slice(from, from + 20).map((one, at) => work(one, from + at)));
}

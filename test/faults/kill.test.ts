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
import { assertCalm, noAnswers, sendUntilTaken, worded } from './support/visitors.ts';

const KILLS = shortOrLong(3, 40);
const POSTS = shortOrLong(24, 200);
/** A mail server that takes its time: there is a letter in hand at most moments. */
const LETTER_TAKES = 30;
/** Longer than a slow machine takes for all the forms of a turn. */
const TIME_OUT = shortOrLong(20_000, 120_000);

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

  it('loses no accepted request, leaves none half-written, makes no second one from a retry, and repeats at most the letter being delivered', async () => {
    const desk = await deskForTests();
    const random = seeded();
    const settings = await onTestDatabase(folder, { SMTP_URL: peer.url });
    let server = await startServer(settings);
    const retries = noAnswers();
    const told = { kills: 0, accepted: 0, unanswered: 0, lost: 0, inHand: 0 };

    for (; told.kills < KILLS; told.kills += 1) {
      const askers = Array.from({ length: POSTS }, () => new Asker(server.base));
      await inLots(askers, (asker, number) => asker.fillIn(told.kills * POSTS + number));
      const answered = new Map<Asker, string>();
      let answers = 0;
      const posting = Promise.allSettled(
        askers.map(async (asker) => {
          const { status, place } = await asker.post();
          answers += 1; // a 503 too: so many at once may be asked to come again
          if (status === 303) answered.set(asker, place);
        }),
      );
      const enough = Math.floor(random.between(0, POSTS));
      await until(() => answers >= enough, TIME_OUT);
      await pause(random.between(0, 40));
      await reap(server);
      await posting;
      told.accepted += answered.size;
      told.unanswered += POSTS - answered.size;
      told.inHand += await letClaimsRunOut();

      server = await startServer(settings);
      const places = new Set<string>();
      await inLots(askers, async (asker) => {
        const [once, again] = await Promise.all([1, 2].map(() => sendUntilTaken(asker, retries)));
        assert.equal(again, once);
        places.add(once as string);
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
    assertCalm(retries, 303, TIME_OUT);
    tell({
      seed: random.seed,
      ...told,
      retries: worded(retries),
      submissions,
      letters: peer.inbox.length,
      repeated,
    });
  });
});

/** Twenty at a time. */
async function inLots<T>(all: T[], work: (one: T, number: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += 20)
    await Promise.all(all.slice(from, from + 20).map((one, at) => work(one, from + at)));
}

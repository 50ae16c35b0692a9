import assert from 'node:assert/strict';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Letter } from '../../models/letter.ts';
import { Asker } from '../support/asker.ts';
import { deskForTests } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { freePort, temporaryFolder } from '../support/process.ts';
import { assertWhole } from './support/counted.ts';
import { assertEachLetterLeft, queued } from './support/letters.ts';
import { onTestDatabase, reap, reapAll, startServer, until } from './support/servers.ts';
import { HOUR, live, type Story } from './support/story.ts';
import { need, seeded, shortOrLong, tell } from './support/tell.ts';

const STEP_MINUTES = shortOrLong(180, 5);

const STORIES: Record<string, Story> = {
  'the clock change of spring, 29 March 2026': {
    receivedOn: ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'],
    from: '2026-03-27T00:30:00Z',
    to: '2026-03-31T12:30:00Z',
  },
  'the clock change of autumn, 25 October 2026': {
    receivedOn: ['2026-09-22', '2026-09-23', '2026-09-24', '2026-09-25'],
    from: '2026-10-23T00:30:00Z',
    to: '2026-10-27T12:30:00Z',
  },
  '29 February 2028': {
    receivedOn: ['2028-01-27', '2028-01-28', '2028-01-29', '2028-01-31'],
    from: '2028-02-26T00:30:00Z',
    to: '2028-03-01T12:30:00Z',
  },
};

describe('Fault 4: a clock that jumps', () => {
  for (const [name, story] of Object.entries(STORIES)) {
    it(`${name}: an hour back and a day ahead change no letter: none doubled, none forgotten`, async () => {
      const random = seeded();
      const quiet = await live(story, STEP_MINUTES);
      assert.equal(quiet.left, 0);
      const begin = Date.parse(story.from);
      const from = (hour: number) => begin + random.between(hour, hour + 14) * HOUR;
      const jumps = [
        { at: from(6), by: -HOUR, hours: 6 },
        { at: from(26), by: 24 * HOUR, hours: 6 },
        { at: from(50), by: 24 * HOUR, hours: 6, noMail: true },
        { at: from(76), by: -HOUR, hours: 6 },
      ];
      const jumped = await live(story, STEP_MINUTES, jumps);
      assert.equal(jumped.left, 0);
      assert.deepEqual(
        quiet.sent.filter((letter) => !jumped.sent.includes(letter)),
        [],
        `forgotten, seed ${random.seed}`,
      );
      assert.equal(new Set(jumped.sent).size, jumped.sent.length, `doubled, seed ${random.seed}`);
      tell({
        seed: random.seed,
        'letters without a jump': quiet.sent.length,
        'with four': jumped.sent.length,
      });
    });
  }

  describe('of a process that serves and delivers', () => {
    const { folder, remove } = temporaryFolder();
    const [library = ''] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
    const clock = join(folder, 'clock');
    let peer: Peer;
    let port: number;
    before(async () => {
      port = await freePort();
      peer = await smtpPeer({}, port);
    });
    after(async () => {
      await reapAll();
      await peer.close();
      remove();
    });

    it('goes on delivering within seconds: an hour back, a day ahead, both clock changes, 29 February', async function () {
      need(this, 'libfaketime', library !== '');
      const setTo = (at: string | number) => {
        const ahead = Math.round(
          ((typeof at === 'number' ? Date.now() + at : Date.parse(at)) - Date.now()) / 1000,
        );
        writeFileSync(clock, `${ahead < 0 ? '' : '+'}${ahead}`);
      };
      setTo(0);
      const settings = await onTestDatabase(folder, {
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        TZ: 'Europe/Paris',
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      });
      const desk = await deskForTests();
      const server = await startServer(settings);
      let posts = 0;
      const post = async () => {
        const asker = new Asker(server.base);
        await asker.fillIn(posts);
        assert.equal((await asker.post()).status, 303);
        posts += 1;
      };
      const slowest: number[] = [];
      const allGo = async () => {
        const begun = Date.now();
        await until(async () => (await queued()) === 0, 30_000);
        slowest.push((Date.now() - begun) / 1000);
      };

      setTo(HOUR);
      await peer.close();
      await post();
      await until(async () => (await Letter.count({ where: { lastError: null } })) === 0);
      await post();
      setTo(0);
      peer = await smtpPeer({}, port);
      await allGo(); // written while the clock was an hour ahead, due now

      for (const at of [
        24 * HOUR,
        '2026-10-25T00:59:59Z', // 02:59:59 of summer
        '2026-03-29T00:59:59Z', // 01:59:59 of winter
        '2028-02-29T22:59:59Z', // a second before March
        0,
      ]) {
        setTo(at);
        await post();
        await allGo();
        for (let again = shortOrLong(0, 10); again > 0; again -= 1) await post();
        await allGo();
      }
      assert.equal(await reap(server, 'SIGTERM'), 0);
      const { submissions } = await assertWhole(desk);
      assert.equal(submissions, posts);
      assert.equal(await assertEachLetterLeft(peer.inbox), 0);
      tell({
        posts,
        letters: peer.inbox.length,
        repeated: 0,
        'slowest delivery, s': Math.max(...slowest).toFixed(1),
      });
    });
  });
});

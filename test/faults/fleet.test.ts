import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { QueryTypes, type Sequelize } from 'sequelize';
import { openDatabase } from '../../models/database/connect.ts';
import { countDeadRuns } from '../../models/deadRuns.ts';
import { Asker } from '../support/asker.ts';
import { newPostgresDatabase } from '../support/database.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { freePort, run, temporaryFolder } from '../support/process.ts';
import { reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { need, seeded, shortOrLong, tell } from './support/tell.ts';
import { filledIn, firstDpo } from './support/visitors.ts';
import { assertWholeAt } from './support/whole.ts';

const ROUNDS = shortOrLong(1, 10);
const POSTS = shortOrLong(40, 100);
const NOTES = shortOrLong(10, 20);
/** A mail server that takes its time: there is a letter in hand at most moments. */
const LETTER_TAKES = 150;
/** A process that lives hands its letter over long before. */
const SURELY_DEAD = 3000;

const shared = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

describe('A fleet: two processes with ROLE=web and two with ROLE=jobs on one PostgreSQL, one of each killed under load', () => {
  const { folder, remove } = temporaryFolder();
  const random = seeded();
  let place: { url: string; drop(): Promise<void> } | undefined;
  let database: Sequelize;
  let peer: Peer;
  let inHand = 0;
  let settings: Record<string, string>;
  let web: [Server, Server];
  let jobs: [Server, Server];
  before(async function () {
    place = await newPostgresDatabase(shared).catch(() => undefined);
    need(this as unknown as Mocha.Context, 'a PostgreSQL that answers', place !== undefined);
    const { url } = place as { url: string };
    peer = await smtpPeer({
      onData: async (_stream, _session, done) => {
        inHand += 1;
        await pause(LETTER_TAKES);
        inHand -= 1;
        done();
      },
    });
    settings = {
      DATA_DIR: folder,
      DATABASE_URL: url,
      SECRET_KEY: TEST_SECRET,
      SMTP_URL: peer.url,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
    };
    assert.equal((await run('cli.ts', ['migrate'], settings)).code, 0);
    database = openDatabase(url);
    const beside = Promise.all([start('jobs'), start('jobs')]);
    web = [await start('web'), await start('web')]; // the second's link for the first account stands
    jobs = await beside;
  });
  after(async () => {
    await reapAll();
    await database?.close();
    await place?.drop();
    await peer?.close();
    remove();
  });
  const start = async (ROLE: string) => startServer({ ...settings, ROLE, PORT: String(await freePort()) });
  const rows = <T extends object>(sql: string) => database.query<T>(sql, { type: QueryTypes.SELECT });
  const count = async (sql: string) =>
    Number((await rows<{ count: string }>(`SELECT COUNT(*) ${sql}`))[0]?.count);

  it('loses no write and doubles none, and sends every letter, repeating at most those being delivered', async () => {
    const dpo = await firstDpo(web[1]);
    const told = { kills: 0, accepted: 0, 'sent again elsewhere': 0, notes: 0, 'letters in dead hands': 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const askers = await filledIn(web[0].base, POSTS, round * POSTS);
      const again = await filledIn(web[1].base, 1, 10_000 + round); // one more, for the notes
      await again[0]?.post();
      const [{ reference = '' } = {}] = await rows<{ reference: string }>(
        'SELECT reference FROM subject_requests ORDER BY id DESC LIMIT 1',
      );
      const places = new Set<string>();
      const posting = Promise.all(
        askers.map(async (asker, nth) => {
          await pause(nth * 30);
          const { answer, tries } = await atEither(asker, nth, (at) => at.post());
          assert.equal(answer.status, 303);
          told['sent again elsewhere'] += tries - 1;
          places.add(answer.place);
        }),
      );
      const noting = (async () => {
        for (let nth = 0; nth < NOTES; nth += 1) await leaveNote(dpo, reference, `Note ${round}.${nth}`, nth);
      })();
      const enough = random.between(1, POSTS / 2);
      await until(() => places.size >= enough);
      await until(() => inHand > 0);
      await pause(random.between(0, LETTER_TAKES));
      const [deadWeb, deadJobs] = [Math.round(random.between(0, 1)), Math.round(random.between(0, 1))];
      await Promise.all([reap(web[deadWeb] as Server), reap(jobs[deadJobs] as Server)]);
      told.kills += 2;
      await Promise.all([posting, noting]);
      assert.equal(places.size, POSTS);
      told.accepted += POSTS + 1;
      told.notes += NOTES;
      told['letters in dead hands'] += await letTheDeadGo();
      await until(async () => (await count("FROM letters WHERE state = 'queued'")) === 0, 90_000);
      if (round + 1 < ROUNDS)
        [web[deadWeb], jobs[deadJobs]] = await Promise.all([start('web'), start('jobs')]);
    }

    const alive = [...web, ...jobs].filter(({ child }) => child.signalCode === null);
    const codes = await Promise.all(alive.map((each) => reap(each, 'SIGTERM')));
    assert.deepEqual(codes, [0, 0]);
    const { submissions, letters } = await assertWholeAt(settings);
    assert.deepEqual([submissions, letters], [told.accepted, told.accepted]);
    assert.equal(await count("FROM events WHERE kind = 'noted'"), told.notes);
    assert.equal(await count("FROM letters WHERE state <> 'sent'"), 0);
    const repeated = await repeats();
    assert.ok(repeated <= told['letters in dead hands'], `${repeated} repeated`);
    assert.ok(told['letters in dead hands'] <= told.kills / 2, 'one process has one letter in hand');
    const dead = Object.values(await countDeadRuns(database)).reduce((sum, each) => sum + each, 0);
    assert.equal(dead, 0);
    tell({ seed: random.seed, ...told, 'letters that left': peer.inbox.length, repeated, 'dead runs': dead });
  });

  /** Does it at one process, and where that one is gone at the other, as a proxy would. */
  async function atEither<T>(asker: Asker, nth: number, ask: (asker: Asker) => Promise<T>) {
    for (let tries = 1; ; tries += 1) {
      const { base } = web[(nth + tries) % 2] as Server;
      const there = Object.assign(new Asker(base), { cookies: asker.cookies, fields: asker.fields });
      try {
        return { answer: await ask(there), tries };
      } catch (error) {
        if (tries === 20 || !(error instanceof TypeError)) throw error; // fetch's own: the connection broke
        await pause(100);
      }
    }
  }

  /** Once: the same form again is told that the page is stale, when the answer was lost and the note kept. */
  async function leaveNote(dpo: Asker, reference: string, text: string, nth: number): Promise<void> {
    const path = `/requests/${reference}/events`;
    const { answer: fields } = await atEither(dpo, nth, (at) => at.hidden(path));
    const { answer, tries } = await atEither(dpo, nth, (at) => at.send(path, { ...fields, note: text }));
    const good = answer.status === 303 || (tries > 1 && answer.status === 409);
    assert.ok(good, `a note was answered ${answer.status}`);
  }

  /** The five minutes pass for which a dead process holds its letter. Gives how many were held. */
  async function letTheDeadGo(): Promise<number> {
    const held = "FROM letters WHERE state = 'queued' AND claimed_until IS NOT NULL";
    const ids = (await rows<{ id: number; attempts: number }>(`SELECT id, attempts ${held}`)).map(
      ({ id, attempts }) => `(${id}, ${attempts})`,
    );
    if (ids.length === 0) return 0;
    await pause(SURELY_DEAD);
    const theirs = `id IN (SELECT id ${held} AND (id, attempts) IN (${ids.join(', ')}))`;
    const freed = await rows(`UPDATE letters SET claimed_until = NULL WHERE ${theirs} RETURNING id`);
    return freed.length;
  }

  /** Every message is a letter of the desk. Gives how many are there a second time, with the same Message-ID. */
  async function repeats(): Promise<number> {
    const sent = await rows<{ id: string }>('SELECT message_id AS id FROM letters');
    const left = new Set(peer.inbox.map(({ headers }) => /<([^@]+)@/.exec(headers['message-id'] ?? '')?.[1]));
    assert.deepEqual(left, new Set(sent.map(({ id }) => id)));
    return peer.inbox.length - left.size;
  }
});

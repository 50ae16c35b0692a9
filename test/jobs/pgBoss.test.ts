import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { startPgBoss } from '../../jobs/pgBoss.ts';
import { JOBS, type Job, type JobDesk } from '../../jobs/timetable.ts';
import { countDeadRuns } from '../../models/deadRuns.ts';
import { saveAnswers } from '../../models/draft/drafts.ts';
import { Draft } from '../../models/draft.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { meetingDeadlock } from '../support/deadlock.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { stoppedWithLetterInHand } from '../support/letterInHand.ts';
import { mailerTo, smtpPeer } from '../support/mail.ts';
import { receive } from '../support/requests.ts';

const DELIVERY = JOBS.filter(({ name }) => name === 'deliverLetters');

describe('The timetable on PostgreSQL', function () {
  this.timeout(60_000);
  let desk: TestDesk;
  let url: string;
  let logged: { level: 'info' | 'warn' | 'error'; line: object }[];
  let running: { stop(): Promise<void> }[];
  const log = Object.fromEntries(
    (['info', 'warn', 'error'] as const).map((level) => [
      level,
      (line: object) => void logged.push({ level, line }),
    ]),
  ) as Parameters<typeof startPgBoss>[1];

  beforeEach(async function () {
    if (!process.env.TEST_DATABASE_URL) this.skip(); // on sqlite croner keeps it in the process
    url = await testDatabaseUrl();
    desk = await deskForTests();
    for (const table of ['schedule', 'job', 'queue'])
      await desk.database.query(`DELETE FROM pgboss.${table}`);
    [logged, running] = [[], []];
  });
  afterEach(() => Promise.all((running ?? []).map((each) => each.stop())));

  const start = async (jobs: readonly Job[], place: JobDesk = desk) => {
    running.push(await startPgBoss(place, log, { url, jobs }));
  };
  const job = (name: string, when: string, run: () => Promise<Record<string, number>>): Job => ({
    name,
    when,
    does: '',
    run,
    foresee: async () => ({ letters: [] }),
  });
  const rows = <T extends object>(sql: string) => desk.database.query<T>(sql, { type: QueryTypes.SELECT });

  it('hands letters over within seconds of their order, each once, by however many processes', async () => {
    const peer = await smtpPeer();
    const place = { ...desk, mailer: mailerTo(peer.url) };
    await start(DELIVERY, place);
    await start(DELIVERY, place);
    for (let letters = 0; letters < 2; letters += 1) {
      await receive(desk, desk.organisation);
      const ordered = Date.now();
      await until(() => peer.inbox.length > letters);
      assert.ok(Date.now() - ordered < 8000, `after ${Date.now() - ordered} ms`);
    }
    await later(1000);
    await peer.close();
    assert.equal(peer.inbox.length, 2);
  });

  it('lets one run wait at most, and keeps nothing about the people whom a run was about', async () => {
    let runs = 0;
    const often = job('often', '*/1 * * * * *', async () => {
      runs += 1;
      return { about: 1 };
    });
    await start([often]);
    await start([often]);
    await until(() => runs >= 4);
    const waiting = await rows<{ count: string }>(
      "SELECT COUNT(*) AS count FROM pgboss.job WHERE name = 'often' AND state = 'created'",
    );
    assert.ok(Number(waiting[0]?.count) <= 1);
    const kept = await rows("SELECT DISTINCT data, output FROM pgboss.job WHERE name = 'often'");
    assert.deepEqual(kept, [{ data: null, output: null }]);
  });

  it('runs a job of minutes at the start, and never beside itself in another process', async () => {
    let [inHand, most, runs] = [0, 0, 0];
    const slow = job('slow', '0 * * * * *', async () => {
      runs += 1;
      inHand += 1;
      most = Math.max(most, inHand);
      await later(1500);
      inHand -= 1;
      return {};
    });
    await Promise.all([start([slow]), start([slow])]);
    await until(() => runs > 0 && inHand === 0);
    assert.equal(most, 1);
    const [schedule] = await rows("SELECT cron FROM pgboss.schedule WHERE name = 'slow'");
    assert.deepEqual(schedule, { cron: '* * * * *' });
  });

  it('takes the backup of a day for hung after a day, and any other run after an hour', async () => {
    await start(JOBS.filter(({ name }) => ['backUp', 'forgetDrafts'].includes(name)));
    const limits = await rows<{ name: string; seconds: number }>(
      "SELECT name, expire_seconds AS seconds FROM pgboss.queue WHERE name IN ('backUp', 'forgetDrafts') ORDER BY name",
    );
    assert.deepEqual(limits, [
      { name: 'backUp', seconds: 86_400 },
      { name: 'forgetDrafts', seconds: 3600 },
    ]);
  });

  it('logs a fault without the values of a query, tries again, and counts what failed every time among the dead runs', async () => {
    let runs = 0;
    const faulty = job('faulty', '0 * * * * *', async () => {
      runs += 1;
      throw Object.assign(new Error('ada@example.org is not unique'), { name: 'SequelizeDatabaseError' });
    });
    await start([faulty]);
    await until(() => runs === 1);
    assert.deepEqual(await countDeadRuns(desk.database), { faulty: 0 });
    const tries = "SELECT retry_limit FROM pgboss.job WHERE name = 'faulty' AND state = 'retry'";
    await until(async () => (await rows(tries)).length === 1);
    const last =
      "UPDATE pgboss.job SET retry_count = retry_limit - 1, start_after = now() WHERE name = 'faulty'";
    await desk.database.query(last);
    await until(async () => (await countDeadRuns(desk.database)).faulty === 1);
    assert.equal(runs, 2);
    const text = JSON.stringify([logged, await rows('SELECT data, output FROM pgboss.job')]);
    assert.doesNotMatch(text, /ada@/);
    assert.match(text, /"level":"error","line":\{"job":"faulty","run":"/);
  });

  it('does at its next try what the database undid of a run that met a deadlock', async () => {
    const person = {
      organisationId: desk.organisation.id,
      actor: 'person' as const,
      role: 'person' as const,
    };
    await saveAnswers(desk, person, '', {});
    desk.clock.advance({ days: 2 });
    const locks = {
      first: 'LOCK TABLE draft_files IN SHARE MODE',
      second: 'SELECT 1 FROM drafts FOR UPDATE',
    };
    const isLogged = () => logged.some(({ line }) => JSON.stringify(line).includes('"code":"40P01"'));
    await meetingDeadlock(url, locks, async () => {
      await start(JOBS.filter(({ name }) => name === 'forgetDrafts'));
      await until(isLogged);
    });
    await until(async () => (await Draft.count()) === 0);
    assert.deepEqual(await countDeadRuns(desk.database), { forgetDrafts: 0 });
  });

  it('waits at shutdown for the letter being delivered, and begins no other', async () => {
    const ended = await stoppedWithLetterInHand(desk, (place) =>
      startPgBoss(place, log, { url, jobs: DELIVERY }),
    );
    assert.deepEqual(ended, { states: ['sent', 'queued'], taken: 1 });
    const left = await rows("SELECT state FROM pgboss.job WHERE name = 'deliverLetters' ORDER BY state");
    assert.deepEqual(
      left,
      [{ state: 'created' }, { state: 'completed' }],
      'the next process finds its successor',
    );
  });
});

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isSo()); await later(50))
    if (Date.now() > end) throw new Error(`It did not become so: ${isSo}`);
}

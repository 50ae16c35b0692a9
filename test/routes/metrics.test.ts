import assert from 'node:assert/strict';
import supertest from 'supertest';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { URGENCIES, type Urgency, urgencyOf } from '../../domain/deadlines/urgency.ts';
import { noteBackup } from '../../models/lastBackup.ts';
import { noteDrill } from '../../models/lastDrill.ts';
import { Letter } from '../../models/letter.ts';
import { countBands } from '../../models/subjectRequest/bands.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { createMetrics } from '../../process/metrics.ts';
import { appForTests, type TestApp } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { receive, received } from '../support/requests.ts';

const TOKEN = 'a token for metrics';

describe('/metrics', () => {
  let desk: TestDesk;
  let app: TestApp;
  let metrics: ReturnType<typeof createMetrics>;
  beforeEach(async () => {
    desk = await deskForTests();
    metrics = createMetrics(desk, TOKEN);
    app = appForTests(desk, { metrics });
  });
  const read = async () =>
    (await supertest(app).get('/metrics').set('Authorization', `Bearer ${TOKEN}`).expect(200)).text;

  it('is no page where no token is set', async () => {
    const { status } = await supertest(appForTests(desk)).get('/metrics').set('Authorization', 'Bearer ');
    assert.equal(status, 404);
  });

  for (const shown of [
    undefined,
    'Bearer',
    'Bearer wrong',
    TOKEN,
    `Bearer ${TOKEN} `.repeat(2),
    `Basic ${TOKEN}`,
  ]) {
    it(`tells nothing to who shows ${shown ?? 'no token'}`, async () => {
      const asking = supertest(app).get('/metrics');
      if (shown) asking.set('Authorization', shown);
      const { status, headers, text } = await asking;
      assert.deepEqual([status, headers['www-authenticate'], text], [401, 'Bearer', '401\n']);
    });
  }

  it('counts requests by urgency and letters by state, and tells how the process is', async () => {
    await receive(desk, desk.organisation);
    await received(desk, desk.organisation);
    const text = await read();
    assert.match(text, /^rightsdesk_requests\{urgency="inTime"\} 2$/m);
    assert.match(text, /^rightsdesk_requests\{urgency="late"\} 0$/m);
    assert.match(text, /^rightsdesk_letters\{state="queued"\} [23]$/m);
    assert.match(text, /^rightsdesk_letters\{state="failed"\} 0$/m);
    assert.match(text, /^nodejs_eventloop_lag_p99_seconds \S+$/m);
  });

  it('counts the letters of every state', async () => {
    for (const [nth, state] of (['queued', 'failed', 'cancelled', 'sent', 'sent'] as const).entries()) {
      await receive(desk, desk.organisation);
      await Letter.update({ state }, { where: { id: nth + 1 } });
    }
    const counts = [...(await read()).matchAll(/^rightsdesk_letters\{state="(\w+)"\} (\d+)$/gm)];
    assert.deepEqual(Object.fromEntries(counts.map(([, state, count]) => [state, Number(count)])), {
      queued: 1,
      sent: 2,
      failed: 1,
      cancelled: 1,
      returned: 0,
    });
  });

  it('does not count anew for who asks often, and lets nobody keep the figures', async () => {
    await receive(desk, desk.organisation);
    await read();
    await receive(desk, desk.organisation);
    assert.match(await read(), /^rightsdesk_requests\{urgency="inTime"\} 1$/m);
    const { headers } = await supertest(app).get('/metrics').set('Authorization', `Bearer ${TOKEN}`);
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('tells when the last backup was made and how large it is, and nothing before the first', async () => {
    assert.doesNotMatch(await read(), /^rightsdesk_last_backup_\w+ /m);
    await noteBackup(desk.database, { madeAt: new Date('2026-03-02T02:00:20Z'), bytes: 5_000_000_000 });
    const later = appForTests(desk, { metrics: createMetrics(desk, TOKEN) });
    const { text } = await supertest(later).get('/metrics').set('Authorization', `Bearer ${TOKEN}`);
    assert.match(text, /^rightsdesk_last_backup_timestamp_seconds 1772416820$/m);
    assert.match(text, /^rightsdesk_last_backup_bytes 5000000000$/m);
  });

  it('tells when a backup was last restored as a drill, and nothing before the first', async () => {
    assert.doesNotMatch(await read(), /^rightsdesk_last_drill_\w+ /m);
    await noteDrill(desk.database, new Date('2026-03-02T02:00:20Z'));
    metrics = createMetrics(desk, TOKEN);
    app = appForTests(desk, { metrics });
    assert.match(await read(), /^rightsdesk_last_drill_timestamp_seconds 1772416820$/m);
  });

  it('tells its release, what room is left on the disks it is given, and no disk that is away', async () => {
    const folders = { data: import.meta.dirname, backups: '/proc/none/such' };
    const { text } = await createMetrics(desk, TOKEN, folders).read();
    assert.match(text, /^rightsdesk_build_info\{version="\d+\.\d+\.\d+",node="v\d+\.\d+\.\d+"\} 1$/m);
    const [, free] = /^rightsdesk_disk_free_bytes\{folder="data"\} (\d+)$/m.exec(text) ?? [];
    assert.ok(Number(free) > 1_000_000, free);
  });

  it('counts what pages and jobs met of a full disk or a damaged database, each kind from the start', async () => {
    const met = (code: string) => Object.assign(new Error('said the driver'), { code });
    assert.match(await read(), /^rightsdesk_database_faults_total\{kind="full"\} 0$/m);
    metrics.met(met('SQLITE_FULL'));
    metrics.met(met('22001'));
    metrics.jobRan({
      job: 'forgetDrafts',
      outcome: 'fault',
      seconds: 1,
      faults: [met('53100'), met('57014')],
    });
    const text = await read();
    for (const [kind, count] of [
      ['full', 2],
      ['damaged', 0],
      ['readOnly', 0],
      ['unavailable', 1],
    ])
      assert.match(text, new RegExp(`^rightsdesk_database_faults_total\\{kind="${kind}"\\} ${count}$`, 'm'));
    assert.match(text, /^rightsdesk_database_damaged 0$/m);
  });

  it('counts what a page met', async () => {
    const full = Object.assign(new Error('said the driver'), { code: 'SQLITE_FULL' });
    const read = () => Promise.reject(full);
    const page = appForTests(desk, { metrics: { ...metrics, read } });
    const { status } = await supertest(page).get('/metrics').set('Authorization', `Bearer ${TOKEN}`);
    assert.equal(status, 503);
    assert.match((await metrics.read()).text, /^rightsdesk_database_faults_total\{kind="full"\} 1$/m);
  });

  it('asks again after a fault of the database', async () => {
    const rename = (from: string, to: string) => desk.database.query(`ALTER TABLE ${from} RENAME TO ${to}`);
    await rename('letters', 'letters_away');
    const { status } = await supertest(app).get('/metrics').set('Authorization', `Bearer ${TOKEN}`);
    await rename('letters_away', 'letters');
    assert.equal(status, 500);
    assert.match(await read(), /^rightsdesk_letters\{state="queued"\} 0$/m);
  });

  it('times answers by the pattern of their route, without person, reference or token', async () => {
    const [request] = (await receive(desk, desk.organisation)).requests;
    for (const path of [
      `/requests/${request?.reference}`,
      '/status/abcdefghijklmnopqrstuvwxyz012345',
      '/o/example/status/abcdefghijklmnopqrstuvwxyz012345',
      '/nowhere/ada@example.org',
    ])
      await supertest(app).get(path);
    const text = await read();
    const routes = [...text.matchAll(/_count\{method="GET",route="([^"]*)"/g)].map(([, route]) => route);
    assert.deepEqual(routes.sort(), [
      '/o/:organisation/status/:token',
      '/requests/:reference',
      '/status/:token',
      'none',
    ]);
    assert.match(text, /_count\{method="GET",route="none",status="404"\} 1$/m);
    for (const secret of [TOKEN, 'abcdefgh', 'ada@', String(request?.reference)])
      assert.ok(!text.includes(secret), secret);
  });

  it('times the runs of jobs by how they ended', async () => {
    metrics.jobRan({ job: 'deliverLetters', outcome: 'fault', seconds: 0.1, faults: [] });
    const line = /^rightsdesk_job_duration_seconds_count\{job="deliverLetters",outcome="fault"\} 1$/m;
    assert.match(await read(), line);
  });

  it('puts every request into the band that its page shows', async () => {
    const now = desk.clock();
    const { zone } = desk.organisation;
    const tomorrow = startOfDay(addDays(localDate(now, zone), 1), zone);
    const at = (from: Date, ms: number) => new Date(from.getTime() + ms);
    const moments = [null, at(now, -1), now, at(now, 1), tomorrow, at(tomorrow, 1), at(now, 1e9)];
    const expected = Object.fromEntries(URGENCIES.map((band) => [band, 0])) as Record<Urgency, number>;
    for (const status of ['unverified', 'open', 'waiting', 'closed'] as const)
      for (const nextLateAt of moments)
        for (const warnAt of [null, now, at(now, 1)]) {
          const [request] = (await receive(desk, desk.organisation)).requests;
          await SubjectRequest.update({ status, nextLateAt, warnAt }, { where: { id: request?.id } });
          const standing = status === 'unverified' ? 'open' : status;
          expected[urgencyOf({ nextLateAt, warnAt }, standing, now, tomorrow)] += 1;
        }
    const [closed] = (await receive(desk, desk.organisation)).requests;
    await SubjectRequest.update({ status: 'closed' }, { where: { id: closed?.id } });
    expected.done += 1;
    assert.deepEqual(await countBands(desk, now), expected);
  });
});

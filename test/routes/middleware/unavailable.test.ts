import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import sqlite from 'sqlite3';
import { Attachment } from '../../../models/attachment.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { testDatabaseUrl } from '../../support/database.ts';
import { meetingDeadlock } from '../../support/deadlock.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { ask, fillIn } from '../../support/publicForm.ts';
import { visited } from '../../support/visited.ts';

type Held = { release: () => Promise<void> };

const during = <T>({ release }: Held, work: () => Promise<T>): Promise<T> => work().finally(release);

describe('While the database cannot write', function () {
  this.timeout(30_000);
  let url: string;
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    url = await testDatabaseUrl(); // which empties it
    ({ desk, app, visitor } = await visited());
  });

  it('a form is answered with 503, a calm page and what was written, and is taken as soon as it can', async () => {
    await fillIn(visitor);
    const form = await visitor.hiddenFields('/ask/about');
    const send = () =>
      visitor
        .post('/ask/about')
        .type('form')
        .send({ ...form, about: 'Two words.' });
    const refused = await during(await holdWrites(url), async () => send().set('Accept-Language', 'fr'));
    assert.deepEqual([refused.status, refused.headers['retry-after']], [503, '60']);
    assert.match(refused.text, /lang="fr"[\s\S]*momentanément indisponible[\s\S]*rechargez cette page/);
    assert.match(refused.text, /<p class="as-typed">Two words\.</);
    assert.equal((await send()).status, 303);
  });

  it('pages are read as ever, also when the log-in would be moved on', async () => {
    const dpo = await signedIn(app, 'dpo');
    const { request } = await ask(visitor);
    desk.clock.advance({ minutes: 6 });
    const begun = performance.now();
    const statuses = await during(await holdWrites(url), async () => {
      const queue = await dpo.get('/requests');
      return [queue.status, (await dpo.get(`/requests/${request.reference}`)).status];
    });
    const took = performance.now() - begun;
    assert.deepEqual(statuses, [200, 200]);
    assert.ok(took < 4000, `${took} ms`);
  });
});

describe('When two writes wait for each other', function () {
  this.timeout(30_000);

  it('the form that the database undoes for it is answered with 503, and is taken when it is sent again', async function () {
    const url = await testDatabaseUrl();
    const desk = await deskForTests();
    if (desk.database.getDialect() !== 'postgres') this.skip(); // on sqlite one writes at a time
    const codes: string[] = [];
    const log = pino({}, { write: (line: string) => void codes.push(JSON.parse(line).fault?.code) });
    const app = appForTests(desk, { log });
    const dpo = await signedIn(app, 'dpo');
    const { request } = await ask(browser(app));
    const path = `/requests/${request.reference}`;
    const form = { ...(await dpo.hiddenFields(path, `${path}/events`)), note: 'Two words.' };
    const send = async () => dpo.post(`${path}/events`).type('form').send(form);
    const locks = {
      first: 'LOCK TABLE events IN SHARE MODE',
      second: 'SELECT 1 FROM subject_requests FOR UPDATE',
    };
    const refused = await meetingDeadlock(url, locks, send);
    assert.deepEqual([refused.status, refused.headers['retry-after']], [503, '60']);
    assert.match(refused.text, /<p class="as-typed">Two words\.</);
    assert.ok(codes.includes('40P01'), `${codes}`);
    const notes = () => Attachment.count({ where: { purpose: 'note-text' } });
    assert.equal(await notes(), 0);
    assert.deepEqual([(await send()).status, await notes()], [303, 1]);
  });
});

describe('While the database reads nothing', function () {
  this.timeout(30_000);
  let url: string;
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async function () {
    url = await testDatabaseUrl(); // which empties it
    desk = await deskForTests();
    if (desk.database.getDialect() !== 'postgres') this.skip(); // sqlite reads what it has, whoever writes
    app = appForTests(desk);
  });

  it('staff are told so in their language, are shown what they wrote, and are not logged out', async () => {
    const dpo = await signedIn(app, 'dpo');
    const { request } = await ask(browser(app));
    const path = `/requests/${request.reference}/refusal`;
    const page = async () => dpo.get('/requests?lang=fr');
    const form = async () => dpo.post(path).field('reason', 'Two words.').attach('f', Buffer.from('x'), 'f');
    const held = await holdPostgres(url, 'LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
    const [read, sent] = await during(held, () => Promise.all([page(), form()]));
    assert.deepEqual([read.status, sent.status], [503, 503]);
    assert.match(read.text, /lang="fr"/);
    assert.match(sent.text, /<p class="as-typed">Two words\.</);
    assert.equal((await dpo.get('/requests')).status, 200);
  });

  it('its pool throws dead connections away by itself', async () => {
    const visitor = browser(app);
    await Promise.all(Array.from({ length: 10 }, async () => visitor.get('/')));
    await endOtherConnections(url);
    const statuses = [];
    for (let turn = 0; turn < 12; turn += 1) statuses.push((await visitor.get('/')).status);
    assert.deepEqual([...new Set(statuses)], [200]);
  });
});

const holdWrites = (url: string): Promise<Held> =>
  /^postgres/.test(url) ? holdPostgres(url, 'LOCK TABLE drafts, sessions IN SHARE MODE') : holdSqlite(url);

async function holdPostgres(connectionString: string, statement: string): Promise<Held> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  return { release: () => client.end() };
}

// Ends each connection but its own, and waits until the server has none of them and this process has read that they are gone.
async function endOtherConnections(connectionString: string): Promise<void> {
  const others = 'FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`SELECT pg_terminate_backend(pid) ${others}`);
  while ((await client.query(`SELECT 1 ${others} AND backend_type = 'client backend'`)).rowCount)
    await setTimeout(20);
  await client.end();
  await setTimeout(200);
}

function holdSqlite(path: string): Promise<Held> {
  return new Promise((resolve, reject) => {
    const file = new sqlite.Database(path);
    const release = () => new Promise<void>((done) => file.close(() => done()));
    file.run('BEGIN IMMEDIATE', (error) => (error ? reject(error) : resolve({ release })));
  });
}

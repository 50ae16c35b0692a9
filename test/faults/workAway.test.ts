import assert from 'node:assert/strict';
import sqlite from 'sqlite3';
import { Event } from '../../models/event.ts';
import { Letter } from '../../models/letter.ts';
import { appForTests, type Browser } from '../support/app.ts';
import { closeTestDatabase, testDatabaseUrl } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { workPages } from '../support/workPages.ts';
import { type Cluster, hasPostgres, ownCluster } from './support/cluster.ts';
import { need, tell } from './support/tell.ts';

/** Milliseconds: a statement's limit, and a busy machine's delay. */
const LONGEST = 20_000;

const WRITTEN = { outcome: 'done', code: '123456', version: '1', provider: 'Bank', email: 'b@example.org' };

describe('Fault 17: the database goes while work is handed out and answered', () => {
  const before = process.env.TEST_DATABASE_URL;
  let cluster: Cluster | undefined;
  let desk: TestDesk;
  afterEach(async () => {
    await closeTestDatabase();
    delete process.env.TEST_DATABASE_URL;
    if (before !== undefined) process.env.TEST_DATABASE_URL = before;
    cluster?.remove();
    cluster = undefined;
  });

  it('PostgreSQL is stopped: each page and form of that work is answered with 503 in words, nothing is written, and all is there again', async function () {
    need(this, 'PostgreSQL’s server', hasPostgres);
    await closeTestDatabase();
    const made = await ownCluster();
    cluster = made;
    process.env.TEST_DATABASE_URL = made.url;
    await away(
      () => made.stop('fast'),
      () => made.start(),
      [503],
    );
  });

  it('sqlite’s file is locked by another program: pages are read, forms are answered with 503 in words, and taken afterwards', async function () {
    if (before !== undefined) this.skip();
    const holder = { file: undefined as sqlite.Database | undefined };
    await away(
      () =>
        new Promise<void>((resolve, reject) => {
          holder.file = new sqlite.Database(url);
          holder.file.run('BEGIN IMMEDIATE', (error) => (error ? reject(error) : resolve()));
        }),
      () => new Promise<void>((done) => holder.file?.close(() => done())),
      [200, 303, 503],
    );
  });

  let url = '';

  async function away(
    goes: () => void | Promise<void>,
    comes: () => void | Promise<void>,
    pagesMay: readonly number[],
  ): Promise<void> {
    url = await testDatabaseUrl();
    desk = await deskForTests();
    const { pages, forms } = await workPages(desk, appForTests(desk));
    const all = pages.flatMap(({ who, paths }) => paths.map((path) => ({ who, path })));
    all.push(
      ...['/systems', '/systems/new', '/systems/import', '/systems/export'].map((path) => ({
        who: dpoIn(pages),
        path,
      })),
    );
    const there: { who: Browser; path: string; status: number }[] = [];
    for (const { who, path } of all) there.push({ who, path, status: (await who.get(path)).status });
    const hidden: Awaited<ReturnType<Browser['hiddenFields']>>[] = [];
    for (const { who, path } of forms) hidden.push(await who.hiddenFields(path));
    const written = await counts();
    await goes();
    const wrong: string[] = [];
    let longest = 0;
    const note = (
      what: string,
      { status, text }: { status: number; text?: string },
      since: number,
      may: readonly number[],
    ) => {
      longest = Math.max(longest, Math.round(performance.now() - since));
      if (!may.includes(status)) wrong.push(`${what} ${status}`);
      else if (
        status === 503 &&
        !/The service (is not available|can only be read) right now/.test(text ?? '')
      )
        wrong.push(`${what} without words: ${text?.slice(0, 200)}`);
    };
    for (const { who, path, status } of there) {
      const since = performance.now();
      note(`GET ${path}`, await who.get(path), since, status < 400 ? pagesMay : [...pagesMay, status]);
    }
    await Promise.all(
      forms.map(async ({ who, action }, nth) => {
        const since = performance.now();
        const fields = { ...hidden[nth], ...WRITTEN };
        const answer = await who.post(action).type('form').send(fields);
        note(`POST ${action}`, answer, since, [503, 403, 404, 409, 410, 422]);
      }),
    );
    await comes();
    assert.deepEqual(wrong, []);
    assert.ok(longest < LONGEST, `${longest} ms`);
    for (let tries = 0; tries < 50; tries += 1) {
      if (await counts().catch(() => undefined)) break;
      await new Promise((done) => setTimeout(done, 200));
    }
    assert.deepEqual(await counts(), written);
    const after = [];
    for (const { who, path } of there) after.push({ path, status: (await who.get(path)).status });
    assert.deepEqual(
      after,
      there.map(({ path, status }) => ({ path, status })),
    );
    tell({ pages: there.length, forms: forms.length, 'longest answer, ms': longest });
  }

  const counts = async () => ({ events: await Event.count(), letters: await Letter.count() });
});

const dpoIn = (pages: { who: Browser }[]): Browser => (pages[0] as { who: Browser }).who;

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { readSettings } from '../../config.ts';
import { SettingsChange } from '../../models/settingsChange.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { keepRehearsals } from '../../process/rehearsals.ts';
import { appForTests, type Browser, browser, PASSWORD, signedIn, userWith } from '../support/app.ts';
import { childrenOf } from '../support/children.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { temporaryFolder } from '../support/process.ts';

// One rehearsal from its beginning to its end, in its own process: each test goes on from the one before.

describe('A rehearsal beside the desk', function () {
  this.timeout(120_000);
  const { folder, remove } = temporaryFolder();
  const log = pino({ level: 'silent' });
  let desk: TestDesk;
  let peer: Peer;
  let rehearsals: ReturnType<typeof keepRehearsals>;
  let agent: Browser;
  let own: string;

  /** The desk's process as it is after a start: its keeper and its app. */
  const startDesk = () => {
    const settings = readSettings({
      ...{ DATA_DIR: folder, BASE_URL: desk.baseUrl, SMTP_URL: peer.url, LOG_LEVEL: 'silent' },
      MAIL_FROM: 'Rightsdesk <desk@example.org>',
    });
    rehearsals = keepRehearsals(settings, desk, log);
    return appForTests(desk, { rehearsals });
  };

  before(async () => {
    desk = await deskForTests();
    peer = await smtpPeer();
    const user = await userWith(desk, 'dpo', { email: 'trainee@example.org' });
    own = join(folder, 'rehearsals', String(user.id));
    agent = await signedIn(startDesk(), 'dpo', { email: 'trainee@example.org' });
  });
  after(async () => {
    await rehearsals.stop();
    await peer.close();
    remove();
  });

  const press = (name: string) =>
    agent.submit('/settings/rehearsal', {}, { action: `/settings/rehearsal/${name}` });
  /** Follows the way in, as a browser does. */
  const see = (path: string) => agent.get(path).redirects(5);
  const until = async (path: string, gone: RegExp) => {
    for (;;) {
      const { text } = await see(path);
      if (!gone.test(text)) return text;
      await pause(200);
    }
  };

  it('is begun with the desk’s settings and filled with invented requests, in files of its own user’s alone', async () => {
    const begun = await agent.submit('/settings/rehearsal', {
      role: 'dpo',
      policy: 'scalingo-privacy@2015',
      mails: 'on',
    });
    assert.equal(begun.status, 303);
    assert.match(await until('/settings/rehearsal', /being filled/), /Your rehearsal is ready/);
    assert.deepEqual(
      readdirSync(own).filter((name) => (statSync(join(own, name)).mode & 0o077) !== 0),
      [],
    );
    assert.equal((await press('entry')).headers.location, '/rehearsal/entry');
    const { text } = await see('/requests?view=all');
    assert.match(text, /<title>Rehearsal · .*Rehearsal: Example Hosting<\/title>/);
    assert.ok((text.match(/href="\/requests\/R-/g) ?? []).length >= 10, text);
    assert.match((await see('/settings/policies')).text, /2015/);
    assert.equal(await SubjectRequest.count(), 0); // of the real desk
  });

  it('refuses a form of the real desk, and the real desk one of the rehearsal: nothing is written twice', async () => {
    const inner = await agent.hiddenFields('/settings/organisation');
    const again = { name: 'Renamed', slug: 'renamed', version: '1' };
    await press('leave');
    const real = await agent.hiddenFields('/settings/organisation');
    const send = (fields: object) =>
      agent
        .post('/settings/organisation')
        .type('form')
        .send({ ...fields, ...again });
    assert.equal((await send(inner)).status, 403);
    await press('entry');
    await see('/rehearsal/entry');
    assert.equal((await send(real)).status, 403);
    assert.match((await see('/settings/organisation')).text, /value="Rehearsal: Example Hosting"/);
  });

  it('lets its user play the person who asks, by the public form', async () => {
    const { status, text } = await see('/');
    assert.equal(status, 200);
    assert.match(text, /Rehearsal: Example Hosting/);
    assert.match((await see('/ask')).text, /<strong>Rehearsal<\/strong>/);
  });

  it('writes the reminders of the days that are played, and sends them to its user alone', async () => {
    peer.inbox.splice(0);
    await agent.submit('/rehearsal', { days: '2' }, { action: '/rehearsal/play' });
    const text = await until('/rehearsal', /is being played/);
    assert.match(text, /\[Rehearsal\] \d+ deadlines? missed/);
    await pause(0);
    const recipients = new Set(peer.inbox.flatMap(({ to }) => to));
    assert.deepEqual([...recipients], ['trainee@example.org']);
    assert.ok(peer.inbox.every(({ headers }) => /^\[(Rehearsal|Exercice)\] /.test(headers.subject ?? '')));
    assert.match(peer.inbox[0]?.text ?? '', /This mail would have gone to/);
  });

  it('is there again as it was after its process was killed, and its clock has not gone back', async () => {
    const before = await clockOf();
    for (const pid of childrenOf(process.pid).filter(isRehearsal)) process.kill(Number(pid), 'SIGKILL');
    const pages = [await see('/rehearsal'), await see('/rehearsal')]; // the first may find nobody there
    assert.equal(pages[1]?.status, 200);
    if (!/In the rehearsal it is/.test(pages[1]?.text ?? '')) await press('entry');
    assert.ok((await clockOf()) >= before);
  });

  it('is there again after a restart of the desk', async () => {
    await rehearsals.stop();
    const app = startDesk();
    agent = browser(app);
    const email = 'trainee@example.org';
    await agent.submit('/sessions/new', { email, password: PASSWORD }, { action: '/sessions' });
    assert.match((await agent.get('/settings/rehearsal')).text, /Your rehearsal is ready/);
    await press('entry');
    assert.match((await see('/today')).text, /<strong>Rehearsal<\/strong>/);
  });

  it('is left and ended by its user; its files are gone and the real log has it', async () => {
    await press('leave');
    assert.doesNotMatch((await agent.get('/today')).text, /<strong>Rehearsal<\/strong>/);
    await press('end');
    assert.equal(existsSync(own), false);
    const { text } = await agent.get('/settings/rehearsal');
    assert.match(text, /ended the rehearsal\. Its clock had been played to/);
    const notes = await SettingsChange.findAll({ where: { kind: 'rehearsal' }, order: ['id'] });
    assert.deepEqual(
      notes.map(({ is }) => JSON.parse(is).state),
      ['begun', 'ended'],
    );
  });

  it('is noted as ended by its user where its files were removed from the disk', async () => {
    await agent.submit('/settings/rehearsal', { role: 'reader', policy: '' });
    rmSync(own, { recursive: true });
    assert.match(
      (await agent.get('/settings/rehearsal')).text,
      /The files of your rehearsal are not on this/,
    );
    await press('end');
    assert.match((await agent.get('/settings/rehearsal')).text, /whose files were gone/);
  });

  it('is removed and noted where nobody used it for a month', async () => {
    await agent.submit('/settings/rehearsal', { role: 'handler', policy: '' });
    await until('/settings/rehearsal', /being filled/);
    await rehearsals.stop();
    startDesk();
    await rehearsals.tidy();
    assert.equal(existsSync(own), true);
    desk.clock.set(new Date(Date.now() + 31 * 86_400_000).toISOString());
    await rehearsals.tidy();
    assert.equal(existsSync(own), false);
    const { is, actor } = (await SettingsChange.findOne({
      where: { kind: 'rehearsal' },
      order: [['id', 'DESC']],
      rejectOnEmpty: true,
    })) as SettingsChange;
    assert.deepEqual([actor, JSON.parse(is).state], ['system', 'ended']);
  });

  const isRehearsal = (pid: string) =>
    existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('rehearsal/child.ts');

  /** The moment that its pages show. */
  async function clockOf(): Promise<Date> {
    const { text } = await see('/rehearsal');
    const [, day = '', time = ''] = /In the rehearsal it is \w+ (\d+ \w+ \d+), (\d\d:\d\d)/.exec(text) ?? [];
    return new Date(`${day} ${time} UTC`);
  }
});

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine } from '../../doctor/examine.ts';
import { createKeyring } from '../../models/crypto/keyring.ts';
import { openDatabase } from '../../models/database/connect.ts';
import { note } from '../../models/database/damage.ts';
import { noteBackup } from '../../models/lastBackup.ts';
import { Letter } from '../../models/letter.ts';
import { Organisation } from '../../models/organisation.ts';
import { OTHER_DISK } from '../support/database.ts';
import { anotherOrganisation, type TestDesk } from '../support/desk.ts';
import { type Examination, examination, told } from '../support/examination.ts';
import { laidBackup } from '../support/laidBackup.ts';
import { smtpPeer } from '../support/mail.ts';
import { receive } from '../support/requests.ts';

const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

describe('What the doctor finds', function () {
  this.timeout(20_000);
  let desk: TestDesk;
  let environment: Record<string, string>;
  let of: Examination['of'];
  let here: Examination['subject'];
  let remove: () => void;
  beforeEach(async () => {
    ({ desk, environment, of, subject: here, remove } = await examination());
  });
  afterEach(() => remove());

  it('is one line for each thing, in a fixed order, and all in order on a desk that is', async () => {
    const peer = await smtpPeer();
    const BACKUP_DIR = mkdtempSync(join(OTHER_DISK, 'rightsdesk-'));
    Object.assign(environment, { SMTP_URL: peer.url, BACKUP_DIR });
    laidBackup(desk, BACKUP_DIR, desk.clock());
    await noteBackup(desk.database, { madeAt: desk.clock(), bytes: 4_200_000 });
    await Organisation.update({ calendar: 'FR' }, { where: { id: desk.organisation.id } });
    const file = environment.DATABASE_URL ?? '';
    for (const path of onPostgres ? [] : [file, `${file}-wal`, `${file}-shm`]) chmodSync(path, 0o600);
    const found = await examine(here());
    await peer.close();
    rmSync(BACKUP_DIR, { recursive: true });
    assert.deepEqual(
      found.map(({ check, state }) => `${check} ${state}`),
      'release settings key files database disk clock mail letters mailbox zones packs calendars backups'
        .split(' ')
        .map((check) => `${check} ok`),
      JSON.stringify(found.filter(({ state }) => state !== 'ok')),
    );
    assert.equal(peer.inbox.length, 0, 'and no letter went');
  });

  it('is what an open door costs: limits off, mail and pages in clear, links that lead nowhere', async () => {
    Object.assign(environment, {
      RATE_LIMITS: 'off',
      SMTP_INSECURE: 'on',
      BASE_URL: 'http://rights.example.org',
    });
    const text = await of('settings');
    for (const part of [
      /^warn: BASE_URL is http:\/\/rights\.example\.org: /,
      /RATE_LIMITS is off/,
      /SMTP_INSECURE is on/,
    ])
      assert.match(text ?? '', part);
    Object.assign(environment, { BASE_URL: '', HOST: '0.0.0.0', RATE_LIMITS: 'on', SMTP_INSECURE: 'off' });
    assert.match(
      (await of('settings')) ?? '',
      /^warn: Others can reach this service, but links .*localhost:3000\./,
    );
    Object.assign(environment, { BASE_URL: 'https://rights.example.org', HOST: '127.0.0.1' });
    assert.match((await of('settings')) ?? '', /^warn: BASE_URL is https, but TRUST_PROXY is not set/);
  });

  describe('of the key', () => {
    const path = () => join(environment.DATA_DIR ?? '', 'secret.key');
    const lay = (mode: number) => {
      writeFileSync(path(), `${Buffer.alloc(32, 'k').toString('base64')}\n`);
      chmodSync(path(), mode);
      environment.SECRET_KEY = '';
    };

    it('is that others read it', async () => {
      lay(0o644);
      assert.match((await of('key')) ?? '', /^fail: \S+secret\.key can be read by others \(mode 0644\)\./);
    });

    it('is that anybody can put another one in its place', async () => {
      lay(0o600);
      chmodSync(environment.DATA_DIR ?? '', 0o777);
      assert.match((await of('key')) ?? '', /^fail: Anyone on this machine can write to /);
    });

    it('is that it is another one, is missing, or is no key', async () => {
      const another = createKeyring(Buffer.from('another key '.repeat(4)));
      assert.match(
        (await of('key', { key: another })) ?? '',
        /^fail: The key is not the one of this database/,
      );
      assert.match((await of('key', { key: undefined })) ?? '', /^fail: \S+secret\.key is missing/);
      const why = 'it does not hold 32 bytes in base64';
      assert.match(
        (await of('key', { key: { why } })) ?? '',
        /^fail: The key cannot be read: it does not hold/,
      );
    });
  });

  it('is that others can read the folder', async () => {
    chmodSync(environment.DATA_DIR ?? '', 0o755);
    assert.match((await of('files')) ?? '', /^warn: \S+data can be read by others \(mode 0755\)\./);
  });

  describe('of the database', () => {
    it('is that there is none yet: what hangs on it says nothing', async () => {
      const found = await examine({ ...here(), database: undefined });
      assert.match(told(found, 'database') ?? '', /^warn: There is none yet/);
      assert.equal(told(found, 'backups'), undefined);
    });

    it('is that it does not answer, in what words', async () => {
      const text = await of('database', { database: { why: 'connect ECONNREFUSED' } });
      assert.match(text ?? '', /^fail: It does not answer: connect ECONNREFUSED\. Start it, or correct/);
    });

    it('is that it is damaged', async () => {
      const own = openDatabase(environment.DATABASE_URL ?? '');
      note(own, 'page 7 is never used');
      const text = await of('database', { database: own });
      await own.close();
      assert.match(text ?? '', /^fail: It is damaged\. .*restore the last good backup/);
    });

    it('is that its schema is of an earlier release', async () => {
      await desk.database.query("DELETE FROM migrations WHERE name = '009-request-counts'");
      const text = await of('database');
      await desk.database.query("INSERT INTO migrations (name) VALUES ('009-request-counts')");
      assert.match(text ?? '', /^fail: The schema is of an earlier release: one step has not been run\./);
    });
  });

  it('is that the clock is behind what the log has recorded', async () => {
    await receive(desk, desk.organisation);
    const { at: now } = { at: desk.clock() };
    assert.match((await of('clock')) ?? '', /^ok: It shows /);
    const early = new Date(now.getTime() - 3_600_000);
    assert.match(
      (await of('clock', { now: early })) ?? '',
      /^fail: It is behind: the log holds an entry of /,
    );
  });

  describe('of the mail server', () => {
    it('is that there is none', async () => {
      assert.match((await of('mail')) ?? '', /^warn: SMTP_URL is not set/);
    });

    it('is that it cannot be reached', async () => {
      environment.SMTP_URL = 'smtp://127.0.0.1:1';
      assert.match(
        (await of('mail')) ?? '',
        /^fail: 127\.0\.0\.1:1: the mail server cannot be reached\. Check /,
      );
    });

    it('is that it answers, where no user is named and so nobody logged in', async () => {
      const peer = await smtpPeer();
      environment.SMTP_URL = peer.url;
      const text = (await of('mail')) ?? '';
      await peer.close();
      assert.match(text, /^ok: 127\.0\.0\.1:\d+ answers\. SMTP_URL names no user, so no log-in was tried;/);
    });

    it('is that it accepts the log-in', async () => {
      const peer = await smtpPeer({
        disabledCommands: ['STARTTLS'],
        onAuth: (_auth, _session, done) => done(null, { user: 'ada' }),
      });
      environment.SMTP_URL = `smtp://ada:open-sesame@127.0.0.1:${peer.port}`;
      const text = (await of('mail')) ?? '';
      await peer.close();
      assert.match(text, /^ok: \S+ accepts the log-in; the sender is /);
    });

    it('is that it refuses the log-in, without telling the password', async () => {
      const peer = await smtpPeer({
        disabledCommands: ['STARTTLS'],
        onAuth: (_auth, _session, done) => done(new Error('no such user')),
      });
      environment.SMTP_URL = `smtp://ada:open-sesame@127.0.0.1:${peer.port}`;
      const text = (await of('mail')) ?? '';
      await peer.close();
      assert.match(text, /^fail: \S+ the mail server refuses the log-in\. Check user and password/);
      assert.doesNotMatch(text, /open-sesame/);
    });
  });

  it('is that letters wait or were left unsent', async () => {
    await receive(desk, desk.organisation);
    const later = new Date(desk.clock().getTime() + 3.5 * 3_600_000);
    assert.match(
      (await of('letters', { now: later })) ?? '',
      /^warn: One has waited for more than 3 hours\./,
    );
    await Letter.update({ state: 'failed' }, { where: {} });
    assert.match((await of('letters')) ?? '', /^warn: One was not sent and is not tried again\./);
  });

  describe('of replies', () => {
    it('is to which address they go, and that they are lost where there is none', async () => {
      const other = await anotherOrganisation(desk);
      environment.MAIL_FROM = '"Data protection" <privacy@example.com>';
      const mine = 'Example Hosting: replies go to privacy@example.org.';
      const theirs =
        'Organisation other has no reply address: replies go to the sender, privacy@example.com.';
      const text = (await of('mailbox')) ?? '';
      assert.ok(text.startsWith(`warn: ${mine} ${theirs} Enter one under Settings`), text);
      assert.equal(await of('mailbox', { organisationId: desk.organisation.id }), `ok: ${mine}`);
      const others = { organisationId: other.id };
      assert.ok(((await of('mailbox', others)) ?? '').startsWith(`warn: ${theirs}`));
      for (const sender of ['rightsdesk@localhost', 'desk@host.invalid', 'desk@nas.local']) {
        environment.MAIL_FROM = sender;
        const lost = (await of('mailbox', others)) ?? '';
        assert.match(
          lost,
          /^warn: Organisation other has no reply address, and the sender, \S+, cannot receive/,
        );
      }
    });
  });

  it('is told although one of the looks fails', async () => {
    await desk.database.query('ALTER TABLE letters RENAME TO letters_away');
    const found = await examine(here());
    await desk.database.query('ALTER TABLE letters_away RENAME TO letters');
    assert.match(told(found, 'letters') ?? '', /^fail: Could not be checked \(.*letters.*\)\./);
    assert.ok(found.length > 10);
  });
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { begin, ended, freePort, run, says, temporaryFolder } from '../support/process.ts';

describe('The start', function () {
  this.timeout(30_000);
  const { folder, remove } = temporaryFolder();
  after(remove);

  it('makes key, database and first link, and keeps them all at the second start', async () => {
    const settings = { DATA_DIR: join(folder, 'first'), PORT: String(await freePort()) };
    const link = /http:\/\/localhost:\d+\/sessions\/first\/[\w-]{32}/;
    const first = begin('server.ts', [], settings);
    const said = await says(first, link);
    assert.match(said, /No SMTP_URL/);
    const key = readFileSync(join(settings.DATA_DIR, 'secret.key'), 'utf8');
    assert.equal(statSync(join(settings.DATA_DIR, 'secret.key')).mode & 0o777, 0o600);
    const firstLink = link.exec(said)?.[0] ?? '';
    assert.equal((await fetch(firstLink)).status, 200);
    first.kill('SIGTERM');
    assert.equal((await ended(first)).code, 0);

    const second = begin('server.ts', [], { ...settings, RATE_LIMITS: 'off', SMTP_INSECURE: 'on' });
    const again = await says(second, link);
    assert.match(again, /RATE_LIMITS is off/);
    assert.match(again, /SMTP_INSECURE is on: letters may be sent unencrypted/);
    assert.notEqual(link.exec(again)?.[0], firstLink);
    assert.equal((await fetch(firstLink)).status, 404, 'the link of the start before is void');
    assert.equal(readFileSync(join(settings.DATA_DIR, 'secret.key'), 'utf8'), key);
    second.kill('SIGINT');
    second.kill('SIGINT');
    assert.equal((await ended(second)).code, 0);
  });

  it('names the files that others can read, and runs', async () => {
    const settings = { DATA_DIR: join(folder, 'seen'), PORT: String(await freePort()) };
    const first = begin('server.ts', [], settings);
    await says(first, /Rightsdesk is at/);
    first.kill('SIGTERM');
    await ended(first);
    chmodSync(settings.DATA_DIR, 0o755);
    const kept = readdirSync(settings.DATA_DIR).filter((name) => name.startsWith('rightsdesk.sqlite')); // a log ahead may be left
    for (const name of kept) chmodSync(join(settings.DATA_DIR, name), 0o644);
    const second = begin('server.ts', [], settings);
    const said = await says(second, /Rightsdesk is at/);
    assert.match(said, /Warning: \S+\/seen is readable by others \(mode 0755\)\. Run chmod 700 /);
    assert.match(
      said,
      /Warning: \S+\/rightsdesk\.sqlite is readable by others \(mode 0644\)\. Run chmod 600 /,
    );
    assert.match(said, /rightsdesk\.sqlite-wal is readable by others/);
    assert.doesNotMatch(said, /secret\.key/);
    second.kill('SIGTERM');
    assert.equal((await ended(second)).code, 0);
  });

  it('of a process for jobs alone leaves the first link to the one that serves pages', async () => {
    const settings = { DATA_DIR: join(folder, 'roles'), PORT: String(await freePort()) };
    const link = /http:\/\/localhost:\d+\/sessions\/first\/[\w-]{32}/;
    const web = begin('server.ts', [], { ...settings, ROLE: 'web' });
    const [first = ''] = link.exec(await says(web, link)) ?? [];
    const jobs = begin('server.ts', [], { ...settings, ROLE: 'jobs' });
    assert.doesNotMatch(await says(jobs, /No SMTP_URL.*\n/), link);
    jobs.kill('SIGTERM');
    assert.equal((await ended(jobs)).code, 0);
    assert.equal((await fetch(first)).status, 200);
    web.kill('SIGTERM');
    assert.equal((await ended(web)).code, 0);
  });

  it('makes files that nobody else on the machine may read', async () => {
    const settings = { DATA_DIR: join(folder, 'private'), PORT: String(await freePort()) };
    const server = begin('server.ts', [], settings);
    await says(server, /Rightsdesk is at/);
    for (const file of ['', 'secret.key', 'rightsdesk.sqlite']) {
      assert.equal(statSync(join(settings.DATA_DIR, file)).mode & 0o077, 0, file);
    }
    server.kill('SIGTERM');
    assert.equal((await ended(server)).code, 0);
  });

  it('answers requests in progress before it stops, and closes idle connections', async () => {
    const port = await freePort();
    const server = begin('server.ts', [], { DATA_DIR: join(folder, 'stop'), PORT: String(port) });
    await says(server, /Rightsdesk is at/);
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    idle.on('error', () => undefined);
    const slow = connect(port, '127.0.0.1');
    slow.write(
      'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nemai',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const begun = Date.now();
    server.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    slow.write('l=a%4');
    const [answer] = await once(slow, 'data');
    assert.match(String(answer), /^HTTP\/1\.1 403 /, 'the form came without its token, and is told so');
    assert.equal((await ended(server)).code, 0);
    assert.ok(Date.now() - begun < 5000);
  });

  it('cuts what hangs, and is gone within ten seconds', async () => {
    const port = await freePort();
    const server = begin('server.ts', [], { DATA_DIR: join(folder, 'hang'), PORT: String(port) });
    await says(server, /Rightsdesk is at/);
    const hanging = connect(port, '127.0.0.1');
    hanging.on('error', () => undefined);
    hanging.write(
      'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nemai',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const begun = Date.now();
    server.kill('SIGTERM');
    assert.equal((await ended(server)).code, 0);
    assert.ok(Date.now() - begun < 10_000);
  });
});

describe('A start that cannot be', function () {
  this.timeout(30_000);
  const { folder, remove } = temporaryFolder();
  after(remove);
  writeFileSync(join(folder, 'file'), 'not a folder');
  writeFileSync(join(folder, 'garbage.sqlite'), 'not a database '.repeat(100));
  mkdirSync(join(folder, 'short'));
  writeFileSync(join(folder, 'short', 'secret.key'), 'c2hvcnQ=\n');
  mkdirSync(join(folder, 'packs'));
  writeFileSync(join(folder, 'packs', 'broken.yaml'), 'id: [');

  mkdirSync(join(folder, 'open'));
  writeFileSync(join(folder, 'open', 'secret.key'), `${randomBytes(32).toString('base64')}\n`);

  async function refused(settings: Record<string, string>, line: RegExp) {
    const result = await run('server.ts', [], {
      DATA_DIR: join(folder, 'data'),
      PORT: String(await freePort()),
      ...settings,
    });
    assert.equal(result.code, 78, result.stderr);
    assert.match(result.stderr, line);
    assert.equal(result.stderr.trim().split('\n').length, 1, result.stderr);
    assert.equal(result.stdout, '');
  }

  for (const mode of [0o644, 0o640, 0o604, 0o660]) {
    it(`names a key that others can get at, its mode 0${mode.toString(8)}, and what helps`, async () => {
      const key = join(folder, 'open', 'secret.key');
      chmodSync(key, mode);
      const line = `^SECRET_KEY: ${key} is readable by others \\(mode 0${mode.toString(8)}\\)\\. Run chmod 600 ${key}\\.\n$`;
      await refused({ DATA_DIR: join(folder, 'open') }, new RegExp(line));
    });
  }

  it('names a folder in which anybody could put another key', async () => {
    chmodSync(join(folder, 'open', 'secret.key'), 0o600);
    chmodSync(join(folder, 'open'), 0o777);
    await refused(
      { DATA_DIR: join(folder, 'open') },
      /^DATA_DIR: \S+\/open is writable by others \(mode 0777\)\. Run chmod 700 /,
    );
  });

  it('names a setting that is wrong', () =>
    refused({ PORT: 'eighty' }, /^PORT: "eighty" is not a port\. Give /));
  it('names a folder that cannot be written', () =>
    refused({ DATA_DIR: join(folder, 'file', 'data') }, /^DATA_DIR: .* is not writable/));
  it('names a folder below one that takes no folders', () =>
    refused({ DATA_DIR: '/proc/rightsdesk/data' }, /^DATA_DIR: .* is not writable/));
  it('names the database whose folder cannot be made', () =>
    refused({ DATABASE_URL: join(folder, 'file', 'desk.sqlite') }, /^DATABASE_URL: .* is not writable/));
  it('names a key that is not the one that the database was begun with', async () => {
    const settings = { DATA_DIR: join(folder, 'begun') };
    assert.equal((await run('cli.ts', ['migrate'], settings)).code, 0);
    assert.equal((await run('cli.ts', ['audit', 'verify'], settings)).code, 0);
    await refused(
      { ...settings, SECRET_KEY: 'another key '.repeat(4) },
      /^SECRET_KEY: the key is not the one/,
    );
  });
  it('names a key file that is not one', () => refused({ DATA_DIR: join(folder, 'short') }, /^SECRET_KEY: /));
  it('names a database that refuses', async () =>
    refused(
      { DATABASE_URL: `postgres://a@127.0.0.1:${await freePort()}/b` },
      /^DATABASE_URL: the database does not answer \(.*ECONNREFUSED/,
    ));
  it('names what PostgreSQL itself says against it', async function () {
    const url = process.env.TEST_DATABASE_URL;
    if (!url) this.skip();
    await refused(
      { DATABASE_URL: Object.assign(new URL(url), { pathname: '/nowhere' }).href },
      /^DATABASE_URL: PostgreSQL refuses \(.*"nowhere" does not exist\)\. Correct that/,
    );
  });
  it('names a file that is no database', () =>
    refused({ DATABASE_URL: join(folder, 'garbage.sqlite') }, /^DATABASE_URL: /));
  it('names a pack that cannot be read', () =>
    refused({ POLICIES_DIR: join(folder, 'packs') }, /^POLICIES_DIR: .*broken\.yaml/));
  it('names a folder of packs that is not there', () =>
    refused({ POLICIES_DIR: join(folder, 'nowhere') }, /^POLICIES_DIR: /));

  it('names a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await refused({ PORT: String(port) }, /^PORT: port \d+ is in use\. /).finally(() => other.close());
  });

  it('waits a few seconds for a database that says nothing, then gives up', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    await refused(
      { DATABASE_URL: `postgres://a@127.0.0.1:${port}/b` },
      /does not answer \(no answer within 5 s\)/,
    ).finally(() => silent.close());
  });
});

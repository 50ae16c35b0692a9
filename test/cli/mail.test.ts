import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusing, smtpPeer } from '../support/mail.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { type Script, scriptedPeer } from '../support/scriptedPeer.ts';

describe('mail test ADDRESS', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of closing.splice(0)) await each.close();
  });
  after(remove);
  const command = (args: string[], settings: Record<string, string> = {}) =>
    run('cli.ts', ['mail', ...args], { DATA_DIR: join(folder, 'data'), ...settings });
  const opened = async <P extends { close(): Promise<void> }>(peer: Promise<P>) => {
    closing.push(await peer);
    return peer;
  };

  it('shows what the desk does and what the server says, and ends with 0 when the letter was accepted', async () => {
    const peer = await opened(smtpPeer());
    const { code, stdout, stderr } = await command(['test', 'ada@example.org'], { SMTP_URL: peer.url });
    assert.deepEqual([code, stderr], [0, '']);
    const steps = [...stdout.matchAll(/^([a-z-]+) +[<>] /gm)].map(([, step]) => step);
    assert.deepEqual(
      [...new Set(steps)],
      ['lookup', 'connection', 'greeting', 'hello', 'sender', 'recipient', 'data', 'acceptance'],
    );
    assert.match(
      stdout,
      /^acceptance {2}< 250 .*\nAccepted: the mail server has accepted the letter to ada@example\.org/m,
    );
    assert.deepEqual(
      peer.inbox.map(({ to, headers }) => [to[0], headers.subject]),
      [['ada@example.org', 'Rightsdesk: a trial letter']],
    );
  });

  it('needs no desk and makes none', async () => {
    const peer = await opened(smtpPeer());
    await command(['test', 'ada@example.org'], { SMTP_URL: peer.url });
    assert.equal(existsSync(join(folder, 'data')), false);
  });

  const refused: [Script, RegExp][] = [
    [{ greeting: '554 go away' }, /at the greeting: 554 go away\. Ask the operator/],
    [
      { EHLO: '250-peer\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 wrong' },
      /at the log-in: 535 5\.7\.8 wrong\. Check user and password/,
    ],
    [{ MAIL: '553 not you' }, /at the sender: 553 not you\. Check MAIL_FROM/],
    [{ RCPT: '550 who' }, /at the recipient: 550 who\. Check the address/],
    [{ DATA: '451 full' }, /at the data: 451 full\./],
    [{ dot: '554 spam' }, /at the acceptance: 554 spam\./],
    [{ dot: 'hang-up' }, /at the acceptance: it closed the connection\. .* may have accepted/],
  ];
  for (const [script, says] of refused) {
    it(`ends with 1 and names the step and the remedy: ${JSON.stringify(script)}`, async () => {
      const peer = await opened(scriptedPeer(script));
      const url = peer.url.replace('//', '//desk:very-secret@');
      const { code, stdout, stderr } = await command(['test', 'ada@example.org'], { SMTP_URL: url });
      assert.deepEqual([code, stderr.split('\n').length], [1, 2]);
      assert.match(stderr, says);
      const secrets = ['very-secret', Buffer.from('\0desk\0very-secret').toString('base64')];
      for (const secret of secrets) assert.equal((stdout + stderr).includes(secret), false);
    });
  }

  it('shows nothing of what a server says that would move the cursor, or cannot be seen', async () => {
    const peer = await opened(scriptedPeer({ RCPT: '550 \x1b[2Jgo\x07 \u202eaway\u200b\0' }));
    const { stdout, stderr } = await command(['test', 'ada@example.org'], { SMTP_URL: peer.url });
    assert.match(stdout, /^recipient {3}< 550 \[2Jgo away$/m);
    assert.match(stderr, /at the recipient: 550 \[2Jgo away\./);
  });

  it('says so where the name is unknown, and where nobody listens', async () => {
    const at = async (url: string) => (await command(['test', 'ada@example.org'], { SMTP_URL: url })).stderr;
    assert.match(
      await at('smtp://mail.invalid'),
      /at the lookup: .*mail\.invalid\. Check the host in SMTP_URL/,
    );
    assert.match(await at('smtp://127.0.0.1:1'), /at the connection: .*ECONNREFUSED.*Check host and port/);
  });

  it('prints one JSON value with --json', async () => {
    const peer = await opened(smtpPeer({ onRcptTo: (_to, _session, done) => done(refusing(550, 'who')) }));
    const { code, stdout } = await command(['test', 'ada@example.org', '--json'], { SMTP_URL: peer.url });
    const { accepted, perhaps, step, fault, lines } = JSON.parse(stdout);
    assert.deepEqual([code, accepted, perhaps, step, fault], [1, false, false, 'recipient', '550 who']);
    assert.deepEqual(lines.at(0), { step: 'lookup', words: '127.0.0.1', by: 'desk' });
  });

  it('sends encrypted, to a server beyond this machine whose certificate is in order', async function () {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const request = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=peer -addext subjectAltName=IP:0.0.0.0 -keyout ${key} -out ${cert}`;
    try {
      execFileSync('openssl', request.split(' '), { stdio: 'ignore' });
    } catch {
      return this.skip();
    }
    const tls = { key: readFileSync(key), cert: readFileSync(cert), disabledCommands: ['AUTH'] };
    for (const [scheme, more] of [
      ['smtp', {}],
      ['smtps', { secure: true }],
    ] as const) {
      const peer = await opened(smtpPeer({ ...tls, ...more }));
      const settings = { SMTP_URL: `${scheme}://0.0.0.0:${peer.port}`, NODE_EXTRA_CA_CERTS: cert };
      const { code, stderr } = await command(['test', 'ada@example.org'], settings);
      assert.deepEqual([code, stderr, peer.inbox.length], [0, '', 1]);
    }
  });

  it('ends with 2 where it is not written as it is meant to be, and with 78 without a mail server', async () => {
    for (const args of [
      [],
      ['test'],
      ['try', 'ada@example.org'],
      ['test', 'nobody'],
      ['test', 'a@b.org', 'c@d.org'],
    ]) {
      const { code, stderr } = await command(args, { SMTP_URL: 'smtp://127.0.0.1:1' });
      assert.deepEqual([code, stderr.split('\n').length], [2, 2]);
    }
    const { code, stderr } = await command(['test', 'ada@example.org']);
    assert.deepEqual([code, stderr.startsWith('SMTP_URL: ')], [78, true]);
  });
});

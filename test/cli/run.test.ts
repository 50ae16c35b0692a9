import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runCommand } from '../../cli/run.ts';
import { run, temporaryFolder } from '../support/process.ts';

describe('The command line', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  after(remove);
  const command = (line: string, settings = {}) =>
    run('cli.ts', line.split(' ').filter(Boolean), { DATA_DIR: join(folder, 'data'), ...settings });

  for (const line of ['', 'nothing', 'deadlines', 'policies', 'intake x', 'policies show', 'toString']) {
    it(`says in one line that "${line}" is no command, with exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(line.split(' ').filter(Boolean));
      assert.deepEqual([exitCode, stdout, stderr?.split('\n').length], [2, undefined, 2]);
    });
  }

  for (const line of [
    'user',
    'user create --email a@example.org',
    'user create --email a@example.org --role king',
    'organisation create --name A',
    'organisation remove',
    'audit',
    'migrate --all',
    'backup',
    'backup a b',
    'restore',
  ]) {
    it(`says in one line how "${line}" is written, with exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(line.split(' ').filter(Boolean));
      assert.deepEqual([exitCode, stdout, stderr?.split('\n').length], [2, undefined, 2]);
    });
  }

  for (const line of ['help', '--help', '-h'])
    it(`says with "${line}" how every command is written, and ends with 0`, async () => {
      const { exitCode, stdout = '', stderr } = await runCommand([line]);
      assert.deepEqual([exitCode, stderr], [0, undefined]);
      const names = new Set(
        [...stdout.matchAll(/^npm run -s rightsdesk -- (\w+)/gm)].map(([, name]) => name),
      );
      assert.deepEqual(
        [...names],
        'deadline deadlines calendars policies migrate organisation user systems import export jobs mail audit package doctor backup copy restore'.split(
          ' ',
        ),
      );
    });

  it('says how one command is written, whatever else stands there, and runs nothing', async () => {
    for (const line of ['backup --help', 'help backup', 'backup DIR --keep 3 -h', '--help backup'])
      assert.deepEqual(await runCommand(line.split(' ')), {
        exitCode: 0,
        stdout: 'npm run -s rightsdesk -- backup DIR [--keep N] [--with-key] [--json]\n',
      });
    assert.equal((await runCommand(['help', 'nothing'])).exitCode, 2);
  });

  it('says after an option that it does not know which ones there are', async () => {
    const { exitCode, stderr } = await runCommand(['doctor', '--all']);
    assert.equal(exitCode, 2);
    assert.match(stderr ?? '', /^Unknown option '--all'.* Write: doctor \[--json\]\n$/);
  });

  it('ends with the exit code of its command, and writes to the right stream', async () => {
    const { code, stdout, stderr } = await command('nothing');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^There is no command "nothing"\. .*\n$/);
  });

  it('brings the schema up to date, tells what ran, and then has nothing to do', async () => {
    const status = async () => JSON.parse((await command('migrate --status --json')).stdout);
    const { executed, pending } = await status();
    assert.deepEqual(executed, []);
    assert.deepEqual(JSON.parse((await command('migrate --json')).stdout), { ran: pending });
    assert.deepEqual(await status(), { executed: pending, pending: [] });
    assert.equal((await command('migrate')).stdout, 'Nothing to do.\n');
  });

  it('makes an organisation and its users, printing a one-time link', async () => {
    assert.equal((await command('organisation create --name Acme --slug acme')).code, 0);
    const made = await command('user create --email Ada@example.org --role dpo --organisation acme --json');
    assert.equal(made.code, 0);
    const { email, organisation, link } = JSON.parse(made.stdout);
    assert.deepEqual([email, organisation], ['ada@example.org', 'acme']);
    assert.match(link, /^http:\/\/localhost:3000\/sessions\/invitation\/[\w-]{32}$/);
    const reset = await command('user reset --email ada@example.org', {
      BASE_URL: 'https://rights.example.org',
    });
    assert.match(reset.stdout, /\nhttps:\/\/rights\.example\.org\/sessions\/invitation\/[\w-]{32}\n$/);
  });

  it('refuses in one line, with exit code 1, what the rules refuse', async () => {
    const { code, stdout, stderr } = await command('user reset --email nobody@example.org');
    assert.deepEqual([code, stdout, stderr], [1, '', 'There is no account with this email address.\n']);
    assert.equal(
      (await command('user create --email a@example.org --role dpo --organisation nowhere')).code,
      1,
    );
    assert.equal((await command('organisation create --name A --slug Not_a_slug')).code, 1);
  });

  it('verifies the log of an empty desk', async () => {
    const { code, stdout } = await command('audit verify --json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), { requests: 0, events: 0, seals: 0, firstBroken: null });
  });

  it('stops at a wrong setting with exit code 78', async () => {
    const { code, stderr } = await command('migrate', { PORT: 'x' });
    assert.equal(code, 78);
    assert.match(stderr, /^PORT: .*\n$/);
  });
});

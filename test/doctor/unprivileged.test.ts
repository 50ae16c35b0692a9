import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, ended, temporaryFolder } from '../support/process.ts';

/** Nobody, who owns nothing. Only root can become another user, who must be able to read the programs. */
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const PROGRAM = join(import.meta.dirname, '../../cli.ts');
const mayBeNobody =
  process.getuid?.() === 0 && spawnSync('setpriv', [...NOBODY.slice(1), 'test', '-r', PROGRAM]).status === 0;

describe('What the doctor finds for a user who may not write', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  const at = (name: string) => join(folder, name);
  before(function () {
    if (!mayBeNobody) this.skip();
    chmodSync(folder, 0o755);
    mkdirSync(at('closed'));
    chmodSync(at('closed'), 0o755); // whatever the mask of this process
    mkdirSync(at('open'));
    chmodSync(at('open'), 0o777);
    writeFileSync(at('file'), '');
  });
  after(remove);
  const asNobody = (program: string, args: string[], settings: Record<string, string>) =>
    ended(begin(program, args, { ...settings, BASE_URL: 'http://localhost:3000' }, NOBODY));

  for (const name of ['closed', 'closed/new', 'file', 'file/below'])
    it(`fails where DATA_DIR is "${name}", as the start does`, async () => {
      const settings = { DATA_DIR: at(name) };
      const { code, stdout } = await asNobody('cli.ts', ['doctor'], settings);
      assert.equal(code, 1);
      const says = name.startsWith('file')
        ? /^fail +Files +DATA_DIR: \S+file is a file, not a folder\. Give a folder\.$/m
        : /^fail +Files +DATA_DIR: this user cannot write to \S+closed, so the service does not start\./m;
      assert.match(stdout, says);
      assert.doesNotMatch(stdout, /E[A-Z]{4,}/, 'in words');
      assert.equal((await asNobody('server.ts', [], settings)).code, 78);
    });

  it('fails where not even root makes a folder', async () => {
    const { code, stdout } = await ended(begin('cli.ts', ['doctor'], { DATA_DIR: '/proc/xx' }));
    assert.equal(code, 1);
    assert.match(stdout, /^fail +Files +DATA_DIR: this user cannot write to \/proc,/m);
    assert.doesNotMatch(stdout, /left at/);
  });

  it('is in order where the folder can be made', async () => {
    const { code, stdout } = await asNobody('cli.ts', ['doctor'], { DATA_DIR: at('open/new') });
    assert.equal(code, 0, stdout);
  });

  it('fails where a backup can neither be written nor its folder be made', async () => {
    const settings = { DATA_DIR: at('open/desk') };
    const begun = ['user', 'create', '--email', 'ada@example.org', '--role', 'dpo'];
    assert.equal((await asNobody('cli.ts', begun, settings)).code, 0);
    for (const BACKUP_DIR of [at('closed'), at('closed/new')]) {
      const { code, stdout } = await asNobody('cli.ts', ['doctor'], { ...settings, BACKUP_DIR });
      assert.equal(code, 1);
      assert.match(stdout, /^fail +Backups .*This user cannot write to \S+: no backup can be made there\.$/m);
    }
  });
});

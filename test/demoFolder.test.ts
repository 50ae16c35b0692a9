import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { demoSettings } from '../config.ts';
import { run, temporaryFolder } from './support/process.ts';

describe('npm run demo and a desk that is somebody’s own', () => {
  it('has a file and key of its own, no mail server and no jobs, whatever the settings of the desk beside it', () => {
    const { smtpUrl, role, databaseUrl, secretKey, dataDir } = demoSettings({
      SMTP_URL: 'smtp://mail.example.org',
      DATABASE_URL: 'postgres://desk@localhost/desk',
      SECRET_KEY: 'a key of another desk, long enough to be one',
      ROLE: 'all',
    });
    assert.deepEqual({ smtpUrl, role, secretKey }, { smtpUrl: undefined, role: 'web', secretKey: undefined });
    assert.match(dataDir, /data-demo$/);
    assert.equal(databaseUrl, join(dataDir, 'rightsdesk.sqlite'));
  });

  it('refuses a folder whose desk holds other requests: one line, exit code 78, nothing changed', async function () {
    this.timeout(60_000);
    const { folder, remove } = temporaryFolder();
    const settings = { DATA_DIR: folder, PORT: '3999' };
    assert.equal(
      (await run('cli.ts', ['organisation', 'create', '--name', 'Ours', '--slug', 'ours'], settings)).code,
      0,
    );
    await insertSubmission(join(folder, 'rightsdesk.sqlite'));
    const { code, stdout, stderr } = await run('demo/start.ts', [], settings);
    assert.equal(code, 78);
    assert.equal(stdout, '');
    assert.match(stderr, /^DATA_DIR: .* holds a desk that is not a demo\. .*\n$/);
    assert.equal(existsSync(join(folder, 'filling.sqlite')), false);
    remove();
  });

  it('refuses a folder whose desk has an account and no request yet', async function () {
    this.timeout(60_000);
    const { folder, remove } = temporaryFolder();
    const settings = { DATA_DIR: folder, PORT: '3999' };
    await run('cli.ts', ['user', 'create', '--email', 'a@example.org', '--role', 'dpo'], settings);
    assert.equal((await run('demo/start.ts', [], settings)).code, 78);
    remove();
  });
});

/** A form that somebody sent to this desk. */
function insertSubmission(path: string): Promise<void> {
  const sql = `INSERT INTO submissions (organisation_id, form_key, status_token_hash, created_at)
    VALUES (1, 'somebody', 'hash', '2026-01-01 00:00:00.000 +00:00')`;
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path);
    database.run(sql, (error) => database.close(() => (error ? reject(error) : resolve())));
  });
}

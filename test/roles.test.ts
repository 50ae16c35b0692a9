import assert from 'node:assert/strict';
import { join } from 'node:path';
import { newPostgresDatabase } from './support/database.ts';
import { begin, ended, freePort, run, says, temporaryFolder } from './support/process.ts';

describe('ROLE=web and ROLE=jobs', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  let database: { url: string; drop(): Promise<void> } | undefined;
  before(async () => {
    if (process.env.TEST_DATABASE_URL) database = await newPostgresDatabase(process.env.TEST_DATABASE_URL);
  });
  after(async () => {
    await database?.drop();
    remove();
  });
  const settings = async (): Promise<Record<string, string>> => ({
    DATA_DIR: join(folder, 'desk'),
    PORT: String(await freePort()),
    ...(database ? { DATABASE_URL: database.url } : {}),
  });

  it('leave the schema of PostgreSQL alone, refuse one that lacks something, and start after migrate', async function () {
    if (!database) this.skip();
    const place = await settings();
    for (const ROLE of ['web', 'jobs']) {
      const { code, stdout, stderr } = await run('server.ts', [], { ...place, ROLE });
      assert.deepEqual([code, stdout], [78, '']);
      assert.match(
        stderr,
        /^DATABASE_URL: the schema lacks 001-\S+, .*\. Run .* migrate once, then start again\.\n$/,
      );
    }
    assert.equal((await run('cli.ts', ['migrate'], place)).code, 0);
    await bothStart(place);
  });

  it('need no step of their own on sqlite', async function () {
    if (database) this.skip();
    await bothStart(await settings());
  });

  async function bothStart(place: Record<string, string>) {
    const web = begin('server.ts', [], { ...place, ROLE: 'web' });
    await says(web, /Rightsdesk is at/);
    const jobs = begin('server.ts', [], { ...place, ROLE: 'jobs' });
    await says(jobs, /Rightsdesk runs its jobs/);
    assert.equal((await fetch(`http://127.0.0.1:${place.PORT}/readyz`)).status, 200);
    for (const each of [jobs, web]) {
      each.kill('SIGTERM');
      assert.equal((await ended(each)).code, 0);
    }
  }
});

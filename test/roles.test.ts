import assert from 'node:assert/strict';
import { join } from 'node:path';
import { newPostgresDatabase } from './support/database.ts';
import { begin, ended, freePort, run, says, temporaryFolder } from './support/process.ts';

describe('ROLE=web and ROLE=jobs', function () {
  this.timeout(120_000); // several processes start, perhaps on a busy machine
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
        /^DATABASE_URL: the schema is missing 001-\S+, .*, pgboss-\d+\. Run .* migrate once, then start again\.\n$/,
      );
    }
    assert.equal((await run('cli.ts', ['migrate'], place)).code, 0);
    await bothStart(place);
  });

  it('need no step of their own on sqlite', async function () {
    if (database) this.skip();
    await bothStart(await settings());
  });

  it('show health and figures of jobs at JOBS_PORT, and nothing else', async () => {
    const place = await settings();
    const METRICS_TOKEN = 'a token for metrics';
    const JOBS_PORT = String(await freePort());
    if (database) assert.equal((await run('cli.ts', ['migrate'], place)).code, 0);
    const jobs = begin('server.ts', [], { ...place, ROLE: 'jobs', JOBS_PORT, METRICS_TOKEN });
    await says(jobs, /Rightsdesk runs its jobs/);
    const ask = async (path: string, headers = {}) => {
      const answer = await fetch(`http://127.0.0.1:${JOBS_PORT}${path}`, { headers });
      return { status: answer.status, text: await answer.text() };
    };
    assert.deepEqual(await ask('/healthz'), { status: 200, text: 'ok\n' });
    assert.deepEqual(await ask('/readyz'), { status: 200, text: 'ready\n' });
    assert.equal((await ask('/metrics')).status, 401);
    for (const path of ['/', '/requests', '/ask', '/sessions/new'])
      assert.deepEqual(await ask(path), { status: 404, text: '404\n' });
    const ran = /^rightsdesk_job_duration_seconds_count\{job="remindBeforeDue",outcome="done"\} 1$/m;
    const figures = () => ask('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` });
    for (let tries = 0; tries < 100 && !ran.test((await figures()).text); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.match((await figures()).text, ran);
    jobs.kill('SIGTERM');
    assert.equal((await ended(jobs)).code, 0);
    const second = { ...place, ROLE: 'jobs', JOBS_PORT: '99999' };
    assert.match((await run('server.ts', [], second)).stderr, /^JOBS_PORT: "99999" is not a port/);
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

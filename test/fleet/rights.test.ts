import assert from 'node:assert/strict';
import pg from 'pg';
import { reap, reapAll, type Server, startServer, until } from '../faults/support/servers.ts';
import { Asker } from '../support/asker.ts';
import { newPostgresDatabase } from '../support/database.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { freePort, run, temporaryFolder } from '../support/process.ts';

/** As docs/running-it.md says. */
const GRANTS = (user: string) => `
  GRANT USAGE ON SCHEMA public, pgboss TO ${user};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, pgboss TO ${user};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, pgboss TO ${user};`;

describe('A database user that may read and write rows, and change no schema', function () {
  this.timeout(120_000); // several processes start, perhaps on a busy machine
  const { folder, remove } = temporaryFolder();
  const user = `rightsdesk_test_user_${process.pid}`;
  let owner: { url: string; drop(): Promise<void> };
  let peer: Peer;
  const sql = async (text: string) => {
    const client = new pg.Client({ connectionString: owner.url });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  const settings = async (role: string): Promise<Record<string, string>> => {
    const url = new URL(owner.url);
    url.username = user;
    url.password = 'secret';
    return {
      ROLE: role,
      PORT: String(await freePort()),
      DATA_DIR: folder,
      DATABASE_URL: url.href,
      SECRET_KEY: TEST_SECRET,
      SMTP_URL: peer.url,
    };
  };

  before(async function () {
    if (!process.env.TEST_DATABASE_URL) this.skip(); // an sqlite file has no users
    owner = await newPostgresDatabase(process.env.TEST_DATABASE_URL);
    peer = await smtpPeer();
    await sql(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'`);
    const migrated = await run('cli.ts', ['migrate'], { DATABASE_URL: owner.url, DATA_DIR: folder });
    assert.equal(migrated.code, 0, migrated.stderr);
  });
  after(async () => {
    await reapAll();
    if (!owner) return;
    await sql(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
    await owner.drop();
    await peer.close();
    remove();
  });

  it('is told in one line what it lacks', async () => {
    const { code, stderr } = await run('server.ts', [], await settings('web'));
    assert.equal(code, 78);
    assert.match(stderr, /^DATABASE_URL: the schema cannot be read \(permission denied for .*\)\. .*\n$/);
  });

  it('is enough for ROLE=web and ROLE=jobs: a form is taken, its letter leaves, and the process is ready', async () => {
    await sql(GRANTS(user));
    const web = await startServer(await settings('web'));
    const jobs = await startServer(await settings('jobs'));
    assert.equal((await fetch(`${web.base}/readyz`)).status, 200);
    const visitor = new Asker(web.base);
    await visitor.fillIn(1);
    assert.equal((await visitor.post()).status, 303);
    await until(() => peer.inbox.length === 1);
    for (const each of [web, jobs] as Server[]) assert.equal(await reap(each, 'SIGTERM'), 0);
    assert.doesNotMatch(jobs.said(), /"level":(40|50)/, 'nothing was refused to it');
    const command = await run('cli.ts', ['jobs', 'run', 'remindBeforeDue'], await settings('all'));
    assert.deepEqual([command.code, command.stderr], [0, '']);
  });

  it('does not start where the tables of the queue are missing', async () => {
    await sql('DROP SCHEMA pgboss CASCADE');
    for (const role of ['web', 'jobs']) {
      const { code, stderr } = await run('server.ts', [], await settings(role));
      assert.equal(code, 78);
      assert.match(stderr, /^DATABASE_URL: the schema is missing pgboss-\d+\. Run .* migrate once/);
    }
  });
});

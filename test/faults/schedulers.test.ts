import assert from 'node:assert/strict';
import { LEFT_ALONE } from '../../jobs/leader.ts';
import { Letter } from '../../models/letter.ts';
import { User } from '../../models/user.ts';
import { Asker } from '../support/asker.ts';
import { deskForTests } from '../support/desk.ts';
import { type Peer, smtpPeer } from '../support/mail.ts';
import { freePort, run, temporaryFolder } from '../support/process.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';
import { assertWhole } from './support/counted.ts';
import { assertEachLetterLeft, queued } from './support/letters.ts';
import { onTestDatabase, reap, reapAll, startServer, until } from './support/servers.ts';
import { shortOrLong, tell } from './support/tell.ts';

const LETTERS = shortOrLong(12, 200);
const POSTS = shortOrLong(20, 300);
const COMMANDS = shortOrLong(2, 20);
/** A request received so long ago has reminders due. */
const LONG_AGO = 25 * 24 * 3600_000;

const onSqlite = !process.env.TEST_DATABASE_URL;

describe('Fault 6: two schedulers on one database', () => {
  const { folder, remove } = temporaryFolder();
  let peer: Peer;
  before(async () => {
    peer = await smtpPeer();
  });
  after(async () => {
    await reapAll();
    await peer.close();
    remove();
  });

  it('make one letter of each, and command-line writes wait their turn beside a server at work', async () => {
    const settings = await onTestDatabase(folder, { SMTP_URL: peer.url });
    const desk = await deskForTests({ at: new Date(Date.now() - LONG_AGO).toISOString() });
    await staffMemberOf(desk, desk.organisation);
    for (let at = 0; at < LETTERS / 2; at += 1) await received(desk, desk.organisation);
    desk.clock.set(new Date().toISOString());
    for (let at = 0; at < LETTERS / 2; at += 1) await receive(desk, desk.organisation);

    const ports = [await freePort(), await freePort()].map(String);
    const servers = await Promise.all(ports.map((PORT) => startServer({ ...settings, PORT })));
    const leftAlone = servers.filter(({ said }) => said().includes(LEFT_ALONE));
    assert.equal(leftAlone.length, onSqlite ? 1 : 0);
    const lines = leftAlone.map(({ said }) => said().split(LEFT_ALONE).length - 1);
    assert.deepEqual(lines, onSqlite ? [1] : []);

    const askers = Array.from({ length: POSTS }, (_, at) => new Asker(servers[at % 2]?.base ?? ''));
    const posting = (async () => {
      for (const [at, asker] of askers.entries()) {
        await asker.fillIn(at);
        assert.equal((await asker.post()).status, 303);
      }
    })();
    const commands: string[] = [];
    for (let at = 0; at < COMMANDS; at += 1) {
      commands.push(`user create --email colleague${at}@example.org --role handler`);
      commands.push('jobs run remindBeforeDue', 'jobs run deliverLetters');
    }
    for (const command of commands) {
      const { code, stderr } = await run('cli.ts', command.split(' '), settings);
      assert.deepEqual([code, stderr], [0, ''], command);
    }
    await posting;
    await until(async () => (await queued()) === 0, 60_000);
    for (const server of servers) assert.equal(await reap(server, 'SIGTERM'), 0);

    const { submissions } = await assertWhole(desk);
    assert.equal(submissions, LETTERS + POSTS);
    assert.equal(await User.count(), 1 + COMMANDS);
    const reminders = await Letter.count({ where: { kind: 'reminder' } });
    assert.ok(reminders > 0);
    assert.equal(await assertEachLetterLeft(peer.inbox), 0);
    tell({
      database: onSqlite ? 'sqlite' : 'PostgreSQL',
      'processes that left the timetable alone': leftAlone.length,
      posts: POSTS,
      'commands beside them': commands.length,
      reminders,
      letters: peer.inbox.length,
      repeated: 0,
    });
  });
});

import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Letter } from '../../models/letter.ts';
import { type ReadyForm, readyForms, send } from '../bench/forms.ts';
import { newPostgresDatabase } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { assertWhole, type Counted } from './support/counted.ts';
import { onTestDatabase, reap, reapAll, startServer, until } from './support/servers.ts';
import { hasProgram, need, shortOrLong, tell } from './support/tell.ts';
import { assertCalm, counted, noAnswers, worded } from './support/visitors.ts';
import { assertWholeAt } from './support/whole.ts';

const POSTS = shortOrLong(300, 10_000);
/** Requests whose reminders are due when the sweep comes. */
const DUE = shortOrLong(40, 2000);
const AT_ONCE = 20;
const LONGEST = 20_000;
const DAY = 86_400_000;

describe('Fault 9: posts during a sweep and a backup, and the backup restored', () => {
  const { folder, remove } = temporaryFolder();
  const drops: (() => Promise<void>)[] = [];
  after(async () => {
    await reapAll();
    for (const drop of drops) await drop();
    remove();
  });

  it('loses and doubles nothing, and a backup holds one moment of it whole', async function () {
    need(this, 'PostgreSQL’s pg_dump', !process.env.TEST_DATABASE_URL || hasProgram('pg_dump'));
    const settings = await onTestDatabase(folder);
    const desk = await deskForTests();
    const server = await startServer(settings);
    await fillWithDue(desk); // after the jobs have run for the first time
    const forms = await readyForms(desk, server.base, POSTS);

    const answers = noAnswers();
    const places: string[] = [];
    const begun = performance.now();
    const posting = inLots(forms, async (form) => void places.push(await sendUntilTaken(server.base, form)));
    await until(() => places.length >= POSTS / 10, shortOrLong(60_000, 600_000));
    const before = places.length;
    const sweep = run('cli.ts', ['jobs', 'run', 'remindBeforeDue', '--json'], settings);
    const backup = await command('backup', join(folder, 'meanwhile'), settings);
    const behind = places.length;
    const swept = await sweep;
    assert.equal(swept.code, 0, swept.stderr);
    await posting;
    const seconds = (performance.now() - begun) / 1000;

    const again = await Promise.all(forms.slice(0, 50).map((form) => sendUntilTaken(server.base, form)));
    assert.ok(again.every((place) => places.includes(place)));
    assert.equal(new Set(places).size, POSTS);
    assertCalm(answers, 303, LONGEST);
    assert.equal(await reap(server, 'SIGTERM'), 0);
    desk.clock.set(new Date().toISOString());
    const live = await assertWhole(desk);
    assert.equal(live.submissions, POSTS + DUE);
    const reminders = await Letter.count({ where: { kind: 'reminder' } });
    assert.ok(reminders >= DUE, `${reminders} reminders`);

    const meanwhile = await restored('meanwhile');
    const between = meanwhile.submissions - DUE;
    assert.ok(before <= between && between <= POSTS, `${before} <= ${between}`);
    await command('backup', join(folder, 'after'), settings);
    assert.deepEqual(await restored('after'), live);
    tell({
      posts: worded(answers),
      'posts a second': Math.round(POSTS / seconds),
      'reminders written meanwhile': `${reminders}, for ${DUE} requests that were due`,
      'accepted when the backup began and ended, and in it': `${before}, ${behind}, ${between}`,
      backup: `${backup.bytes} bytes`,
      'restored from the last backup': `${live.submissions} submissions, ${live.letters} receipts, as in the desk`,
    });

    async function sendUntilTaken(base: string, form: ReadyForm): Promise<string> {
      for (;;) {
        const answer = await counted(answers, () => send(`${base}/ask/check`, form, agent, 3 * LONGEST));
        if (answer?.status === 303) return answer.location;
        await pause(Math.min(1000, 1000 * (answer?.retryAfter ?? 1)));
      }
    }

    /** Into an empty desk of the same kind. */
    async function restored(name: string): Promise<Counted> {
      const home = { ...settings, DATA_DIR: join(folder, `${name}-desk`) };
      const database = await emptyPlace(join(home.DATA_DIR, 'rightsdesk.sqlite'));
      const there = { ...home, DATABASE_URL: database };
      await command('restore', join(folder, name), there);
      return assertWholeAt(there);
    }
  });

  async function emptyPlace(file: string): Promise<string> {
    const server = process.env.TEST_DATABASE_URL;
    if (!server) return file;
    const { url, drop } = await newPostgresDatabase(server);
    drops.push(drop);
    return url;
  }
});

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Requests that came so long ago that a reminder is due now. */
async function fillWithDue(desk: TestDesk): Promise<void> {
  desk.clock.set(new Date(Date.now() - 27 * DAY).toISOString());
  await staffMemberOf(desk, desk.organisation);
  for (let nth = 0; nth < DUE; nth += 1) await received(desk, desk.organisation);
  desk.clock.set(new Date().toISOString());
}

async function inLots<T>(all: T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function command(name: string, folder: string, settings: Record<string, string>) {
  const { code, stdout, stderr } = await run('cli.ts', [name, folder, '--json'], settings);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as { bytes: number };
}

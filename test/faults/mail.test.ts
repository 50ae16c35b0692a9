import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Letter } from '../../models/letter.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { type Peer, type Received, refusing, smtpPeer } from '../support/mail.ts';
import { freePort, temporaryFolder } from '../support/process.ts';
import { receive } from '../support/requests.ts';
import { scriptedPeer } from '../support/scriptedPeer.ts';
import { assertWhole } from './support/counted.ts';
import { assertEachLetterLeft, letClaimsRunOut, letWaitsRunOut, queued } from './support/letters.ts';
import { onTestDatabase, reap, reapAll, type Server, startServer, until } from './support/servers.ts';
import { seeded, shortOrLong, tell } from './support/tell.ts';

const KILLS = shortOrLong(3, 40);
const LETTERS = 6;

type Behaviour = Parameters<typeof smtpPeer>[0];

describe('Fault 5: a mail server that is down, refuses, hangs, and a process killed after its acceptance', () => {
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let peer: Peer | undefined;
  let inbox: Received[];
  let port: number;
  let server: Server;
  let settings: Record<string, string>;
  before(async () => {
    port = await freePort();
    settings = await onTestDatabase(folder, { ROLE: 'jobs', SMTP_URL: `smtp://127.0.0.1:${port}` });
  });
  beforeEach(async () => {
    desk = await deskForTests({ at: new Date().toISOString() });
    inbox = [];
  });
  afterEach(async () => {
    await assertWhole(desk);
    await reapAll();
    await close();
  });
  after(remove);

  const start = async () => {
    server = await startServer(settings);
  };
  const open = async (behaviour: Behaviour = {}) => {
    peer = await smtpPeer(behaviour, port);
  };
  const close = async () => {
    inbox.push(...(peer?.inbox ?? []));
    await peer?.close();
    peer = undefined;
  };
  const write = async (names: string[]) => {
    for (const name of names)
      await receive(desk, desk.organisation, { person: { name, email: `${name}@example.org` } });
  };
  const many = Array.from({ length: LETTERS }, (_, at) => `person${at}`);
  const goes = () =>
    until(
      async () => {
        await letWaitsRunOut();
        return (await queued()) === 0;
      },
      60_000,
      500,
    );

  it('down: letters wait, none fails, and each goes once when it is back', async () => {
    await write(many);
    await start();
    await until(async () => (await Letter.count({ where: { lastError: null } })) < LETTERS);
    assert.equal(await queued(), LETTERS);
    await open();
    await goes();
    await close();
    assert.deepEqual([await assertEachLetterLeft(inbox), inbox.length], [0, LETTERS]);
    tell({ 'waited while down': LETTERS, 'went when it was back': inbox.length, repeated: 0 });
  });

  it('refusing: what it puts off (4xx) goes later, what it will never take (5xx) has failed and says why', async () => {
    const refusals: Record<string, Error[]> = {
      later: [refusing(451, 'greylisted'), refusing(421, 'busy')],
      never: [refusing(550, 'no such mailbox')],
    };
    await open({
      onRcptTo: ({ address }, _session, done) => done(refusals[address.split('@')[0] ?? '']?.shift() ?? null),
    });
    await write(['later', 'never', ...many]);
    await start();
    await until(async () => (await queued()) === 1); // one put off, and the others went past it
    await goes();
    assert.equal(await Letter.count({ where: { state: 'sent' } }), 1 + LETTERS);
    const failed = await Letter.findAll({ where: { state: 'failed' } });
    assert.deepEqual([failed.length, /no such mailbox/.test(failed[0]?.lastError ?? '')], [1, true]);
    await close();
    assert.equal(inbox.length, 1 + LETTERS);
    tell({ 'put off, then sent': 1, 'failed for good': 1, 'went past them': LETTERS, repeated: 0 });
  });

  it('slow to accept: it is waited for, the others go meanwhile, and each goes once', async () => {
    const seconds = shortOrLong(12, 25);
    let slow = 1;
    await open({
      onData: (_stream, _session, done) => {
        slow -= 1;
        if (slow < 0) done();
        else setTimeout(done, seconds * 1000);
      },
    });
    await write(['slow', ...many]);
    await start();
    await until(async () => (await queued()) === 1, 60_000);
    await until(async () => (await queued()) === 0, 60_000);
    await close();
    assert.deepEqual([await assertEachLetterLeft(inbox), inbox.length], [0, 1 + LETTERS]);
    tell({ 'took, s': seconds, 'went meanwhile': LETTERS, sent: inbox.length, repeated: 0 });
  });

  it('breaking off after DATA: the letter was perhaps taken, waits its time, and goes again under the same Message-ID', async () => {
    const breaking = await scriptedPeer({ dot: 'hang-up' }, port);
    await write(['broken']);
    await start();
    await until(() => breaking.copies() === 1);
    await breaking.close();
    await open();
    await write(many);
    await until(async () => (await queued()) === 1, 60_000);
    await pause(shortOrLong(3, 25) * 1000);
    assert.equal(await Letter.count({ where: { state: 'queued', lastError: 'connection-lost' } }), 1);
    await goes();
    await close();
    assert.equal(await assertEachLetterLeft(inbox), 0);
    tell({ 'broke off': 1, 'perhaps taken': 1, sent: inbox.length });
  });

  it('taken, and the process killed before it could record that: at most one repeat a crash, none lost', async () => {
    const random = seeded();
    let crashes = 0;
    await open({
      onData: (_stream, _session, done) => {
        done();
        if (crashes === KILLS || random.chance(0.5)) return;
        crashes += 1;
        void pause(random.between(0, 6)).then(() => server.child.kill('SIGKILL'));
      },
    });
    const names = Array.from({ length: KILLS * 3 }, (_, at) => `person${at}`);
    await write(names);
    for (;;) {
      await start();
      await until(async () => server.child.signalCode !== null || (await queued()) === 0, 60_000);
      if (server.child.signalCode === null) break;
      await reap(server);
      await letClaimsRunOut();
    }
    await close();
    const repeated = await assertEachLetterLeft(inbox);
    assert.ok(repeated <= crashes, `${repeated} repeated, ${crashes} crashes`);
    tell({ seed: random.seed, letters: names.length, crashes, messages: inbox.length, repeated, lost: 0 });
  });
});

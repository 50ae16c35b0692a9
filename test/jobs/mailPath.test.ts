import assert from 'node:assert/strict';
import { pino } from 'pino';
import { runJob } from '../../jobs/runJob.ts';
import { JOBS, type JobDesk } from '../../jobs/timetable.ts';
import type { Mailer } from '../../mail/delivery.ts';
import { Letter } from '../../models/letter.ts';
import { MailPath } from '../../models/mailPath.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { createMetrics } from '../../process/metrics.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo } from '../support/mail.ts';
import { receive } from '../support/requests.ts';
import { type Script, type ScriptedPeer, scriptedPeer } from '../support/scriptedPeer.ts';

const LOG_IN = { EHLO: '250-peer\r\n250 AUTH PLAIN' };

describe('A way to the mail server that is dead', () => {
  let desk: TestDesk;
  let peer: ScriptedPeer;
  let script: Script;
  let lines: Record<string, unknown>[];
  const log = pino(
    { level: 'info', base: undefined },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    lines = [];
    script = {};
    peer = await scriptedPeer(script);
  });
  afterEach(() => peer.close());

  const become = (now: Script) => {
    for (const step of Object.keys(script)) delete script[step as keyof Script];
    Object.assign(script, now);
  };
  const url = () => peer.url.replace('//', '//desk:secret@');
  const run = async (name: string, mailer: Mailer | undefined = mailerTo(url(), { acceptance: 150 })) => {
    const job = JOBS.find((one) => one.name === name);
    assert.ok(job);
    const outcomes: string[] = [];
    const place: JobDesk = { ...desk, mailer };
    const { signal } = new AbortController();
    await runJob(place, job, { log, signal, ran: ({ outcome }) => outcomes.push(outcome) });
    return outcomes[0];
  };
  const deliver = () => run('deliverLetters');
  const warnings = () => lines.filter(({ level }) => level === 40).map(({ time: _, ...line }) => line);
  const path = () => MailPath.findByPk(1, { rejectOnEmpty: true });
  const figures = async () => {
    const { text } = await createMetrics(desk, 'a token for metrics').read();
    const of = (name: string) => new RegExp(`^rightsdesk_${name} (\\S+)$`, 'm').exec(text)?.[1];
    return [of('mail_up'), of('mail_oldest_queued_seconds')];
  };

  const dead: [string, Script, string, string][] = [
    ['a wrong password', { ...LOG_IN, AUTH: '535 5.7.8 not you' }, 'log-in', '535 5.7.8 not you'],
    ['a greeting that turns us away', { greeting: '554 go away' }, 'greeting', '554 go away'],
    [
      'a server that wants a log-in first',
      { MAIL: '530 5.7.0 log in first' },
      'sender',
      '530 5.7.0 log in first',
    ],
    ['a sender that it does not like', { MAIL: '553 5.1.8 no' }, 'sender', '553 5.1.8 no'],
    ['a server that is busy for all', { MAIL: '451 4.3.0 busy' }, 'sender', '451 4.3.0 busy'],
    ['a server that hangs up at each letter', { RCPT: 'hang-up' }, 'recipient', 'connection-lost'],
    ['a server that never says yes', { dot: 'silence' }, 'acceptance', 'took-too-long'],
  ];
  for (const [what, now, step, says] of dead) {
    it(`${what} is a warning with its words, a figure, and no run that is called done`, async () => {
      become(now);
      await receive(desk, desk.organisation);
      desk.clock.advance({ minutes: 1 });
      assert.equal(await deliver(), 'fault');
      const since = '2026-03-02T09:01:00.000Z';
      const [warning, ...more] = warnings();
      const { msg, ...told } = warning ?? {};
      assert.deepEqual(told, { level: 40, job: 'deliverLetters', mail: 'down', step, says, since });
      assert.deepEqual(more, []);
      assert.match(String(msg), /mail test ADDRESS/);
      assert.deepEqual(await figures(), ['0', '60']);
    });
  }

  it('an unknown name and a closed port are told too', async () => {
    await receive(desk, desk.organisation);
    assert.equal(await run('deliverLetters', mailerTo('smtp://mail.invalid')), 'fault');
    desk.clock.advance({ minutes: 1 });
    assert.equal(await run('deliverLetters', mailerTo('smtp://127.0.0.1:1')), 'fault');
    assert.deepEqual(
      warnings().map(({ step, since }) => [step, since]),
      [
        ['lookup', '2026-03-02T09:00:00.000Z'],
        ['connection', '2026-03-02T09:00:00.000Z'],
      ],
    );
  });

  it('is told once, again when the reason is another, and each hour', async () => {
    become({ greeting: '554 5.3.0 id 4711' });
    await receive(desk, desk.organisation);
    const told: number[] = [];
    const then = async (minutes: number, now?: Script) => {
      if (now) become(now);
      desk.clock.advance({ minutes });
      await deliver();
      told.push(warnings().length);
    };
    await then(0);
    await then(1, { greeting: '554 5.3.0 id 4712' });
    await then(58);
    await then(2);
    await then(1, { ...LOG_IN, AUTH: '535 wrong' });
    await then(1, { ...LOG_IN, AUTH: '535 still wrong' });
    await then(1, { ...LOG_IN, AUTH: '454 later' });
    assert.deepEqual(told, [1, 1, 1, 2, 3, 3, 4]);
    const { downSince, says } = await path();
    assert.deepEqual([downSince, says], [new Date('2026-03-02T09:00:00Z'), '454 later']);
  });

  it('tells no address of anybody, nor a password', async () => {
    become({ ...LOG_IN, AUTH: '535 user <ada@example.org> (see ada.b@example.org) denied' });
    await receive(desk, desk.organisation);
    await deliver();
    assert.equal(warnings()[0]?.says, '535 user <…> (see …) denied');
    assert.doesNotMatch(JSON.stringify(lines), /@example|secret/);
  });

  it('is told, and each letter kept waiting, whatever signs are in the words of the server', async () => {
    for (const dot of ['451 \0\x1b[2Jno\u202e\x07, later', '\0 \x85 what?']) {
      become({ dot });
      const { submission } = await receive(desk, desk.organisation);
      await deliver();
      const { id } = await SubjectRequest.findOne({
        where: { submissionId: submission.id },
        rejectOnEmpty: true,
      });
      const { state, lastError, nextAttemptAt } = await Letter.findOne({
        where: { requestId: id },
        rejectOnEmpty: true,
      });
      assert.equal(state, 'queued');
      assert.deepEqual(nextAttemptAt, new Date('2026-03-02T09:01:00Z'));
      assert.equal(lastError, dot.startsWith('4') ? '451 [2Jno, later' : 'what?');
    }
    become({ greeting: '554 \0go \u202eaway' });
    desk.clock.advance({ minutes: 2 });
    await deliver();
    assert.equal((await path()).says, '554 go away');
  });

  it('ends by itself with the first letter that is taken, and says so once', async () => {
    become({ greeting: '554 no' });
    await receive(desk, desk.organisation);
    await deliver();
    become({});
    desk.clock.advance({ minutes: 3 });
    assert.equal(await deliver(), 'done');
    assert.deepEqual(await figures(), ['1', '0']);
    const told = lines.filter(({ mail }) => mail === 'up');
    assert.deepEqual(
      told.map(({ level, since }) => [level, since]),
      [[30, '2026-03-02T09:00:00.000Z']],
    );
  });

  it('is not dead where the server speaks of one letter only', async () => {
    for (const now of [
      { RCPT: '550 who' },
      { RCPT: '452 full' },
      { dot: '554 spam' },
      { dot: '451 later' },
    ]) {
      become(now);
      await receive(desk, desk.organisation);
      assert.equal(await deliver(), 'done');
      desk.clock.advance({ minutes: 1 });
    }
    assert.deepEqual([warnings(), await MailPath.count()], [[], 0]);
  });

  describe('while no letter shows it', () => {
    it('is found when a process starts', async () => {
      become({ ...LOG_IN, AUTH: '535 wrong' });
      await run('watchMail');
      assert.deepEqual([warnings().length, (await figures())[0]], [1, '0']);
    });

    it('is asked each minute until it is mended, and then each quarter of an hour', async () => {
      const mailer = mailerTo(url());
      become({ greeting: '554 no' });
      const asked: number[] = [];
      const then = async (minutes: number) => {
        desk.clock.advance({ minutes });
        await run('watchMail', mailer);
        asked.push(peer.connections());
      };
      await then(0);
      await then(0);
      await then(1);
      become({});
      await then(1);
      await then(14);
      await then(1);
      assert.deepEqual([asked, (await figures())[0]], [[1, 1, 2, 3, 3, 4], '1']);
    });

    it('is not thought mended by a greeting where letters wait that fail after it', async () => {
      const mailer = mailerTo(url());
      become({ MAIL: '553 not you' });
      await receive(desk, desk.organisation);
      await run('deliverLetters', mailer);
      desk.clock.advance({ minutes: 2 });
      await run('watchMail', mailer);
      assert.equal((await figures())[0], '0');
      await Letter.update({ state: 'cancelled' }, { where: {} });
      await run('watchMail', mailer);
      assert.equal((await figures())[0], '1');
    });

    it('is unknown without a mail server', async () => {
      become({ greeting: '554 no' });
      await run('watchMail');
      const job = JOBS.find(({ name }) => name === 'watchMail');
      await job?.run(desk, desk.clock(), {});
      assert.deepEqual(await figures(), [undefined, '0']);
    });
  });
});

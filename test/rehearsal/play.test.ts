import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pino } from 'pino';
import { Letter } from '../../models/letter.ts';
import { openClock, type PlayedClock } from '../../rehearsal/clock.ts';
import { keepingMailer, mailsIn } from '../../rehearsal/mails.ts';
import { PLAYED_JOBS, playOn } from '../../rehearsal/play.ts';
import { userWith } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { received } from '../support/requests.ts';

const START = new Date('2026-03-02T09:00:00Z');
const log = pino({ level: 'silent' });

describe('A rehearsal whose clock is played forward', () => {
  const { folder, remove } = temporaryFolder();
  let desk: Omit<TestDesk, 'clock'> & { clock: PlayedClock };
  let mails: string;

  beforeEach(async () => {
    const at = START.toISOString();
    const test = await deskForTests({ at });
    await userWith(test, 'dpo');
    await received(test, test.organisation, { channel: 'post', rights: ['access'] });
    const name = String(Math.random()).slice(2);
    mails = join(folder, `${name}.jsonl`);
    desk = { ...test, clock: openClock(join(folder, `${name}.json`), START) };
  });
  after(remove);

  const play = (to: string, signal = new AbortController().signal) => {
    if (to) desk.clock.setOut(new Date(to));
    const mailer = keepingMailer(desk, mails, () => undefined);
    return playOn({ ...desk, mailer }, { zone: 'Europe/Paris', log, signal });
  };

  it('writes what each of those days would have written, in their order, and at the hour of that day', async () => {
    desk.clock.moveTo(new Date('2026-04-02T21:00:00Z'));
    await play('2026-04-04T07:00:00Z');
    assert.ok(desk.clock() >= new Date('2026-04-04T07:00:00Z'));
    assert.equal(desk.clock.playingTo(), undefined);
    const told = mailsIn(mails).reverse();
    const days = told.map(({ at }) => at);
    assert.deepEqual(days, [...days].sort());
    const missed = told.filter(({ subject }) => /missed/.test(subject));
    assert.deepEqual(
      missed.map(({ at, to }) => [at.slice(0, 13), to]),
      [
        ['2026-04-03T06', 'The dpo <dpo@example.org>'],
        ['2026-04-04T06', 'The dpo <dpo@example.org>'],
      ], // 08:00 in Paris, from the day after the due date, Thursday 2 April
    );
    assert.equal(await Letter.count({ where: { state: 'queued' } }), 0);
  });

  it('goes on to where it was set out for after its process was ended on the way', async () => {
    const ending = new AbortController();
    ending.abort();
    await play('2026-03-02T12:00:00Z', ending.signal);
    assert.deepEqual(desk.clock.playingTo(), new Date('2026-03-02T12:00:00Z'));
    await play('');
    assert.ok(desk.clock() >= new Date('2026-03-02T12:00:00Z'));
    assert.equal(desk.clock.playingTo(), undefined);
  });

  it('runs every job that days give something to do, in the order of the timetable', () => {
    assert.deepEqual(
      PLAYED_JOBS.map(({ name }) => name),
      [
        'remindBeforeDue',
        'escalateOverdue',
        'tellArrivals',
        'askAfterRestore',
        'chaseOwners',
        'askBackups',
        'deliverLetters',
        'forgetDrafts',
      ],
    );
  });
});

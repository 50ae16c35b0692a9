import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startJobs } from '../../jobs/schedule.ts';
import { JOBS, type Job } from '../../jobs/timetable.ts';
import { Letter } from '../../models/letter.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { stoppedWithLetterInHand } from '../support/letterInHand.ts';
import { receive } from '../support/requests.ts';

const EVERY_SECOND = '* * * * * *';

describe('The schedule', () => {
  let desk: TestDesk;
  let logged: { level: 'info' | 'error'; line: object }[];
  const log = {
    info: (line: object) => void logged.push({ level: 'info', line }),
    error: (line: object) => void logged.push({ level: 'error', line }),
  } as Parameters<typeof startJobs>[1];
  const job = (name: string, run: () => Promise<Record<string, number>>): Job => ({
    name,
    when: EVERY_SECOND,
    does: '',
    run,
    foresee: async () => ({ letters: [] }),
  });

  beforeEach(async () => {
    desk = await deskForTests();
    logged = [];
  });

  it('names every job of the desk, reminders and digests each minute, deliveries every few seconds', () => {
    assert.deepEqual(
      JOBS.map(({ name, when }) => [name, when.split(' ')[0]]),
      [
        ['remindBeforeDue', '0'],
        ['escalateOverdue', '0'],
        ['tellArrivals', '0'],
        ['askAfterRestore', '55'],
        ['chaseOwners', '0'],
        ['askBackups', '35'],
        ['deliverLetters', '*/3'],
        ['watchMail', '15'],
        ['forgetDrafts', '30'],
        ['foldCounts', '40'],
        ['noteCustomerNumbers', '45'],
        ['checkDatabase', '50'],
        ['backUp', '20'],
      ],
    );
  });

  it('is described for the operator, job by job', () => {
    const told = readFileSync(join(import.meta.dirname, '../../docs/running-it.md'), 'utf8');
    assert.deepEqual(
      JOBS.map(({ name }) => name).filter((name) => !told.includes(`\`${name}\``)),
      [],
    );
  });

  it('runs each job at the start and then by its timetable, and never the same job twice at once', async () => {
    let [running, most, runs] = [0, 0, 0];
    const slow = job('slow', async () => {
      runs += 1;
      running += 1;
      most = Math.max(most, running);
      await later(1500);
      running -= 1;
      return {};
    });
    const jobs = startJobs(desk, log, { jobs: [slow] });
    await later(3200);
    await jobs.stop();
    assert.equal(most, 1);
    assert.ok(runs >= 2 && runs <= 3, `${runs} runs`);
  });

  it('logs a fault without the values of a query, and continues', async () => {
    let runs = 0;
    const faulty = job('faulty', async () => {
      runs += 1;
      const error = new Error('ada@example.org is not unique');
      error.name = 'SequelizeDatabaseError';
      throw Object.assign(error, { parent: { code: 'SQLITE_FULL' } });
    });
    const jobs = startJobs(desk, log, { jobs: [faulty] });
    await later(2100);
    await jobs.stop();
    assert.ok(runs >= 2);
    assert.equal(logged[0]?.level, 'error');
    assert.match(JSON.stringify(logged), /"code":"SQLITE_FULL"/);
    assert.doesNotMatch(JSON.stringify(logged), /ada@/);
  });

  it('waits at shutdown for the letter being delivered, and begins no other', async () => {
    const ended = await stoppedWithLetterInHand(desk, (place) => startJobs(place, log));
    assert.deepEqual(ended, { states: ['sent', 'queued'], taken: 1 });
  });

  it('leaves letters in the outbox where no mail server is set', async () => {
    await receive(desk, desk.organisation);
    const jobs = startJobs(desk, log);
    await later(300);
    await jobs.stop();
    const letter = await Letter.findOne({ rejectOnEmpty: true });
    assert.deepEqual([letter.state, letter.attempts], ['queued', 0]);
  });
});

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

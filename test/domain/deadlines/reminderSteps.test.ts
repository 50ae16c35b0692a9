import assert from 'node:assert/strict';
import { dayAfter, latestMissedStep, reminderSteps } from '../../../domain/deadlines/reminderSteps.ts';
import { clocksOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const scalingo = shippedPolicy('scalingo-privacy@2015');
const facts = factsOf('2026-11-26T09:42:00Z');
const { reply, 'account-deletion': account, 'extension-notice': notice } = clocksOf(scalingo, facts, 'FR-67');
const shown = (steps: { step: string; at: Date }[]) =>
  steps.map(({ step, at }) => `${step} ${at.toISOString()}`);

describe('Reminders', () => {
  it('of a day clock: 08:00 local, 5 and 2 working days before the safe day, and on the due day', () => {
    assert.ok(reply);
    assert.equal(reply.safeOn, '2026-12-24');
    assert.deepEqual(shown(reminderSteps(reply, 'Europe/Paris')), [
      'seven-days 2026-12-17T07:00:00.000Z',
      'two-days 2026-12-22T07:00:00.000Z',
      'due-day 2026-12-28T07:00:00.000Z',
    ]);
    assert.equal(dayAfter(reply, 'Europe/Paris')?.toISOString(), '2026-12-29T07:00:00.000Z');
  });

  for (const [what, received, safe, steps] of [
    [
      'leave on no Saturday and no Christmas Day: two working days before Monday 28 December are Wednesday 23',
      '2026-11-27T09:00:00Z',
      '2026-12-24',
      ['2026-12-17', '2026-12-22', '2026-12-28'],
    ],
    [
      'pass over Easter: two working days before Tuesday 7 April are Thursday 2, five are Monday 30 March',
      '2026-03-07T09:00:00Z',
      '2026-04-07',
      ['2026-03-30', '2026-04-02', '2026-04-07'],
    ],
    [
      'pass over the New Year: five working days before Monday 4 January are Thursday 24 December',
      '2026-12-04T09:00:00Z',
      '2027-01-04',
      ['2026-12-24', '2026-12-30', '2027-01-04'],
    ],
  ] as const)
    it(what, () => {
      const { reply: of } = clocksOf(shippedPolicy('gdpr-eu@2018'), factsOf(received), 'FR');
      assert.ok(of);
      assert.equal(of.safeOn, safe);
      assert.deepEqual(
        reminderSteps(of, 'Europe/Paris').map(({ at }) => at.toISOString().slice(0, 10)),
        steps,
      );
    });

  it('remind of a day that does not roll, Easter Sunday, on the working day before Good Friday of Alsace', () => {
    const { 'other-data-deletion': deletion } = clocksOf(scalingo, factsOf('2026-03-06T09:00:00Z'), 'FR-67');
    assert.ok(deletion);
    assert.equal(deletion.dueOn, '2026-04-05');
    assert.equal(deletion.lastReminderOn, '2026-04-02');
  });

  it('begin with the time that is due soon, where holidays make the first earlier than 7 days', () => {
    const { reply: of } = clocksOf(shippedPolicy('gdpr-eu@2018'), factsOf('2026-12-04T09:00:00Z'), 'FR');
    const { reply: plain } = clocksOf(shippedPolicy('gdpr-eu@2018'), factsOf('2026-03-02T09:00:00Z'), 'FR');
    assert.equal(of?.warnAt?.toISOString(), '2026-12-24T07:00:00.000Z');
    assert.equal(plain?.warnAt?.toISOString(), '2026-03-26T07:00:00.000Z');
  });

  it('of an hour clock: on receipt, at half time, two hours before, when late', () => {
    assert.ok(account);
    assert.deepEqual(shown(reminderSteps(account, 'Europe/Paris')), [
      'received 2026-11-26T09:42:00.000Z',
      'half-time 2026-11-26T21:42:00.000Z',
      'two-hours 2026-11-27T07:42:00.000Z',
      'late 2026-11-27T09:42:00.000Z',
    ]);
    assert.equal(dayAfter(account, 'Europe/Paris')?.toISOString(), '2026-11-28T07:00:00.000Z');
  });

  it('08:00 is local on both sides of a clock change', () => {
    const { reply: march } = clocksOf(scalingo, factsOf('2026-03-02T09:00:00Z'), 'FR-67');
    assert.ok(march);
    assert.deepEqual(shown(reminderSteps(march, 'Europe/Paris')), [
      'seven-days 2026-03-26T07:00:00.000Z',
      'two-days 2026-03-31T06:00:00.000Z',
      'due-day 2026-04-02T06:00:00.000Z',
    ]);
  });

  it('a step before the start is left out: a clock of 90 minutes has none two hours before', () => {
    const clocks = scalingo.clocks.map((clock) => ({
      ...clock,
      ...(clock.id === 'account-deletion' && { period: 'PT90M' }),
    }));
    const { 'account-deletion': short } = clocksOf({ ...scalingo, clocks }, facts, 'FR-67');
    assert.ok(short);
    assert.deepEqual(
      reminderSteps(short, 'Europe/Paris').map(({ step }) => step),
      ['received', 'half-time', 'late'],
    );
  });

  it('nothing is sent for what is met, paused, or only a row to plan by', () => {
    assert.ok(notice && reply);
    assert.deepEqual(reminderSteps(notice, 'Europe/Paris'), []);
    assert.deepEqual(reminderSteps({ ...reply, state: 'met' }, 'Europe/Paris'), []);
    assert.deepEqual(reminderSteps({ ...reply, state: 'paused' }, 'Europe/Paris'), []);
  });

  it('after an outage only the latest missed step counts', () => {
    assert.ok(reply);
    const steps = reminderSteps(reply, 'Europe/Paris');
    const missed = (now: string) => latestMissedStep(steps, new Date(now))?.step;
    assert.equal(missed('2026-12-17T06:59:59Z'), undefined);
    assert.equal(missed('2026-12-17T07:00:00Z'), 'seven-days');
    assert.equal(missed('2026-12-30T07:00:00Z'), 'due-day');
  });
});

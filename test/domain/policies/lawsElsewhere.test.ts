import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { otherDeadlinesOf } from '../../../domain/deadlines/otherDeadlines.ts';
import { isReply } from '../../../domain/deadlines/reply.ts';
import { policyFor } from '../../../domain/policies/inEffect.ts';
import type { Right } from '../../../domain/rights.ts';
import { clocksOf, codesOf, factsOf, shippedPacks, shippedPolicy } from '../../support/facts.ts';

const at = (text: string) => new Date(text);
const received = (ref: string, day: string) => policyFor(shippedPacks, ref, calendarDate(day));
const clarification: Facts['pauses'] = [
  { reason: 'clarification', askedAt: at('2026-03-10T10:00:00Z'), answeredAt: at('2026-03-20T15:00:00Z') },
];

describe('The UK GDPR as amended in 2025', () => {
  it('holds for what is received from 5 February 2026 (SI 2026/82 reg. 2(h)); before, the former rules (reg. 4)', () => {
    assert.equal(received('uk-gdpr', '2026-02-04').version, '2021');
    assert.equal(received('uk-gdpr', '2026-02-05').version, '2026');
  });

  it('stops the clock for a clarification of an access request alone (Art. 12A(5)): 14 April, and 7 April for a rectification', () => {
    const facts = factsOf('2026-03-03T09:00:00Z', { zone: 'Europe/London', pauses: clarification });
    const due = (right: Right) =>
      clocksOf(received('uk-gdpr', '2026-03-03'), facts, 'GB-ENG', right).reply?.dueOn;
    assert.deepEqual([due('access'), due('rectification')], ['2026-04-14', '2026-04-07']);
  });

  it('the former rules had it for access alone too', () => {
    const [pause] = received('uk-gdpr', '2026-02-04').pauses.filter(
      ({ reason }) => reason === 'clarification',
    );
    assert.deepEqual(pause?.rights, ['access']);
  });

  it('has the reasonable search as a duty, and the rights of Arts. 22A to 22D', () => {
    const { duties, rightStatements } = received('uk-gdpr', '2026-03-03');
    assert.match(
      duties.find(({ id }) => id === 'reasonable-search')?.title.en ?? '',
      /reasonable and proportionate/,
    );
    assert.equal(rightStatements[0]?.source, 'Arts. 22A to 22D');
  });

  const complaint = (day: string) => {
    const facts = factsOf('2026-03-03T09:00:00Z', {
      zone: 'Europe/London',
      other: { 'complaint-received': at(`${day}T10:00:00Z`) },
    });
    const rows = otherDeadlinesOf(shippedPolicy('uk-gdpr'), facts, holidayCalendar('GB-ENG'));
    return rows.find(({ clock }) => clock === 'complaint-acknowledgement');
  };

  it('DPA 2018 s.164A: a complaint is acknowledged within 30 days beginning when it is received, the first day counted', () => {
    assert.deepEqual(
      [complaint('2026-07-01')?.dueOn, complaint('2026-07-01')?.confirmed],
      ['2026-07-30', false],
    );
    assert.equal(
      complaint('2026-06-19')?.dueOn,
      '2026-07-18',
      'a Saturday: the earlier date is the safe one',
    );
    assert.ok(codesOf(complaint('2026-07-01')).includes('days-from-first'));
  });

  it('and not one that came before 19 June 2026', () => {
    const early = complaint('2026-06-18');
    assert.deepEqual(
      [early?.state, early?.dueOn, codesOf(early)],
      ['cancelled', undefined, ['not-in-force']],
    );
  });
});

describe('The Swiss Ordinance', () => {
  const reply = (more: Partial<Facts> = {}, day = '2026-03-02', right: Right = 'access') => {
    const facts = factsOf(`${day}T09:00:00Z`, { zone: 'Europe/Zurich', ...more });
    return Object.values(clocksOf(shippedPolicy('fadp-ch'), facts, 'CH-ZH', right)).find(isReply);
  };
  const announced = (sent: string, until: string) => ({
    extensionNoticeSentAt: at(`${sent}T10:00:00Z`),
    extensionUntil: calendarDate(until),
  });

  it('30 days for access (Art. 18(1)), confirmed; for the other rights they are chosen', () => {
    assert.deepEqual([reply()?.dueOn, reply()?.confirmed, reply()?.chosen], ['2026-04-01', true, undefined]);
    const other = reply({}, '2026-03-02', 'erasure');
    assert.deepEqual(
      [other?.dueOn, other?.confirmed, Boolean(other?.chosen?.fr)],
      ['2026-04-01', false, true],
    );
  });

  it('the last day rolls (SR 173.110.3 Art. 1, SR 0.221.122.3 Art. 5): Saturday 4 April 2026 to Tuesday after Easter', () =>
    assert.equal(reply({}, '2026-03-05')?.dueOn, '2026-04-07'));

  it('a later date that is announced in time is the date (Art. 18(2)), a Sunday too', () => {
    assert.equal(reply(announced('2026-03-30', '2026-05-20'))?.dueOn, '2026-05-20');
    assert.equal(reply(announced('2026-04-01', '2026-05-17'))?.dueOn, '2026-05-17');
    assert.ok(codesOf(reply(announced('2026-03-30', '2026-05-20'))).includes('announced'));
  });

  it('announced too late, for a day that is not later, or without a day, it changes nothing', () => {
    assert.equal(reply(announced('2026-04-02', '2026-05-20'))?.dueOn, '2026-04-01');
    assert.equal(reply(announced('2026-03-30', '2026-03-31'))?.dueOn, '2026-04-01');
    assert.ok(codesOf(reply(announced('2026-03-30', '2026-03-31'))).includes('announced-not-later'));
    const { extensionNoticeSentAt } = announced('2026-03-30', '2026-05-20');
    assert.equal(reply({ extensionNoticeSentAt })?.dueOn, '2026-04-01');
    assert.ok(codesOf(reply({ extensionNoticeSentAt })).includes('no-day-announced'));
  });

  it('a notice that came back leaves the first date, not confirmed, and names the other', () => {
    const { extensionUntil, extensionNoticeSentAt } = announced('2026-03-30', '2026-05-20');
    const back = reply({ extensionUntil, extensionNoticeReturned: extensionNoticeSentAt });
    assert.deepEqual([back?.dueOn, back?.confirmed], ['2026-04-01', false]);
    assert.equal(back?.because.find(({ code }) => code === 'extension-returned')?.data.other, '2026-05-20');
  });

  it('a refusal is told within the same 30 days (Art. 18(3))', () => {
    const facts = factsOf('2026-03-02T09:00:00Z', { zone: 'Europe/Zurich' });
    const notice = clocksOf(shippedPolicy('fadp-ch'), facts, 'CH-ZH', 'access')['refusal-notice'];
    assert.deepEqual([notice?.dueOn, notice?.advisory], ['2026-04-01', true]);
  });
});

describe('California from 1 January 2027 (11 CCR 7200(b)), not confirmed', () => {
  it('lets a person opt out of automated decisions, within 15 business days, and learn of them within 45 days', () => {
    assert.ok(!received('ccpa', '2026-12-31').rights.includes('automated-decision'));
    const facts = factsOf('2027-01-04T18:00:00Z', { zone: 'America/Los_Angeles' });
    const clocks = clocksOf(received('ccpa', '2027-01-04'), facts, 'US-CA', 'automated-decision');
    assert.equal(clocks['admt-opt-out']?.dueOn, '2027-01-26', 'Martin Luther King Day lies between');
    assert.equal(clocks['reply-on-automation']?.dueOn, '2027-02-18');
    for (const { confirmed } of Object.values(clocks)) assert.equal(confirmed, false);
  });
});

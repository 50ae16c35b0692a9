import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import { clocksOf, codesOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const scalingo = shippedPolicy('scalingo-privacy@2015');

describe('Clocks of an erasure under scalingo-privacy@2015', () => {
  const facts = factsOf('2026-11-26T09:42:00Z');

  it('S15-7b: the account within 24 hours of receipt, with the outer limit by full hours', () => {
    const { 'account-deletion': account } = clocksOf(scalingo, facts, 'FR-67');
    assert.equal(account?.targetAt?.toISOString(), '2026-11-27T09:42:00.000Z');
    assert.equal(account?.outerAt?.toISOString(), '2026-11-27T10:00:00.000Z');
    assert.equal(account?.lateAt, account?.targetAt);
    assert.ok(account?.chosen?.en && account.chosen.fr);
  });

  it('S15-7e: the rest within 30 days, which do not roll (26 December is a Saturday)', () => {
    const { 'other-data-deletion': rest } = clocksOf(scalingo, facts, 'FR-67');
    assert.equal(rest?.dueOn, '2026-12-26');
    assert.equal(rest?.safeOn, '2026-12-24');
    assert.ok(codesOf(rest).includes('not-rolled'));
  });

  it('Art. 12(3): the reply within one month, which rolls, each row with the pack it comes from', () => {
    const clocks = clocksOf(scalingo, facts, 'FR-67');
    assert.equal(clocks.reply?.dueOn, '2026-12-28');
    assert.equal(clocks.reply?.pack, 'gdpr-eu@2018');
    assert.equal(clocks['account-deletion']?.pack, 'scalingo-privacy@2015');
  });

  it('clocks come in the order of the packs, and an access request has no deletion among them', () => {
    const order = ['reply', 'extension-notice', 'refusal-notice', 'account-deletion', 'other-data-deletion'];
    assert.deepEqual(Object.keys(clocksOf(scalingo, facts, 'FR-67')), order);
    assert.deepEqual(Object.keys(clocksOf(scalingo, facts, 'FR-67', 'access')), order.slice(0, 3));
  });

  it('the calendar given decides, not that of the pack: 2026-03-03 is due on 3 April in FR, 7 April in FR-67', () => {
    const received = factsOf('2026-03-03T10:00:00Z');
    assert.equal(clocksOf(scalingo, received, 'FR').reply?.dueOn, '2026-04-03');
    assert.equal(clocksOf(scalingo, received, 'FR-67').reply?.dueOn, '2026-04-07');
  });

  it('a receipt known only by its day: hours count from 00:00 local, and the reasons say so', () => {
    const day = factsOf('2026-11-26T11:00:00Z', { receivedOn: calendarDate('2026-11-26') });
    const { 'account-deletion': account, reply } = clocksOf(scalingo, day, 'FR-67');
    assert.equal(account?.targetAt?.toISOString(), '2026-11-26T23:00:00.000Z');
    assert.ok(codesOf(account).includes('counted-from-midnight'));
    assert.equal(reply?.dueOn, '2026-12-28');
  });
});

describe('How a clock ends', () => {
  const at = (text: string) => new Date(text);
  const received = '2026-11-02T09:00:00Z';

  it('a fulfilment meets its own clock and no other', () => {
    const facts = factsOf(received, { fulfilled: { 'account-deletion': at('2026-11-02T20:00:00Z') } });
    const clocks = clocksOf(scalingo, facts);
    assert.equal(clocks['account-deletion']?.state, 'met');
    assert.equal(clocks['account-deletion']?.endedAt?.toISOString(), '2026-11-02T20:00:00.000Z');
    assert.equal(clocks['other-data-deletion']?.state, 'running');
    assert.equal(clocks.reply?.state, 'running');
  });

  it('an answer meets the reply, ends the rows to plan by, and leaves the purge running', () => {
    const clocks = clocksOf(scalingo, factsOf(received, { answeredAt: at('2026-11-10T09:00:00Z') }));
    assert.equal(clocks.reply?.state, 'met');
    assert.equal(clocks['extension-notice']?.state, 'cancelled');
    assert.equal(clocks['refusal-notice']?.state, 'cancelled');
    assert.equal(clocks['other-data-deletion']?.state, 'running');
  });

  it('a refusal in whole meets the reply and the refusal notice (Art. 12(4))', () => {
    const refusedAt = at('2026-11-10T09:00:00Z');
    const clocks = clocksOf(gdpr, factsOf(received, { refusedAt, endedAt: refusedAt }));
    assert.equal(clocks.reply?.state, 'met');
    assert.equal(clocks['refusal-notice']?.state, 'met');
    assert.equal(clocks['extension-notice']?.state, 'cancelled');
  });

  it('a withdrawal cancels what is open and leaves what was met', () => {
    const fulfilled = { 'account-deletion': at('2026-11-02T20:00:00Z') };
    const clocks = clocksOf(scalingo, factsOf(received, { fulfilled, endedAt: at('2026-11-05T09:00:00Z') }));
    assert.equal(clocks['account-deletion']?.state, 'met');
    assert.equal(clocks.reply?.state, 'cancelled');
    assert.equal(clocks['other-data-deletion']?.state, 'cancelled');
  });

  it('a clock cancelled with a reason is cancelled alone', () => {
    const clocks = clocksOf(
      scalingo,
      factsOf(received, { cancelled: { 'other-data-deletion': at('2026-11-05T09:00:00Z') } }),
    );
    assert.equal(clocks['other-data-deletion']?.state, 'cancelled');
    assert.equal(clocks['account-deletion']?.state, 'running');
  });

  it('a clock whose fact is not there yet has no date, and begins with the fact', () => {
    const [first] = scalingo.clocks.filter((clock) => clock.id === 'other-data-deletion');
    assert.ok(first);
    const policy = { ...scalingo, clocks: [{ ...first, starts: 'answered' as const }] };
    const waiting = clocksOf(policy, factsOf(received))['other-data-deletion'];
    assert.equal(waiting?.state, 'notStarted');
    assert.equal(waiting?.dueOn, undefined);
    assert.deepEqual(codesOf(waiting), ['not-started']);
    const begun = clocksOf(policy, factsOf(received, { answeredAt: at('2026-11-10T23:30:00Z') }))[
      'other-data-deletion'
    ];
    assert.equal(begun?.dueOn, '2026-12-11', 'the local day, 11 November in Paris, and 30 days');
    assert.ok(codesOf(begun).includes('starts-at'));
  });
});

describe('An extension (Art. 12(3)): three months from receipt', () => {
  const sent = (received: string, notice: string, calendar = 'FR') =>
    clocksOf(gdpr, factsOf(received, { extensionNoticeSentAt: new Date(notice) }), calendar);

  const table: [string, string, string, string][] = [
    [
      '2025-01-31T09:00:00Z',
      '2025-02-20T09:00:00Z',
      '2025-04-30',
      'not 28 April, two months after the clamped first date',
    ],
    [
      '2025-08-14T09:00:00Z',
      '2025-09-10T09:00:00Z',
      '2025-11-14',
      'the roll of the first date, 15 September, does not leak',
    ],
    ['2025-11-30T09:00:00Z', '2025-12-20T09:00:00Z', '2026-03-02', '28 February is a Saturday'],
  ];
  for (const [received, notice, due, why] of table) {
    it(`received ${received.slice(0, 10)}: ${due}, ${why}`, () => {
      const clocks = sent(received, notice);
      assert.equal(clocks.reply?.dueOn, due);
      assert.ok(codesOf(clocks.reply).includes('extension'));
      assert.equal(clocks['extension-notice']?.state, 'met');
    });
  }

  it('takes effect up to the last minute of the rolled first date (14 September 2025 is a Sunday)', () => {
    assert.equal(sent('2025-08-14T09:00:00Z', '2025-09-15T21:59:59Z').reply?.dueOn, '2025-11-14');
  });

  it('lapses a second later: the first date stands, and the reasons say so', () => {
    const clocks = sent('2025-08-14T09:00:00Z', '2025-09-15T22:00:00Z');
    assert.equal(clocks.reply?.dueOn, '2025-09-15');
    assert.ok(codesOf(clocks.reply).includes('extension-lapsed'));
    assert.equal(clocks['extension-notice']?.state, 'running');
  });

  it('moves the reply only, never the 24 hours, the 30 days, or the refusal', () => {
    const before = clocksOf(scalingo, factsOf('2026-11-02T09:00:00Z'));
    const notice = { extensionNoticeSentAt: new Date('2026-11-20T09:00:00Z') };
    const after = clocksOf(scalingo, factsOf('2026-11-02T09:00:00Z', notice));
    for (const clock of ['account-deletion', 'other-data-deletion']) {
      assert.deepEqual(after[clock], before[clock], clock);
    }
    const { because, ...refusal } = after['refusal-notice'] as Deadline;
    const { because: reasons, ...undisturbed } = before['refusal-notice'] as Deadline;
    assert.deepEqual(refusal, undisturbed);
    assert.deepEqual(because.slice(0, -1), reasons);
    assert.equal(because.at(-1)?.code, 'extension-without-effect');
    assert.equal(after.reply?.dueOn, '2027-02-02');
  });

  it('undone, it leaves no trace', () => {
    const plain = factsOf('2025-01-31T09:00:00Z');
    const before = clocksOf(gdpr, plain);
    clocksOf(gdpr, { ...plain, extensionNoticeSentAt: new Date('2025-02-20T09:00:00Z') });
    assert.deepEqual(clocksOf(gdpr, plain), before);
  });
});

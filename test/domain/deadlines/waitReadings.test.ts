import assert from 'node:assert/strict';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { hasEndedLate } from '../../../domain/deadlines/lateness.ts';
import { clocksOf, codesOf, factsOf, shippedPolicy } from '../../support/facts.ts';

type Wait = [reason: Facts['pauses'][number]['reason'], asked: string, answered?: string];
const gdpr = shippedPolicy('gdpr-eu');
const uk = shippedPolicy('uk-gdpr');
const at = (text: string) => new Date(text.length > 10 ? text : `${text}T10:00:00Z`);

const facts = (received: string, waits: Wait[], more: Partial<Facts> = {}): Facts =>
  factsOf(at(received).toISOString(), {
    ...more,
    pauses: waits.map(([reason, asked, answered]) => ({
      reason,
      askedAt: at(asked),
      ...(answered && { answeredAt: at(answered) }),
    })),
  });
const german = (received: string, waits: Wait[], more?: Partial<Facts>) =>
  clocksOf(gdpr, facts(received, waits, { zone: 'Europe/Berlin', ...more }), 'DE-BE', 'access');
const french = (received: string, waits: Wait[], more?: Partial<Facts>) =>
  clocksOf(gdpr, facts(received, waits, more), 'FR', 'access');
const british = (received: string, waits: Wait[], more?: Partial<Facts>) =>
  clocksOf(uk, facts(received, waits, { zone: 'Europe/London', ...more }), 'GB-ENG', 'access');

describe('No wait makes a date earlier (EDPB Guidelines 01/2022, § 159)', () => {
  it('received 20 January, asked 5 February, answered the next day: 20 February, as without the question', () => {
    const { reply } = german('2026-01-20', [['clarification', '2026-02-05', '2026-02-06']]);
    assert.deepEqual([reply?.nominalOn, reply?.dueOn], ['2026-02-20', '2026-02-20']);
    assert.ok(codesOf(reply).includes('not-earlier'));
  });

  it('nor than it is with another wait: answered on 26 January and, asked again, on 11 February', () => {
    const first: Wait = ['identity', '2026-01-22', '2026-01-26'];
    assert.equal(german('2026-01-20', [first]).reply?.nominalOn, '2026-02-24');
    const both = german('2026-01-20', [first, ['clarification', '2026-02-10', '2026-02-11']]);
    assert.equal(
      both.reply?.nominalOn,
      '2026-02-24',
      'not 22 February, a month from 11 February less 17 days',
    );
  });

  it('a clarification in France does not shorten what the statute adds for identity', () => {
    const identity: Wait = ['identity', '2026-01-16T10:00:00Z', '2026-02-04T10:00:00Z'];
    assert.equal(french('2026-01-10', [identity]).reply?.nominalOn, '2026-03-01');
    const both: Wait[] = [['clarification', '2026-01-15T09:00:00Z', '2026-02-04T15:00:00Z'], identity];
    assert.equal(french('2026-01-10', both).reply?.nominalOn, '2026-03-01', 'not 27 February');
  });

  it('but the month of the UK begins with the proof of identity, whatever was excluded before it (DPA 2018 s.54(3))', () => {
    const clarification: Wait = ['clarification', '2026-01-02', '2026-01-30'];
    assert.equal(british('2026-01-01', [clarification]).reply?.nominalOn, '2026-03-02');
    const both = british('2026-01-01', [clarification, ['identity', '2026-01-31T09:00:00Z', '2026-01-31']]);
    assert.equal(both.reply?.nominalOn, '2026-02-28', 'a month from 31 January');
  });

  it('the safe day lies on or before the nominal one also then', () => {
    // 26 July 2026 is a Sunday: the answer of Saturday 1 August is later than 31 July, and the period ends with the weekend.
    const { reply } = french('2026-06-26', [['identity', '2026-07-27T08:00:00Z', '2026-08-01']]);
    assert.deepEqual(
      [reply?.nominalOn, reply?.safeOn, reply?.dueOn],
      ['2026-08-01', '2026-07-31', '2026-08-03'],
    );
  });
});

describe('A date is not before the end of the day on which the answer arrived (§ 159)', () => {
  it('in France: received 23 July, asked 24 August, the last day, answered 23 September: that day', () => {
    const { reply } = french('2026-07-23', [['identity', '2026-08-24', '2026-09-23']]);
    assert.deepEqual([reply?.nominalOn, reply?.dueOn], ['2026-09-23', '2026-09-23']);
    assert.equal(reply?.dueAt?.toISOString(), '2026-09-23T22:00:00.000Z');
    assert.ok(codesOf(reply).includes('not-before-answer'));
  });

  it('in the UK: both ends counted from a Monday after the nominal Saturday still end before the answer', () => {
    const { reply } = british('2026-07-01', [['clarification', '2026-08-03T08:00:00Z', '2026-08-10']]);
    assert.equal(reply?.dueOn, '2026-08-10');
  });
});

describe('A notice sent while the clock stands is in time (Art. 12(3))', () => {
  const still: Wait = ['identity', '2026-08-24', '2026-09-23T15:00:00Z'];
  const notice = { extensionNoticeSentAt: at('2026-09-23T08:00:00Z') };

  it('while the wait is open, and the row of the notice is met', () => {
    const clocks = french('2026-07-23', [['identity', '2026-08-24']], notice);
    assert.ok(codesOf(clocks.reply).includes('extension'));
    assert.ok(codesOf(clocks.reply).includes('notice-meanwhile'));
    assert.deepEqual([clocks.reply?.state, clocks['extension-notice']?.state], ['paused', 'met']);
  });

  it('and when it is computed again with the answer of that afternoon', () => {
    const clocks = french('2026-07-23', [still], notice);
    assert.ok(codesOf(clocks.reply).includes('extension'));
    assert.equal(clocks['extension-notice']?.state, 'met');
    assert.equal(clocks.reply?.nominalOn, '2026-11-22', '23 October and 30 days');
  });

  it('a refusal too: it ends the reply in time', () => {
    const { reply } = french('2026-07-23', [still], { refusedAt: at('2026-09-23T14:00:00Z') });
    assert.equal(reply?.state, 'met');
    assert.equal(reply && hasEndedLate(reply), false);
  });

  it('a second after the day of the answer it is not', () => {
    const late = { extensionNoticeSentAt: at('2026-09-23T22:00:00Z') };
    const clocks = french('2026-07-23', [still], late);
    assert.ok(codesOf(clocks.reply).includes('extension-lapsed'));
    assert.equal(clocks['extension-notice']?.state, 'running');
  });
});

describe('Who asks must ask promptly (§ 159: without undue delay)', () => {
  it('on the eighth day the wait counts, the reasons say so, and the date is not confirmed', () => {
    const [seventh, eighth] = ['2026-03-09', '2026-03-10'].map(
      (asked) => french('2026-03-02', [['identity', asked, '2026-03-20']]).reply,
    );
    assert.deepEqual([seventh?.dueOn, seventh?.confirmed], ['2026-04-13', true]);
    assert.ok(!codesOf(seventh).includes('asked-late'));
    assert.deepEqual([eighth?.dueOn, eighth?.confirmed], ['2026-04-13', false]);
    assert.deepEqual(eighth?.because.find(({ code }) => code === 'asked-late')?.data, {
      reason: 'identity',
      on: '2026-03-10',
      count: 8,
    });
  });

  it('an open wait that was asked for late is told so too', () => {
    const { reply } = french('2026-03-02', [['identity', '2026-03-20']]);
    assert.deepEqual([reply?.state, reply?.confirmed], ['paused', false]);
    assert.ok(codesOf(reply).includes('asked-late'));
  });
});

describe('United Kingdom: first the restart, then the days that lie after it (UK GDPR Art. 12A, DPA 2018 s.54(3))', () => {
  const clarification: Wait = ['clarification', '2026-01-19', '2026-02-20'];

  it('clarification 19 January to 20 February around identity 26 January to 2 February: 20 March', () => {
    const { reply } = british('2026-01-15', [clarification, ['identity', '2026-01-26', '2026-02-02']]);
    assert.equal(reply?.dueOn, '2026-03-20');
  });

  it('also where the month from the restart is shorter: the proof of 31 January begins February, 28 days and 47 excluded', () => {
    const around: Wait[] = [
      ['clarification', '2030-01-18', '2030-03-19'],
      ['identity', '2030-01-30', '2030-01-31'],
    ];
    const { reply } = british('2030-01-17', around);
    assert.equal(
      reply?.dueOn,
      '2030-04-16',
      '17 February and 61 days, without the restart, would be 19 April',
    );
    assert.ok(!codesOf(reply).includes('wait-left-out'));
    const second = { ...uk, edition: 2 as const };
    const asked = { ...facts('2030-01-17', around), zone: 'Europe/London' };
    assert.equal(clocksOf(second, asked, 'GB-ENG', 'access').reply?.nominalOn, '2030-04-19');
  });

  it('the same when identity was asked first', () => {
    const { reply } = british('2026-01-15', [['identity', '2026-01-17', '2026-02-02'], clarification]);
    assert.equal(reply?.dueOn, '2026-03-20');
  });

  it('a clarification asked on the day of the restart takes out the days after it: that day is day 0', () => {
    const after: Wait = ['clarification', '2026-02-02T15:00:00Z', '2026-02-11'];
    const { reply } = british('2026-01-15', [['identity', '2026-01-20', '2026-02-02'], after]);
    assert.equal(reply?.nominalOn, '2026-03-11', '2 March and 9 days, 3 to 11 February');
  });

  it('a clarification stops the clock of an access alone where the pack says so: a rectification is due on 7 April', () => {
    const pauses = uk.pauses.map((pause) =>
      pause.reason === 'clarification' ? { ...pause, rights: ['access' as const] } : pause,
    );
    const asked = facts('2026-03-03T09:00:00Z', [['clarification', '2026-03-10', '2026-03-20T15:00:00Z']]);
    const due = (right: 'access' | 'rectification') =>
      clocksOf({ ...uk, pauses }, { ...asked, zone: 'Europe/London' }, 'GB-ENG', right).reply;
    assert.equal(due('rectification')?.dueOn, '2026-04-07');
    assert.ok(codesOf(due('rectification')).includes('pause-of-other-rights'));
    assert.equal(due('access')?.dueOn, '2026-04-14');
  });
});

describe('What one wait covers does not depend on another that is open', () => {
  it('a clarification answered meanwhile counts, whether identity was asked before it or after', () => {
    const clarification: Wait = ['clarification', '2026-03-05', '2026-03-09'];
    for (const asked of ['2026-03-04', '2026-03-06']) {
      const { reply } = british('2026-03-03', [['identity', asked], clarification]);
      assert.deepEqual([reply?.state, reply?.nominalOn], ['paused', '2026-04-08'], asked);
    }
  });
});

describe('A request that is counted by the first edition of the rules keeps its dates', () => {
  const former = (policy: typeof gdpr, told: Facts, calendar: string) =>
    clocksOf({ ...policy, edition: 1 }, told, calendar, 'access').reply;

  it('also where a wait had shortened them, or ended them before the answer', () => {
    const berlin = { zone: 'Europe/Berlin' };
    const shortened = facts('2026-01-20', [['clarification', '2026-02-05', '2026-02-06']], berlin);
    assert.equal(former(gdpr, shortened, 'DE-BE')?.dueOn, '2026-02-18');
    const ended = facts('2026-07-23', [['identity', '2026-08-24', '2026-09-23']]);
    assert.deepEqual(
      [former(gdpr, ended, 'FR')?.dueOn, former(gdpr, ended, 'FR')?.confirmed],
      ['2026-09-22', true],
    );
  });

  it('and the United Kingdom’s order of asking', () => {
    const inside = facts(
      '2026-01-05',
      [
        ['clarification', '2026-01-19', '2026-02-20'],
        ['identity', '2026-01-26', '2026-02-02'],
      ],
      { zone: 'Europe/London' },
    );
    assert.equal(former(uk, inside, 'GB-ENG')?.nominalOn, '2026-03-10', '5 February and 33 days');
  });
});

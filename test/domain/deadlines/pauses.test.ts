import assert from 'node:assert/strict';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import type { PauseModel, PauseReason } from '../../../domain/policies/policy.ts';
import { clocksOf, codesOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const scalingo = shippedPolicy('scalingo-privacy@2015');

const withModel = (model: PauseModel) => ({
  ...gdpr,
  pauses: gdpr.pauses.map(({ countries, ...pause }) => ({ ...pause, model })),
});

function wait(asked: string, answered?: string, reason: PauseReason = 'identity'): Facts['pauses'][number] {
  const moment = (day: string) => new Date(day.length > 10 ? day : `${day}T10:00:00Z`);
  return { reason, askedAt: moment(asked), ...(answered && { answeredAt: moment(answered) }) };
}

const received = (day: string, ...pauses: Facts['pauses']) => factsOf(`${day}T09:00:00Z`, { pauses });

describe('Pause models, worked on one case (the facts of IMY-2022-9442)', () => {
  const facts = received('2022-02-09', wait('2022-02-15', '2022-04-19'));
  const table: [PauseModel, string, string][] = [
    ['shift', '2022-05-11', 'nominal 9 March and 63 days'],
    ['month-from-resume-minus-used', '2022-05-13', '19 May less the 6 days used'],
    ['inclusive-days', '2022-05-12', '64 days, both ends counted'],
    ['restart', '2022-05-19', 'a month from the answer'],
    ['none', '2022-03-09', 'no pause'],
    ['eu-default', '2022-05-11', 'the earlier of the first two'],
  ];
  for (const [model, due, why] of table) {
    it(`${model}: ${due}, ${why}`, () =>
      assert.equal(clocksOf(withModel(model), facts, 'none').reply?.dueOn, due));
  }

  it('the EU default shows the other date too, and the row is marked as not confirmed', () => {
    const { reply } = clocksOf(gdpr, facts, 'none');
    const other = reply?.because.find((step) => step.code === 'other-reading');
    assert.equal(other?.data.on, '2022-05-13');
    assert.equal(reply?.confirmed, false);
  });

  it('a model that allows none says why nothing moved', () => {
    assert.ok(codesOf(clocksOf(withModel('none'), facts, 'none').reply).includes('pause-not-allowed'));
  });
});

describe('The country of the organisation', () => {
  const facts = received('2022-02-09', wait('2022-02-15', '2022-04-19'));
  const clarified = received('2022-02-09', wait('2022-02-15', '2022-04-19', 'clarification'));

  it('France suspends by statute for identity: the days are added, nothing else is shown, confirmed', () => {
    for (const calendar of ['FR', 'FR-67']) {
      const { reply } = clocksOf(gdpr, facts, calendar);
      assert.deepEqual([reply?.nominalOn, reply?.confirmed], ['2022-05-11', true]);
      assert.ok(!codesOf(reply).includes('other-reading'));
    }
  });

  it('for a clarification France has no statute: the EU reading, not confirmed', () => {
    const { reply } = clocksOf(gdpr, clarified, 'FR');
    assert.equal(reply?.confirmed, false);
    assert.ok(codesOf(reply).includes('other-reading'));
  });

  it('the other member states take the EU reading, not confirmed', () => {
    for (const calendar of ['DE-BE', 'IE', 'BE', 'ES', 'none']) {
      const { reply } = clocksOf(gdpr, facts, calendar);
      assert.deepEqual([reply?.nominalOn, reply?.confirmed], ['2022-05-11', false], calendar);
      assert.ok(codesOf(reply).includes('other-reading'), calendar);
    }
  });

  it('where the second EU reading is the earlier one, France keeps the statute', () => {
    const february = received('2026-01-30', wait('2026-02-02', '2026-02-03'));
    assert.equal(clocksOf(gdpr, february, 'FR').reply?.nominalOn, '2026-03-01');
    assert.equal(clocksOf(gdpr, february, 'DE').reply?.nominalOn, '2026-02-28');
  });
});

describe('Pauses', () => {
  it('a reason that the pack does not name moves nothing', () => {
    const facts = received('2026-11-02', wait('2026-11-03', '2026-11-20', 'fee'));
    const { reply } = clocksOf(gdpr, facts);
    assert.equal(reply?.dueOn, '2026-12-02');
    assert.ok(codesOf(reply).includes('pause-not-allowed'));
  });

  it('asking after the last day gives no pause (asking late gives none)', () => {
    const { reply } = clocksOf(gdpr, received('2026-11-02', wait('2026-12-03', '2026-12-20')));
    assert.equal(reply?.dueOn, '2026-12-02');
    assert.equal(reply?.state, 'running');
    assert.ok(codesOf(reply).includes('pause-too-late'));
  });

  it('asking on the last day does', () => {
    const { reply } = clocksOf(withModel('shift'), received('2026-11-02', wait('2026-12-02', '2026-12-09')));
    assert.equal(reply?.dueOn, '2026-12-09');
  });

  it('while one is open the clock stands still, and its date leaves the wait out', () => {
    const { reply } = clocksOf(gdpr, received('2026-11-02', wait('2026-11-05')));
    assert.equal(reply?.state, 'paused');
    assert.equal(reply?.dueOn, '2026-12-02');
    assert.ok(codesOf(reply).includes('pause-open'));
  });

  it('two that overlap count each day once', () => {
    const both = [wait('2026-11-05', '2026-11-15'), wait('2026-11-10', '2026-11-20', 'clarification')];
    const one = [wait('2026-11-05', '2026-11-20')];
    for (const model of ['shift', 'month-from-resume-minus-used', 'eu-default'] as const) {
      const dueOn = clocksOf(withModel(model), received('2026-11-02', ...both)).reply?.dueOn;
      assert.equal(dueOn, clocksOf(withModel(model), received('2026-11-02', ...one)).reply?.dueOn, model);
    }
  });

  it('two inclusive ones that meet on a day count that day once', () => {
    const both = [
      wait('2026-11-05', '2026-11-10'),
      wait('2026-11-10T12:00:00Z', '2026-11-20', 'clarification'),
    ];
    assert.equal(
      clocksOf(withModel('inclusive-days'), received('2026-11-02', ...both)).reply?.nominalOn,
      '2026-12-18',
    );
  });

  it('after a restart nothing of the time before is counted as used', () => {
    // A month from 20 March, of which 5 days are used on 25 March; asked again, a month from 1 April less those 5.
    const models = {
      identity: 'restart',
      clarification: 'month-from-resume-minus-used',
      fee: 'none',
    } as const;
    const pauses = gdpr.pauses.map(({ countries, ...pause }) => ({
      ...pause,
      model: models[pause.reason as 'fee'],
    }));
    const facts = received(
      '2026-03-02',
      wait('2026-03-10', '2026-03-20'),
      wait('2026-03-25', '2026-04-01', 'clarification'),
    );
    assert.equal(clocksOf({ ...gdpr, pauses }, facts).reply?.nominalOn, '2026-04-26');
  });

  it('an answer to the person ends the clock even while it waits', () => {
    const facts = {
      ...received('2026-11-02', wait('2026-11-05')),
      answeredAt: new Date('2026-11-20T10:00:00Z'),
    };
    assert.equal(clocksOf(gdpr, facts).reply?.state, 'met');
  });

  it('an hour clock moves by the time that was waited, whatever the model for days', () => {
    const facts = factsOf('2026-11-26T09:17:00Z', {
      pauses: [wait('2026-11-26T11:00:00Z', '2026-11-26T14:30:00Z')],
    });
    const { 'account-deletion': account } = clocksOf(scalingo, facts, 'FR-67');
    assert.equal(account?.targetAt?.toISOString(), '2026-11-27T12:47:00.000Z');
    assert.ok(codesOf(account).includes('waited-elapsed'));
  });

  it('asking after the hours are over gives no pause', () => {
    const facts = factsOf('2026-11-26T09:17:00Z', { pauses: [wait('2026-11-27T09:17:00Z')] });
    const { 'account-deletion': account, reply } = clocksOf(scalingo, facts, 'FR-67');
    assert.equal(account?.state, 'running');
    assert.equal(reply?.state, 'paused');
  });

  it('an extension notice sent while the clock stands still is in time, and the wait is added to three months', () => {
    const pauses = [wait('2026-11-05', '2026-12-15')];
    const facts = factsOf('2026-11-02T09:00:00Z', {
      pauses,
      extensionNoticeSentAt: new Date('2026-12-10T10:00:00Z'),
    });
    const { reply } = clocksOf(withModel('shift'), facts);
    assert.equal(reply?.nominalOn, '2027-03-14');
    assert.equal(reply?.dueOn, '2027-03-15');
  });

  it('nor does a wait that goes on let the first date pass before the notice', () => {
    const pauses = [wait('2026-11-05')];
    const facts = factsOf('2026-11-02T09:00:00Z', {
      pauses,
      extensionNoticeSentAt: new Date('2026-12-10T10:00:00Z'),
    });
    const { reply } = clocksOf(withModel('shift'), facts);
    assert.equal(reply?.dueOn, '2027-02-02');
    assert.equal(reply?.state, 'paused');
  });

  it('a restart gives three months from the new start (ICO)', () => {
    const pauses = [wait('2026-11-05', '2026-11-20')];
    const facts = factsOf('2026-11-02T09:00:00Z', {
      pauses,
      extensionNoticeSentAt: new Date('2026-12-10T10:00:00Z'),
    });
    assert.equal(clocksOf(withModel('restart'), facts).reply?.nominalOn, '2027-02-20');
  });

  it('the order in which they were written down does not matter', () => {
    const [a, b, c] = [
      wait('2026-11-05', '2026-11-08'),
      wait('2026-11-10', '2026-11-12'),
      wait('2026-11-20', '2026-11-25'),
    ];
    const straight = clocksOf(gdpr, received('2026-11-02', a, b, c));
    assert.deepEqual(clocksOf(gdpr, received('2026-11-02', c, a, b)), straight);
  });

  it('working days wait in working days', () => {
    const [reply] = gdpr.clocks;
    assert.ok(reply);
    const policy = {
      ...withModel('shift'),
      clocks: [{ ...reply, period: 'P10BD', extendedPeriod: undefined }],
    };
    // Monday 2 November 2026; waiting from Wednesday 4 to Monday 9: Thursday, Friday, Monday; 11 November is a holiday.
    const { reply: row } = clocksOf(policy, received('2026-11-02', wait('2026-11-04', '2026-11-09')));
    assert.equal(row?.dueOn, '2026-11-20');
  });
});

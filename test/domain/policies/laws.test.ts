import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { reminderSteps } from '../../../domain/deadlines/reminderSteps.ts';
import { isReply } from '../../../domain/deadlines/reply.ts';
import { extensionFor } from '../../../domain/policies/extensions.ts';
import { policyFor } from '../../../domain/policies/inEffect.ts';
import { RIGHTS_OF_ARTICLE_12, type Right, reaches } from '../../../domain/rights.ts';
import { clocksOf, factsOf, shippedPacks, shippedPolicy } from '../../support/facts.ts';

const at = (text: string) => new Date(text);
const received = (ref: string, day: string) => policyFor(shippedPacks, ref, calendarDate(day));

describe('Every law and document', () => {
  it('has a clock for each right that may be asked under it', () => {
    for (const { id, version, effective } of shippedPacks) {
      const { rights, clocks } = received(
        `${id}@${version}`,
        effective < '2026-03-02' ? '2026-03-02' : effective,
      );
      for (const right of rights) {
        const own = clocks.filter(
          (clock) => clock.matter === 'request' && !clock.advisory && reaches(clock, right),
        );
        assert.ok(own.length > 0, `${id}@${version} ${right}`);
        const replies = own.filter((clock) => isReply({ clock: clock.id }));
        assert.ok(replies.length <= 1, `${id}@${version} ${right} has one reply`);
        for (const reply of replies) assert.equal(reply.endsBy, 'answer', `${id}@${version} ${right}`);
      }
    }
  });
});

describe('Art. 12(3): the month, and the two more, are those of Arts. 15 to 22', () => {
  const sent = (right: Right, ref: string) =>
    clocksOf(
      shippedPolicy(ref),
      factsOf('2026-03-02T09:00:00Z', { extensionNoticeSentAt: at('2026-03-20T10:00:00Z') }),
      'FR',
      right,
    );

  for (const right of RIGHTS_OF_ARTICLE_12) {
    it(`reach ${right}: due 2 April 2026, 2 June under an extension`, () =>
      assert.equal(sent(right, 'gdpr-eu').reply?.dueOn, '2026-06-02'));
  }

  it('reach a consent withdrawn (Art. 7(3)) in no pack that builds on it: its stop and its answer are chosen, and not extended', () => {
    for (const ref of ['gdpr-eu', 'scalingo-privacy', 'clever-cloud-privacy', 'uk-gdpr']) {
      const clocks = sent('consent-withdrawal', ref);
      assert.deepEqual(Object.keys(clocks), ['consent-stop', 'reply-to-withdrawal'], ref);
      assert.equal(clocks['reply-to-withdrawal']?.dueOn, '2026-04-02');
      assert.equal(clocks['consent-stop']?.targetAt?.toISOString(), '2026-03-03T09:00:00.000Z');
      for (const { source, confirmed, chosen } of Object.values(clocks)) {
        assert.deepEqual([source, confirmed, Boolean(chosen?.fr)], ['Art. 7(3)', false, true]);
      }
      assert.equal(extensionFor(shippedPolicy(ref), 'consent-withdrawal'), undefined);
    }
  });

  it('do not reach instructions for after death (loi n° 78-17, art. 85): their number is chosen, and not extended', () => {
    const clocks = sent('after-death', 'clever-cloud-privacy');
    assert.deepEqual(Object.keys(clocks), ['reply-after-death']);
    const reply = clocks['reply-after-death'];
    assert.deepEqual([reply?.dueOn, reply?.confirmed], ['2026-04-02', false]);
    assert.match(reply?.source ?? '', /78-17, art\. 85/);
    assert.ok(reply?.chosen?.fr);
    assert.equal(extensionFor(shippedPolicy('clever-cloud-privacy'), 'after-death'), undefined);
  });

  it('a wait for the person moves neither', () => {
    const pauses = [{ reason: 'identity' as const, askedAt: at('2026-03-04T09:00:00Z') }];
    const facts = factsOf('2026-03-02T09:00:00Z', { pauses });
    for (const right of ['consent-withdrawal', 'after-death'] as const) {
      for (const { state } of Object.values(
        clocksOf(shippedPolicy('clever-cloud-privacy'), facts, 'FR', right),
      ))
        assert.equal(state, 'running');
    }
  });
});

describe('Art. 21(3): an objection to marketing', () => {
  const objected = (more: Partial<Facts> = {}) =>
    clocksOf(shippedPolicy('gdpr-eu'), factsOf('2026-03-06T17:00:00Z', more), 'FR', 'marketing-objection');

  it('stops it at once: 24 hours, chosen, over a weekend too, and the answer still follows within the month', () => {
    const { 'marketing-stop': stop, reply } = objected();
    assert.equal(stop?.targetAt?.toISOString(), '2026-03-07T17:00:00.000Z');
    assert.deepEqual([stop?.advisory, stop?.confirmed, Boolean(stop?.chosen)], [false, false, true]);
    assert.equal(reply?.dueOn, '2026-04-07', 'Monday 6 April is Easter Monday');
  });

  it('reminds at its receipt, at half time, two hours before its end and at it', () => {
    const { 'marketing-stop': stop } = objected();
    assert.ok(stop);
    assert.deepEqual(
      reminderSteps(stop, 'Europe/Paris').map(({ step, at }) => [step, at.toISOString()]),
      [
        ['received', '2026-03-06T17:00:00.000Z'],
        ['half-time', '2026-03-07T05:00:00.000Z'],
        ['two-hours', '2026-03-07T15:00:00.000Z'],
        ['late', '2026-03-07T17:00:00.000Z'],
      ],
    );
  });

  it('is met by its own fulfilment, not by the answer', () => {
    const { 'marketing-stop': answered } = objected({ answeredAt: at('2026-03-06T18:00:00Z') });
    assert.equal(answered?.state, 'running');
    const { 'marketing-stop': done } = objected({
      fulfilled: { 'marketing-stop': at('2026-03-06T18:00:00Z') },
    });
    assert.equal(done?.state, 'met');
  });

  it('does not wait for an identity', () => {
    const pauses = [{ reason: 'identity' as const, askedAt: at('2026-03-06T18:00:00Z') }];
    assert.equal(objected({ pauses })['marketing-stop']?.state, 'running');
    assert.equal(objected({ pauses }).reply?.state, 'paused');
  });
});

describe('French health records (Code de la santé publique, Art. L1111-7)', () => {
  const health = (right: Right, more: Partial<Facts> = {}) =>
    clocksOf(shippedPolicy('sante-fr'), factsOf('2026-03-02T09:00:00Z', more), 'FR', right);

  it('8 days for access, after 48 hours to reflect; two months for what is older than five years', () => {
    const clocks = health('access');
    assert.equal(clocks['health-data']?.dueOn, '2026-03-10');
    assert.equal(clocks['health-data-earliest']?.targetAt?.toISOString(), '2026-03-04T09:00:00.000Z');
    assert.equal(clocks['older-health-data']?.dueOn, '2026-05-02');
    assert.deepEqual(
      Object.values(clocks)
        .filter(({ advisory }) => !advisory)
        .map(({ clock }) => clock),
      ['reply', 'health-data'],
    );
  });

  it('the month of Art. 12(3) binds beside it, and an extension moves the month alone', () => {
    const clocks = health('access', { extensionNoticeSentAt: at('2026-03-09T10:00:00Z') });
    assert.deepEqual([clocks.reply?.dueOn, clocks['health-data']?.dueOn], ['2026-06-02', '2026-03-10']);
  });

  it('an answer meets both; the eight days alone end with a reason where all is older than five years', () => {
    const answered = health('access', { answeredAt: at('2026-03-09T10:00:00Z') });
    assert.deepEqual([answered.reply?.state, answered['health-data']?.state], ['met', 'met']);
    const older = health('access', { cancelled: { 'health-data': at('2026-03-05T10:00:00Z') } });
    assert.deepEqual([older.reply?.state, older['health-data']?.state], ['running', 'cancelled']);
  });

  it('the other rights have the month of the GDPR alone', () =>
    assert.deepEqual(Object.keys(health('rectification')), ['reply', 'extension-notice', 'refusal-notice']));
});

describe('The law by which a date is counted', () => {
  const bases = (ref: string, right: Right, day: string) =>
    Object.values(clocksOf(shippedPolicy(ref), factsOf(`${day}T09:00:00Z`), 'FR', right)).map(
      ({ clock, because }) => [
        clock,
        ...because.filter(({ data }) => 'basis' in data).map(({ data }) => data.basis),
      ],
    );

  it('is not Reg. 1182/71 for French health records, and is for the month of the GDPR beside them', () => {
    const [reply, ...others] = bases('sante-fr', 'access', '2026-03-02');
    assert.deepEqual(reply, ['reply']);
    assert.deepEqual(
      others.find(([clock]) => clock === 'health-data'),
      ['health-data', '', ''],
    );
  });

  it('is named by the pack for a last day that rolls in Switzerland', () => {
    const [reply] = bases('fadp-ch', 'access', '2026-03-05');
    assert.ok(reply?.some((basis) => /SR 173\.110\.3/.test(String(basis))));
  });
});

describe('Duties that courts and authorities added', () => {
  const duty = (id: string) => shippedPolicy('gdpr-eu').duties.find((each) => each.id === id);

  it('C-526/24: an abuse of a first request is proved, never assumed', () => {
    assert.match(duty('excessive-first-request')?.source ?? '', /C-526\/24/);
    assert.match(duty('excessive-first-request')?.title.en ?? '', /proves/);
  });

  it('C-154/21: recipients are named one by one; not confirmed at its source', () => {
    assert.match(duty('recipients-by-name')?.source ?? '', /C-154\/21/);
    assert.equal(duty('recipients-by-name')?.confirmed, false);
  });

  it('EDPB, 10 February 2026: erasure reaches backups, and hashing or masking is none; not confirmed at its source', () => {
    assert.match(duty('erasure-is-erasure')?.title.en ?? '', /backups.*hashed or masked/);
    assert.equal(duty('erasure-is-erasure')?.confirmed, false);
  });
});

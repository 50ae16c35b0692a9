import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import type { Deadline, Facts } from '../../../domain/deadlines/deadline.ts';
import { waitsCounted } from '../../../domain/deadlines/waits.ts';
import { PAUSE_MODELS, PAUSE_REASONS, type PauseModel } from '../../../domain/policies/policy.ts';
import { clocksOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-01-31T10:00:00Z');
const gdpr = shippedPolicy('scalingo-privacy@2015');

const anyPause = fc.record({
  reason: fc.constantFrom(...PAUSE_REASONS),
  asked: fc.integer({ min: 0, max: 100 * 24 }),
  waited: fc.option(fc.integer({ min: 0, max: 40 * 24 })),
});
const anyHistory = fc.record({
  pauses: fc.array(anyPause, { maxLength: 4 }),
  noticeAfter: fc.option(fc.integer({ min: 0, max: 120 * 24 })),
  models: fc.oneof(
    fc.constantFrom(...PAUSE_MODELS).map((model) => PAUSE_REASONS.map(() => model)),
    fc.array(fc.constantFrom(...PAUSE_MODELS), { minLength: 3, maxLength: 3 }),
  ),
});
type History = typeof anyHistory extends fc.Arbitrary<infer H> ? H : never;

function factsFrom({ pauses, noticeAfter }: History): Facts {
  return factsOf(new Date(start).toISOString(), {
    pauses: pauses.map(({ reason, asked, waited }) => ({
      reason,
      askedAt: new Date(start + asked * HOUR),
      ...(waited !== null && { answeredAt: new Date(start + (asked + waited) * HOUR) }),
    })),
    ...(noticeAfter !== null && { extensionNoticeSentAt: new Date(start + noticeAfter * HOUR) }),
  });
}

/** By the model of each reason. */
function clocks(facts: Facts, models: readonly PauseModel[]): Record<string, Deadline> {
  const rule = { rights: 'all' as const, source: 'x', confirmed: true, pack: 'x' };
  const pauses = PAUSE_REASONS.map((reason, nth) => ({ reason, model: models[nth] as PauseModel, ...rule }));
  return clocksOf({ ...gdpr, pauses }, facts, 'FR-67');
}

describe('Whatever happened to a request', () => {
  it('the order in which the facts were written down never changes a date, nor its reasons', () => {
    const shuffled = anyHistory.chain((history) =>
      fc.tuple(
        fc.constant(history),
        fc.shuffledSubarray(history.pauses, { minLength: history.pauses.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([history, pauses]) => {
        const turned = clocks(factsFrom({ ...history, pauses }), history.models);
        assert.deepEqual(turned, clocks(factsFrom(history), history.models));
      }),
    );
  });

  it('replaying the same facts gives the same rows, and leaves the facts untouched', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const facts = factsFrom(history);
        const before = structuredClone(facts);
        const first = clocks(facts, history.models);
        assert.deepEqual(clocks(facts, history.models), first);
        assert.deepEqual(facts, before);
      }),
    );
  });

  it('no wait and no notice gives an earlier date than without it, by whatever models; but a restart takes the place of the waits before it', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), ({ pauses, ...history }, nth) => {
        const all = clocks(factsFrom({ ...history, pauses }), history.models);
        const isRestart = ({ reason }: (typeof pauses)[number]) =>
          history.models[PAUSE_REASONS.indexOf(reason)] === 'restart';
        const fewer = pauses.filter((pause, index) => isRestart(pause) || index !== nth % pauses.length);
        const less = [
          factsFrom({ ...history, pauses: fewer }),
          factsFrom({ ...history, pauses, noticeAfter: null }),
        ].map((facts) => clocks(facts, history.models));
        for (const { clock, lateAt } of Object.values(all)) {
          for (const other of less) assert.ok((other[clock]?.lateAt ?? 0) <= (lateAt ?? 0), clock);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('no date ends before the day of an answer that its clock waited for, nor an hour clock that runs again before the answer', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const facts = factsFrom(history);
        for (const deadline of Object.values(clocks(facts, history.models))) {
          if (deadline.kind === 'hour' && deadline.state === 'paused') continue;
          for (const { answeredAt } of waitsCounted(facts, deadline))
            assert.ok(!answeredAt || answeredAt < (deadline.lateAt as Date), deadline.clock);
        }
      }),
    );
  });

  it('a notice sent while the reply stands still extends it, open or answered since', () => {
    fc.assert(
      fc.property(anyHistory, fc.double({ min: 0, max: 1, noNaN: true }), (history, share) => {
        const facts = factsFrom({ ...history, noticeAfter: null });
        const [wait] = waitsCounted(facts, clocks(facts, history.models).reply as Deadline);
        if (!wait || wait.answeredAt?.getTime() === wait.askedAt.getTime()) return;
        const length = wait.answeredAt ? wait.answeredAt.getTime() - wait.askedAt.getTime() : 99 * 24 * HOUR;
        const sentAt = new Date(wait.askedAt.getTime() + Math.floor((length - 1) * share));
        const rows = clocks({ ...facts, extensionNoticeSentAt: sentAt }, history.models);
        assert.ok(rows.reply?.because.some(({ code }) => code === 'extension'));
        assert.equal(rows['extension-notice']?.state, 'met');
      }),
    );
  });

  it('a reply ends on a working day, never before its nominal day nor with it before its safe day, and what does not roll on that day itself', () => {
    const place = holidayCalendar('FR-67');
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { reply, 'other-data-deletion': purge } = clocks(factsFrom(history), history.models);
        assert.ok(reply?.dueOn && reply.nominalOn && reply.dueOn >= reply.nominalOn);
        assert.ok(reply.safeOn && reply.safeOn <= reply.nominalOn);
        assert.ok(place.isWorkingDay(dayNumberOf(reply.dueOn)));
        assert.equal(purge?.dueOn, purge?.nominalOn);
      }),
    );
  });

  it('a later receipt never gives an earlier reply, whatever happened since and by whatever model', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 1, max: 40 * 24 }), (history, later) => {
        const facts = factsFrom(history);
        const receivedAt = new Date(facts.receivedAt.getTime() + later * HOUR);
        // What was asked before a receipt was not asked about it.
        const pauses = facts.pauses.filter(({ askedAt }) => askedAt >= receivedAt);
        const notice = facts.extensionNoticeSentAt;
        const first = clocks({ ...facts, pauses }, history.models).reply;
        const second = clocks({ ...facts, pauses, receivedAt }, history.models).reply;
        assert.ok(first?.dueOn && second?.dueOn);
        if (!notice || notice >= receivedAt) assert.ok(second.dueOn >= first.dueOn);
      }),
    );
  });

  it('taking back the last asking or the notice restores exactly what was before', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { noticeAfter, ...without } = history;
        const before = clocks(factsFrom({ ...without, noticeAfter: null }), history.models);
        clocks(factsFrom(history), history.models);
        assert.deepEqual(clocks(factsFrom({ ...without, noticeAfter: null }), history.models), before);
        const fewer = { ...history, pauses: history.pauses.slice(0, -1) };
        const shorter = clocks(factsFrom(fewer), history.models);
        clocks(factsFrom(history), history.models);
        assert.deepEqual(clocks(factsFrom(fewer), history.models), shorter);
      }),
    );
  });

  it('an open pause stands still exactly the clocks that it reached in time', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { state, because } of Object.values(clocks(factsFrom(history), history.models))) {
          const open = because.some((step) => step.code.startsWith('pause-open'));
          if (state !== 'met') assert.equal(state === 'paused', open);
        }
      }),
    );
  });
});

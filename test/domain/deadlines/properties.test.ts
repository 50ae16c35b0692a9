import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import type { Deadline, Facts } from '../../../domain/deadlines/deadline.ts';
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
  model: fc.constantFrom(...PAUSE_MODELS),
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

function clocks(facts: Facts, model: PauseModel): Record<string, Deadline> {
  const pauses = PAUSE_REASONS.map((reason) => ({ reason, model, source: 'x', confirmed: true, pack: 'x' }));
  return clocksOf({ ...gdpr, pauses }, facts, 'FR-67');
}

describe('Whatever happened to a request', () => {
  it('the order in which the facts were written down never changes a date', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const facts = factsFrom(history);
        const turned = { ...facts, pauses: [...facts.pauses].reverse() };
        assert.deepEqual(datesOf(clocks(turned, history.model)), datesOf(clocks(facts, history.model)));
      }),
    );
  });

  it('replaying the same facts gives the same rows, and leaves the facts untouched', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const facts = factsFrom(history);
        const before = structuredClone(facts);
        const first = clocks(facts, history.model);
        assert.deepEqual(clocks(facts, history.model), first);
        assert.deepEqual(facts, before);
      }),
    );
  });

  it('a pause or an extension never gives an earlier reply, but for the second EU reading in a short month', () => {
    const plain = clocks(factsOf(new Date(start).toISOString()), 'shift').reply;
    fc.assert(
      fc.property(anyHistory, (history) => {
        const moved = clocks(factsFrom(history), history.model).reply;
        const short = history.model === 'eu-default' || history.model === 'month-from-resume-minus-used';
        assert.ok(plain?.dueOn && moved?.dueOn);
        if (!short) assert.ok(moved.dueOn >= plain.dueOn);
      }),
    );
  });

  it('a reply ends on a working day, never before its nominal day, and what does not roll on that day itself', () => {
    const place = holidayCalendar('FR-67');
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { reply, 'other-data-deletion': purge } = clocks(factsFrom(history), history.model);
        assert.ok(reply?.dueOn && reply.nominalOn && reply.dueOn >= reply.nominalOn);
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
        const first = clocks({ ...facts, pauses }, history.model).reply;
        const second = clocks({ ...facts, pauses, receivedAt }, history.model).reply;
        assert.ok(first?.dueOn && second?.dueOn);
        if (!notice || notice >= receivedAt) assert.ok(second.dueOn >= first.dueOn);
      }),
    );
  });

  it('taking back the last asking or the notice restores exactly what was before', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { noticeAfter, ...without } = history;
        const before = clocks(factsFrom({ ...without, noticeAfter: null }), history.model);
        clocks(factsFrom(history), history.model);
        assert.deepEqual(clocks(factsFrom({ ...without, noticeAfter: null }), history.model), before);
        const fewer = { ...history, pauses: history.pauses.slice(0, -1) };
        const shorter = clocks(factsFrom(fewer), history.model);
        clocks(factsFrom(history), history.model);
        assert.deepEqual(clocks(factsFrom(fewer), history.model), shorter);
      }),
    );
  });

  it('an open pause stands still exactly the clocks that it reached in time', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { state, because } of Object.values(clocks(factsFrom(history), history.model))) {
          const open = because.some((step) => step.code.startsWith('pause-open'));
          if (state !== 'met') assert.equal(state === 'paused', open);
        }
      }),
    );
  });
});

const datesOf = (rows: Record<string, Deadline>) =>
  Object.values(rows).map(({ clock, state, dueOn, safeOn, targetAt, outerAt }) => ({
    clock,
    state,
    dueOn,
    safeOn,
    targetAt,
    outerAt,
  }));

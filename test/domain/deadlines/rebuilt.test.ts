import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { type Clock, PAUSE_MODELS, PAUSE_REASONS } from '../../../domain/policies/policy.ts';
import { RIGHTS } from '../../../domain/rights.ts';
import { clocksOf, factsOf, shippedPacks, shippedPolicy } from '../../support/facts.ts';
import { rebuilt } from '../../support/rebuilt.ts';

const MINUTE = 60_000;
const anyWait = fc.record({
  reason: fc.constantFrom(...PAUSE_REASONS),
  asked: fc.integer({ min: 1, max: 70 * 24 * 60 }),
  waited: fc.option(fc.integer({ min: 1, max: 40 * 24 * 60 })),
});
const anyHistory = fc.record({
  policy: fc.constantFrom(...new Set(shippedPacks.map(({ id }) => id))),
  right: fc.constantFrom(...RIGHTS),
  calendar: fc.constantFrom('FR', 'FR-67', 'DE-BE', 'GB-ENG', 'none'),
  received: fc.integer({ min: 0, max: 700 * 24 * 60 }),
  waits: fc.array(anyWait, { maxLength: 4 }),
  notice: fc.option(fc.integer({ min: 0, max: 60 * 24 * 60 })),
  models: fc.option(fc.tuple(...PAUSE_REASONS.map(() => fc.constantFrom(...PAUSE_MODELS)))),
});

type History = typeof anyHistory extends fc.Arbitrary<infer H> ? H : never;

function clocks({ policy: id, right, calendar, received, waits, notice, models }: History) {
  const receivedAt = Date.parse('2026-02-06T08:00:00Z') + received * MINUTE;
  const after = (minutes: number) => new Date(receivedAt + minutes * MINUTE);
  const pauses = waits.map(({ reason, asked, waited }): Facts['pauses'][number] => ({
    reason,
    askedAt: after(asked),
    ...(waited !== null && { answeredAt: after(asked + waited) }),
  }));
  const facts = factsOf(after(0).toISOString(), {
    pauses,
    ...(notice !== null && { extensionNoticeSentAt: after(notice) }),
  });
  const policy = shippedPolicy(id);
  const rules = models?.map((model, nth) => ({
    ...{ reason: PAUSE_REASONS[nth] ?? 'fee', model, rights: 'all' as const },
    ...{ source: 'x', confirmed: true, pack: 'x@1' },
  }));
  return clocksOf({ ...policy, pauses: rules ?? policy.pauses }, facts, calendar, right);
}

describe('Every date of a request can be counted again from its reasons alone', () => {
  it('whatever the law, the right, the waits, their models and the notice', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { clock, because, dueOn, targetAt, outerAt } of Object.values(clocks(history))) {
          const found = rebuilt(because);
          const expected = [dueOn, targetAt?.getTime(), outerAt?.getTime()];
          assert.deepEqual([found.dueOn, found.targetAt, found.outerAt], expected, clock);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('however long before an event, held to a working day or not (Reg. 1182/71 Art. 3(4))', () => {
    const gdpr = shippedPolicy('gdpr-eu');
    const [reply] = gdpr.clocks;
    const upTo = (max: number, unit: string) => fc.integer({ min: 1, max }).map((n) => `P${n}${unit}`);
    const anyPeriod = fc.oneof(
      ...['D', 'W', 'M', 'BD'].map((unit) => upTo(40, unit)),
      upTo(300, 'H').map((text) => text.replace('P', 'PT')),
    );
    const anyMinute = fc.integer({ min: 0, max: 700 * 24 * 60 });
    fc.assert(
      fc.property(anyMinute, anyPeriod, fc.boolean(), (minute, period, rolls) => {
        const audit = new Date(Date.parse('2026-06-01T08:00:00Z') + minute * MINUTE);
        const own = { extendedPeriod: undefined, period, rolls, starts: 'audit-day', before: 'audit-day' };
        const clocks = [{ ...reply, ...own } as Clock & { pack: string }];
        const facts = factsOf('2026-03-02T09:00:00Z', { other: { 'audit-day': audit } });
        const { because = [], dueOn, targetAt } = clocksOf({ ...gdpr, clocks }, facts, 'FR-67').reply ?? {};
        const found = rebuilt(because);
        assert.deepEqual([found.dueOn, found.targetAt], [dueOn, targetAt?.getTime()]);
      }),
      { numRuns: 300 },
    );
  });
});

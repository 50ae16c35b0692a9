import assert from 'node:assert/strict';
import type { Deadline, Facts } from '../../../domain/deadlines/deadline.ts';
import { waitsCounted } from '../../../domain/deadlines/waits.ts';
import { clocksOf, factsOf, shippedPolicy } from '../../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const scalingo = shippedPolicy('scalingo-privacy@2015');
const on = (day: string) => new Date(`${day}T10:00:00Z`);
const wait = (reason: 'identity' | 'clarification' | 'fee', asked: string, answered?: string) => ({
  reason,
  askedAt: on(asked),
  ...(answered && { answeredAt: on(answered) }),
});
const received = (...pauses: Facts['pauses']) => factsOf('2026-03-02T09:00:00Z', { pauses });

describe('The waits that a clock counts, and the picture hatches', () => {
  it('are those of a reason that the policy pauses for', () => {
    const facts = received(wait('identity', '2026-03-10', '2026-03-12'), wait('fee', '2026-03-14'));
    const { reply } = clocksOf(gdpr, facts, 'FR');
    assert.deepEqual(waitsCounted(facts, reply as Deadline), [facts.pauses[0]]);
  });

  it('leave out one that began after its day, though its reason was counted before', () => {
    const facts = received(wait('identity', '2026-03-10', '2026-03-12'), wait('identity', '2026-05-20'));
    const { reply } = clocksOf(gdpr, facts, 'FR');
    assert.deepEqual(waitsCounted(facts, reply as Deadline), [facts.pauses[0]]);
  });

  it('are none for a clock that never stands still', () => {
    const facts = received(wait('identity', '2026-03-10', '2026-03-12'));
    const clocks = clocksOf(
      { ...gdpr, clocks: gdpr.clocks.map((clock) => ({ ...clock, pauses: false })) },
      facts,
      'FR',
    );
    assert.deepEqual(waitsCounted(facts, clocks.reply as Deadline), []);
  });

  it('are kept separate for a clock in hours too, also when it is read back from the database', () => {
    const facts = factsOf('2026-03-02T09:00:00Z', {
      pauses: [
        {
          reason: 'identity' as const,
          askedAt: new Date('2026-03-02T10:00:00Z'),
          answeredAt: new Date('2026-03-02T12:00:00Z'),
        },
        { reason: 'identity' as const, askedAt: on('2026-03-08') },
      ],
    });
    const clocks = clocksOf(
      {
        ...scalingo,
        clocks: scalingo.clocks.map((clock) => ({ ...clock, pauses: true })),
        pauses: gdpr.pauses,
      },
      facts,
      'FR-67',
    );
    const deletion = clocks['account-deletion'] as Deadline;
    assert.deepEqual(waitsCounted(facts, deletion), [facts.pauses[0]]);
    assert.deepEqual(waitsCounted(facts, JSON.parse(JSON.stringify(deletion))), [facts.pauses[0]]);
  });
});

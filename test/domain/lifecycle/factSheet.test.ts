import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { readFacts } from '../../../domain/lifecycle/factSheet.ts';
import type { RecordedFact } from '../../../domain/lifecycle/recordedFact.ts';
import { FACT_NAMES } from '../../../domain/lifecycle/vocabulary.ts';

describe('Reading facts', () => {
  const receipt = {
    receivedAt: new Date('2026-03-02T09:00:00Z'),
    receivedOn: calendarDate('2026-03-02'),
    receivedByDay: false,
    zone: 'Europe/Paris',
    mailboxNeeded: true,
  };
  const fact = fc.record({
    name: fc.constantFrom(...FACT_NAMES),
    about: fc.constantFrom('identity', 'clarification', 'account-deletion'),
    at: fc
      .integer({ min: 1, max: 1_000_000 })
      .map((minute) => new Date(receipt.receivedAt.getTime() + minute * 60_000)),
  });
  const distinctMoments = fc.uniqueArray(fact, { selector: ({ at }) => at.getTime(), maxLength: 20 });

  it('gives the same whatever order they were recorded in', () => {
    fc.assert(
      fc.property(distinctMoments, fc.integer(), (facts, seed) => {
        const shuffled = [...facts].sort(
          (a, b) => ((a.at.getTime() * seed) % 97) - ((b.at.getTime() * seed) % 97),
        );
        assert.deepEqual(readFacts(receipt, shuffled), readFacts(receipt, facts));
      }),
    );
  });

  it('begins a second wait for the same reason only after the first has ended', () => {
    const at = (minute: number) => new Date(receipt.receivedAt.getTime() + minute * 60_000);
    const facts: RecordedFact[] = [
      { name: 'identity-asked', about: null, at: at(1) },
      { name: 'identity-asked', about: null, at: at(2) },
      { name: 'resumed', about: 'identity', at: at(3) },
      { name: 'paused', about: 'identity', at: at(4) },
    ];
    assert.deepEqual(readFacts(receipt, facts).facts.pauses, [
      { reason: 'identity', askedAt: at(1), answeredAt: at(3) },
      { reason: 'identity', askedAt: at(4) },
    ]);
  });
});

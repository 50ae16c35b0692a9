import assert from 'node:assert/strict';
import { longWait, waitingSince } from '../../../domain/lifecycle/longWait.ts';

const at = (day: string) => new Date(`${day}T09:00:00Z`);

describe('A wait for the person', () => {
  it('is long from its fourteenth day on, by the days of the place', () => {
    assert.equal(longWait(at('2026-03-02'), at('2026-03-15'), 'Europe/Paris'), undefined);
    assert.equal(longWait(at('2026-03-02'), at('2026-03-16'), 'Europe/Paris'), 14);
    assert.equal(longWait(at('2026-03-02'), new Date('2026-03-15T23:30:00Z'), 'Europe/Paris'), 14);
    assert.equal(longWait(null, at('2026-03-16'), 'Europe/Paris'), undefined);
  });

  it('counts from the first asking that has no end', () => {
    const waits = [
      { reason: 'fee' as const, askedAt: at('2026-03-01'), answeredAt: at('2026-03-02') },
      { reason: 'identity' as const, askedAt: at('2026-03-05') },
      { reason: 'clarification' as const, askedAt: at('2026-03-04') },
    ];
    assert.deepEqual(waitingSince(waits), at('2026-03-04'));
    assert.equal(waitingSince(waits.slice(0, 1)), null);
  });
});

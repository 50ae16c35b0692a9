import assert from 'node:assert/strict';
import { momentsPlayed, playedTo, standIns } from '../../domain/rehearsal.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';

const at = (text: string) => new Date(text);
const texts = (moments: Date[]) => moments.map((one) => one.toISOString().slice(0, 16));

describe('A clock that is played forward', () => {
  it('goes so many days of 24 hours ahead', () => {
    assert.deepEqual(playedTo(at('2026-03-02T09:00:00Z'), '20'), at('2026-03-22T09:00:00Z'));
    assert.deepEqual(playedTo(at('2026-03-02T09:00:00Z'), '92'), at('2026-06-02T09:00:00Z'));
  });

  for (const days of ['0', '-1', '93', '1.5', '', 'ten', '1e1', '0020'])
    it(`is refused "${days}" days: it never goes back, and no further than a quarter of a year at once`, () => {
      assert.throws(
        () => playedTo(at('2026-03-02T09:00:00Z'), days),
        (error) =>
          error instanceof RuleViolation && error.code === 'rehearsal-days' && error.field === 'days',
      );
    });

  it('stops at each full hour, and at its end', () => {
    const moments = momentsPlayed(at('2026-03-02T09:30:00Z'), at('2026-03-02T11:15:00Z'), 'Europe/Paris');
    assert.deepEqual(texts(moments), ['2026-03-02T10:00', '2026-03-02T11:00', '2026-03-02T11:15']);
  });

  it('stops at 08:00 also where the local time is half an hour beside the full hour', () => {
    const moments = momentsPlayed(at('2026-03-02T01:45:00Z'), at('2026-03-02T03:00:00Z'), 'Asia/Kolkata');
    assert.deepEqual(texts(moments), ['2026-03-02T02:00', '2026-03-02T02:30', '2026-03-02T03:00']);
  });

  it('stops 23 times on the day on which summer time begins, and once at 08:00', () => {
    const moments = momentsPlayed(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'), 'Europe/Paris');
    assert.equal(moments.length, 23);
    assert.equal(texts(moments).filter((one) => one === '2026-03-29T06:00').length, 1);
  });

  it('stops nowhere where there is nothing to play', () => {
    assert.deepEqual(momentsPlayed(at('2026-03-02T09:00:00Z'), at('2026-03-02T09:00:00Z'), 'UTC'), []);
  });
});

describe('An address that stands for another', () => {
  it('is at example.org, the same for the same address, and none for none', () => {
    const of = standIns('owner');
    assert.deepEqual(['a@firm.example', 'b@firm.example', 'a@firm.example', ''].map(of), [
      'owner-1@example.org',
      'owner-2@example.org',
      'owner-1@example.org',
      '',
    ]);
  });
});

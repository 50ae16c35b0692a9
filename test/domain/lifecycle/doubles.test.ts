import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { doubleReasons, repeatsOf } from '../../../domain/lifecycle/doubles.ts';

const one = { right: 'access', status: 'open' } as const;

describe('A request that may be the same as another', () => {
  it('is open as the other is, for the same right, and has something in common with who asked', () => {
    assert.deepEqual(doubleReasons(one, { ...one, status: 'waiting' }, ['mailbox']), ['mailbox', 'right']);
    assert.deepEqual(doubleReasons(one, one, []), []);
    assert.deepEqual(doubleReasons(one, { ...one, right: 'erasure' }, ['mailbox']), []);
    assert.deepEqual(doubleReasons(one, { ...one, status: 'answered' }, ['mailbox']), []);
  });

  it('or has nearly the same words, whatever the right', () => {
    const other = { ...one, right: 'erasure' } as const;
    assert.deepEqual(doubleReasons(one, other, ['name', 'text']), ['name', 'text']);
    assert.deepEqual(doubleReasons(one, one, ['text']), ['text', 'right']);
  });
});

describe('Repeated requests (EDPB guidelines 01/2022, para. 185)', () => {
  const on = (day: string, right: 'access' | 'erasure' = 'access', clientName: string | null = null) => ({
    right,
    clientName,
    receivedOn: calendarDate(day),
  });

  it('are counted by right and by whom they are for, with the days between; a year is told', () => {
    const found = repeatsOf([
      on('2026-03-02'),
      on('2025-03-02'),
      on('2025-01-01'),
      on('2026-03-02', 'erasure'),
      on('2026-03-03', 'access', 'Bo Client'),
    ]);
    assert.deepEqual(
      found.map(({ right, count, gaps }) => [right, count, gaps.map(({ days, isYear }) => [days, isYear])]),
      [
        [
          'access',
          3,
          [
            [60, false],
            [365, true],
          ],
        ],
      ],
    );
  });
});

import assert from 'node:assert/strict';
import { type CountedGroup, figuresOf } from '../../../domain/reports/figures.ts';
import {
  asMonth,
  closeOf,
  isClosed,
  type Month,
  monthsIn,
  periodAsked,
} from '../../../domain/reports/month.ts';
import { percentile } from '../../../domain/reports/percentile.ts';

const month = (text: string) => asMonth(text) as Month;

describe('Half and nine in ten, by nearest rank', () => {
  const days = (...all: number[]) => all.map((one) => ({ days: one, n: 1 }));
  const cases: [number[], number | undefined, number | undefined][] = [
    [[], undefined, undefined],
    [[7], 7, 7],
    [[1, 30], 1, 30],
    [[3, 1, 2], 2, 3],
    [[1, 2, 3, 10], 2, 10],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10],
  ];
  for (const [all, half, ninety] of cases)
    it(`of ${all.join(', ') || 'nothing'} are ${half} and ${ninety}`, () => {
      assert.equal(percentile(days(...all), 0.5), half);
      assert.equal(percentile(days(...all), 0.9), ninety);
    });

  it('are the same whether answers of so many days come one by one or together', () => {
    assert.equal(
      percentile(
        [
          { days: 20, n: 1 },
          { days: 5, n: 9 },
        ],
        0.9,
      ),
      5,
    );
    assert.equal(
      percentile(
        [
          { days: 20, n: 2 },
          { days: 5, n: 9 },
        ],
        0.9,
      ),
      20,
    );
  });
});

describe('A share in time', () => {
  const group = (standing: CountedGroup['standing'], n: number): CountedGroup => ({
    standing,
    n,
    days: 1,
    daysLate: null,
  });

  it('has paused and extended answers in it, and neither what had no date nor what was not answered', () => {
    const { answered, inTime } = figuresOf([
      group('first', 5),
      group('paused', 2),
      group('extended', 1),
      group('late', 2),
      group('undated', 4),
      group('unanswered-late', 6),
    ]);
    assert.deepEqual([answered, inTime], [14, 0.8]);
  });

  it('is none where nothing had a date', () => {
    assert.equal(figuresOf([group('undated', 3)]).inTime, undefined);
  });
});

describe('A month', () => {
  it('is closed once its last day has ended where the organisation is, also over a clock change', () => {
    assert.equal(closeOf(month('2026-03'), 'Europe/Paris').toISOString(), '2026-03-31T22:00:00.000Z');
    assert.equal(closeOf(month('2026-12'), 'America/New_York').toISOString(), '2027-01-01T05:00:00.000Z');
    const last = new Date('2026-03-31T21:59:59.999Z');
    assert.equal(isClosed(month('2026-03'), last, 'Europe/Paris'), false);
    assert.equal(isClosed(month('2026-03'), new Date(last.getTime() + 1), 'Europe/Paris'), true);
  });

  it('is one of twelve', () => {
    for (const text of ['2026-00', '2026-13', '0000-01', '26-01', '2026-1', '', undefined])
      assert.equal(asMonth(text), undefined, String(text));
    assert.deepEqual(monthsIn({ from: month('2025-11'), to: month('2026-02') }), [
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
  });
});

describe('The period of a report', () => {
  const now = month('2026-11');
  const cases: [string | undefined, string | undefined, string, string][] = [
    [undefined, undefined, '2026-01', '2026-11'],
    ['2026-03', '2026-05', '2026-03', '2026-05'],
    ['2026-05', '2026-03', '2026-03', '2026-05'],
    ['2026-05', '2031-01', '2026-05', '2026-11'],
    ['nonsense', '2026-05', '2026-01', '2026-05'],
    ['1900-01', '2026-11', '2021-12', '2026-11'],
  ];
  for (const [from, to, first, last] of cases)
    it(`from ${from} to ${to} is ${first} to ${last}`, () => {
      assert.deepEqual(periodAsked({ from, to }, now), { from: first, to: last });
    });

  it('is last year in January, when nothing is closed yet', () => {
    assert.deepEqual(periodAsked({}, month('2027-01')), { from: '2026-01', to: '2027-01' });
  });
});

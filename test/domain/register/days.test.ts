import assert from 'node:assert/strict';
import { dayIn, noteOrder, nothingSeen, orderDecided } from '../../../domain/register/days.ts';

const decided = (...cells: string[]) => {
  const seen = nothingSeen();
  for (const cell of cells) noteOrder(seen, cell);
  return orderDecided(seen);
};

describe('A day in a register kept elsewhere', () => {
  for (const [cell, order, day] of [
    ['2025-04-03', undefined, '2025-04-03'],
    ['2025-04-03T10:15:00Z', undefined, '2025-04-03'],
    ['2025/4/3', undefined, '2025-04-03'],
    ['03/04/2025', 'day-first', '2025-04-03'],
    ['03/04/2025', 'month-first', '2025-03-04'],
    ['3.4.2025', 'day-first', '2025-04-03'],
    ['13/04/2025', undefined, '2025-04-13'],
    ['03/03/2025', undefined, '2025-03-03'],
  ] as const)
    it(`${cell}${order ? `, ${order},` : ''} is ${day}`, () => assert.equal(dayIn(cell, order), day));

  it('that could be two days is none until somebody says which comes first', () => {
    assert.throws(() => dayIn('03/04/2025', undefined), {
      code: 'line-day-unclear',
      data: { text: '03/04/2025', dayFirst: '2025-04-03', monthFirst: '2025-03-04' },
    });
  });

  it('of the other order is a fault, never turned round', () => {
    assert.throws(() => dayIn('13/04/2025', 'month-first'), {
      code: 'line-day-other-order',
      data: { text: '13/04/2025', day: '2025-04-13' },
    });
  });

  for (const cell of ['2025-02-29', '31/02/2025', '3/4/25', '45385', 'April 3', ''])
    it(`is not “${cell}”`, () => assert.throws(() => dayIn(cell, 'day-first'), { code: 'date-invalid' }));

  it('is asked about only where its column does not decide', () => {
    assert.equal(decided('2025-04-03', '03/03/2025'), undefined);
    assert.equal(decided('03/04/2025', '13/04/2025'), 'day-first');
    assert.equal(decided('03/04/2025', '04/13/2025'), 'month-first');
    assert.equal(decided('03/04/2025', '05/06/2025'), 'ask');
    assert.equal(decided('13/04/2025', '04/13/2025'), 'ask');
  });
});

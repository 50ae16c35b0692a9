import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { coverageOf } from '../../../domain/systems/coverage.ts';

const system = (name: string, categories: string[], activeUntil?: string) => ({
  name,
  categories,
  activeFrom: null,
  activeUntil: activeUntil ? calendarDate(activeUntil) : null,
});
const held = (day: string) =>
  coverageOf(
    ['orders', 'calls'],
    [system('Shop', ['orders', 'letters']), system('Phone', ['calls'], '2026-11-30')],
    calendarDate(day),
  ).map(({ category, systems }) => [category, systems.map(({ name }) => name)]);

describe('The map of categories and systems', () => {
  it('names the systems that hold each category, and then categories that only a system names', () => {
    assert.deepEqual(held('2026-11-30'), [
      ['orders', ['Shop']],
      ['calls', ['Phone']],
      ['letters', ['Shop']],
    ]);
  });

  it('shows a hole on the day after the last system that held a category went out of use', () => {
    assert.deepEqual(held('2026-12-01')[1], ['calls', []]);
  });
});

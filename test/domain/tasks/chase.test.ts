import assert from 'node:assert/strict';
import { addDays, type CalendarDate, calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { chaseOn } from '../../../domain/tasks/chase.ts';

describe('The chase of a task that nobody answers', () => {
  const calendar = holidayCalendar('FR');
  const asked = (askedOn: string, dueOn?: string) => ({
    askedOn: calendarDate(askedOn),
    dueOn: dueOn === undefined ? undefined : calendarDate(dueOn),
  });
  const daysUntil = (task: ReturnType<typeof asked>, last: string): CalendarDate[] => {
    const found = new Set<CalendarDate>();
    for (let day = task.askedOn; day <= last; day = addDays(day, 1)) {
      const { on } = chaseOn(task, calendar, day);
      if (on) found.add(on);
    }
    return [...found];
  };

  it('reminds three working days after, each second working day from there, on the due day, then late', () => {
    assert.deepEqual(daysUntil(asked('2026-03-02', '2026-03-16'), '2026-03-20'), [
      '2026-03-05',
      '2026-03-09',
      '2026-03-11',
      '2026-03-13',
      '2026-03-16',
      '2026-03-17',
      '2026-03-19',
    ]);
  });

  it('counts neither weekends nor holidays: asked on Friday 8 May 2026, the first is on Wednesday 13, the next after Ascension', () => {
    assert.deepEqual(daysUntil(asked('2026-05-08'), '2026-05-18'), ['2026-05-13', '2026-05-18']);
  });

  it('reminds on the due day alone where the task was due at once', () => {
    assert.deepEqual(daysUntil(asked('2026-03-02', '2026-03-02'), '2026-03-04'), [
      '2026-03-02',
      '2026-03-03',
    ]);
  });

  it('is, after an outage, the latest step that was missed', () => {
    assert.equal(
      chaseOn(asked('2026-03-02', '2026-03-16'), calendar, calendarDate('2026-03-15')).on,
      '2026-03-13',
    );
    assert.equal(
      chaseOn(asked('2026-03-02', '2026-03-16'), calendar, calendarDate('2026-03-22')).on,
      '2026-03-19',
    );
  });

  it('tells the DPO from the second late step on, the third working day after the due day', () => {
    const told = ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19', '2026-03-21'].map(
      (day) => chaseOn(asked('2026-03-02', '2026-03-16'), calendar, calendarDate(day)).isUnanswered,
    );
    assert.deepEqual(told, [false, false, false, true, true]);
  });
});

import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { backupsDue, leavesBackups } from '../../../domain/tasks/backups.ts';

const days = (deleted: string, backupDays: number, leadDays = 0) => {
  const { askOn, dueOn } = backupsDue(calendarDate(deleted), { backupDays, leadDays }, holidayCalendar('FR'));
  return [askOn, dueOn];
};

describe('That deleted data are gone from the backups', () => {
  it('is asked when the cycle of the backups has ended, counted from the day after the deletion', () => {
    assert.deepEqual(days('2026-03-02', 30), ['2026-04-01', '2026-04-07']);
  });
  it('is asked on a working day: the storage period ends on Saturday 4 April, Easter Monday is a holiday', () => {
    assert.deepEqual(days('2026-03-02', 33), ['2026-04-07', '2026-04-10']);
  });
  it('leaves the owner their lead time, three working days at the least', () => {
    assert.deepEqual(days('2026-03-02', 7, 5), ['2026-03-09', '2026-03-16']);
    assert.deepEqual(days('2026-03-02', 7, 1), ['2026-03-09', '2026-03-12']);
  });
  it('says why: until when the backups keep it, when it is asked, by when it is answered', () => {
    const { because } = backupsDue(
      calendarDate('2026-03-02'),
      { backupDays: 33, leadDays: 0 },
      holidayCalendar('FR'),
    );
    assert.deepEqual(
      because.map(({ code, data }) => [code, data.to ?? data.on]),
      [
        ['backups-gone', '2026-04-04'],
        ['backups-asked', '2026-04-07'],
        ['backups-due', '2026-04-10'],
      ],
    );
  });
  it('is asked of a deletion that was done alone, and of a system that has backups', () => {
    const asks = (
      kind: 'delete' | 'restrict',
      outcome: 'done' | 'nothing-found' | 'cannot',
      backupDays: number | null,
    ) => leavesBackups({ kind, outcome }, { backupDays });
    assert.equal(asks('delete', 'done', 30), true);
    assert.equal(asks('delete', 'nothing-found', 30), false);
    assert.equal(asks('delete', 'cannot', 30), false);
    assert.equal(asks('restrict', 'done', 30), false);
    assert.equal(asks('delete', 'done', null), false);
    assert.equal(asks('delete', 'done', 0), false);
  });
});

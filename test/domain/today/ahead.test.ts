import assert from 'node:assert/strict';
import type { CalendarDate } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { checkedSpan } from '../../../domain/today/absences.ts';
import { type AheadInput, daysAhead, warningsAhead } from '../../../domain/today/ahead.ts';

const day = (text: string) => text as CalendarDate;
const due = (...days: [string, number][]) => days.map(([on, count]) => ({ on: day(on), count }));
const closure = { from: day('2026-12-24'), until: day('2027-01-02') };
const given = (changes: Partial<AheadInput>): AheadInput => ({
  today: day('2026-11-30'),
  calendar: holidayCalendar('FR'),
  closures: [],
  away: [],
  due: [],
  ...changes,
});

describe('The look ahead', () => {
  it('shows five weeks from Monday to Friday, with what falls due, holidays, closures and absences', () => {
    const away = [{ from: day('2026-12-10'), until: day('2026-12-11'), deputy: null }];
    const days = daysAhead(
      given({ closures: [closure], away, due: due(['2026-12-10', 1], ['2026-12-28', 2]) }),
    );
    assert.equal(days.length, 25);
    assert.deepEqual([days[0]?.on, days[0]?.isToday, days[24]?.on], ['2026-11-30', true, '2027-01-01']);
    const told = days
      .filter(({ count, shut, isAway }) => count || shut || isAway)
      .map(({ on, count, shut, isAway }) => [on, count, shut, isAway]);
    assert.deepEqual(told, [
      ['2026-12-10', 1, undefined, true],
      ['2026-12-11', 0, undefined, true],
      ['2026-12-24', 0, 'closure', false],
      ['2026-12-25', 0, 'holiday', false],
      ['2026-12-28', 2, 'closure', false],
      ['2026-12-29', 0, 'closure', false],
      ['2026-12-30', 0, 'closure', false],
      ['2026-12-31', 0, 'closure', false],
      ['2027-01-01', 0, 'holiday', false],
    ]);
  });

  it('begins on a Sunday with the week that follows, on a Friday with its own', () => {
    assert.equal(daysAhead(given({ today: day('2026-11-29') }))[0]?.on, '2026-11-30');
    assert.equal(daysAhead(given({ today: day('2026-12-04') }))[0]?.on, '2026-11-30');
  });

  it('says how many fall due in a closure, and the last working day before it', () => {
    const warnings = warningsAhead(
      given({ closures: [closure], due: due(['2026-12-23', 1], ['2026-12-24', 1], ['2026-12-30', 2]) }),
    );
    assert.deepEqual(warnings, [{ kind: 'closure', ...closure, count: 3, before: '2026-12-23' }]);
  });

  it('takes neither a weekend nor another closure for a working day before', () => {
    const first = { from: day('2026-12-21'), until: day('2026-12-23') };
    const [, second] = warningsAhead(
      given({ closures: [first, closure], due: due(['2026-12-22', 1], ['2026-12-24', 1]) }),
    );
    assert.deepEqual(second, { kind: 'closure', ...closure, count: 1, before: '2026-12-18' });
  });

  it('says what falls due on a Sunday or a holiday, where a promise does not move', () => {
    assert.deepEqual(warningsAhead(given({ due: due(['2026-12-06', 1], ['2026-12-25', 1]) })), [
      { kind: 'closed', from: '2026-12-06', until: '2026-12-06', count: 1, before: '2026-12-04' },
      { kind: 'closed', from: '2026-12-25', until: '2026-12-25', count: 1, before: '2026-12-24' },
    ]);
  });

  it('says what falls due while the reader is away, and who stands in, also where nothing does', () => {
    const away = [{ from: day('2026-12-10'), until: day('2026-12-11'), deputy: 'Jonas' }];
    const [one] = warningsAhead(given({ away, due: due(['2026-12-09', 1], ['2026-12-10', 2]) }));
    assert.deepEqual(one, { kind: 'away', ...away[0], count: 2 });
    assert.equal(warningsAhead(given({ away }))[0]?.count, 0);
  });
});

describe('The days of an absence', () => {
  const refused = (from: string, until: string) => {
    try {
      checkedSpan({ from, until }, day('2026-11-30'));
      return undefined;
    } catch (error) {
      return [(error as { code: string }).code, (error as { field: string }).field];
    }
  };

  it('are one day where no last one is given', () => {
    assert.deepEqual(checkedSpan({ from: '2026-12-10', until: '' }, day('2026-11-30')), {
      from: '2026-12-10',
      until: '2026-12-10',
    });
  });

  it('are refused beside the field that is wrong', () => {
    assert.deepEqual(refused('2026-12-10', '2026-12-09'), ['ends-before-it-begins', 'until']);
    assert.deepEqual(refused('2026-11-01', '2026-11-29'), ['is-over', 'until']);
    assert.deepEqual(refused('2026-12-10', '2028-12-10'), ['too-many-days', 'until']);
    assert.deepEqual(refused('2026-02-30', '2026-12-10'), ['date-invalid', 'from']);
  });
});

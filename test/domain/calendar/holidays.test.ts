import assert from 'node:assert/strict';
import { calendarChoices } from '../../../domain/calendar/calendarChoices.ts';
import { calendarDate, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { calendarOfDays, holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { readOverlays } from '../../../models/policy/overlays.ts';
import { shippedPoliciesDir } from '../../../models/policy.ts';

const works = (calendar: string, date: string) =>
  holidayCalendar(calendar).isWorkingDay(dayNumberOf(calendarDate(date)));

describe('Working days (Reg. 1182/71 Art. 2)', () => {
  before(() => readOverlays([shippedPoliciesDir]));

  const table: [string, string, boolean, string][] = [
    ['DE', '2026-04-03', false, 'Good Friday in Germany'],
    ['GB-ENG', '2026-04-03', false, 'Good Friday in England'],
    ['FR', '2026-04-03', true, 'no Good Friday in France'],
    ['FR-67', '2026-04-03', false, 'but in Alsace'],
    ['FR-57', '2025-12-26', false, '26 December in Moselle'],
    ['IE', '2026-04-03', true, 'no Good Friday in Ireland'],
    ['BE', '2026-04-03', true, 'nor in Belgium'],
    ['NL', '2026-04-03', false, 'but in the Netherlands'],
    ['GB-SCT', '2026-04-06', true, 'no Easter Monday in Scotland'],
    ['GB-ENG', '2026-04-06', false, 'Easter Monday in England'],
    ['IE', '2026-05-25', true, 'no Whit Monday in Ireland'],
    ['IE', '2026-05-01', true, '1 May is not the Irish holiday'],
    ['IE', '2026-05-04', false, 'the first Monday of May is'],
    ['GB-ENG', '2026-05-01', true, '1 May is not the English one'],
    ['DE', '2025-12-26', false, '26 December in Germany'],
    ['FR', '2025-12-26', true, 'not in France'],
    ['FR-67', '2025-12-26', false, 'but in Alsace'],
    ['BE', '2025-12-26', true, 'not in Belgium'],
    ['GB-SCT', '2026-01-02', false, '2 January in Scotland'],
    ['GB-ENG', '2026-01-02', true, 'not in England'],
    ['GB-ENG', '2026-12-28', false, 'the substitute for Saturday 26 December in England'],
    ['IE', '2026-12-28', true, 'no substitute in Ireland'],
    ['GB-SCT', '2026-08-03', false, 'summer bank holiday in Scotland: first Monday'],
    ['GB-ENG', '2026-08-03', true, 'not yet in England'],
    ['GB-ENG', '2026-08-31', false, 'in England the last Monday'],
    ['DE', '2026-01-06', true, 'Epiphany is not nationwide'],
    ['DE-BY', '2026-01-06', false, 'but in Bavaria'],
    ['DE-BY-KATH', '2025-08-15', false, 'Assumption in Catholic Bavaria'],
    ['DE-BY', '2025-08-15', true, 'not in all of it'],
    ['DE', '2026-12-24', true, 'half days are no holidays'],
    ['FR', '2026-11-28', false, 'a Saturday is never a working day'],
    ['none', '2026-12-25', true, 'weekends alone'],
    ['none', '2026-12-26', false, 'a Saturday'],
  ];
  for (const [calendar, date, expected, why] of table) {
    it(`${calendar} ${date}: ${why}`, () => assert.equal(works(calendar, date), expected));
  }

  it('names a holiday in each language in which the library does', () => {
    const name = holidayCalendar('FR-67').holidayName(dayNumberOf(calendarDate('2026-04-03')));
    assert.deepEqual([name?.en, name?.fr, name?.de], ['Good Friday', 'Vendredi saint', 'Karfreitag']);
    assert.equal(holidayCalendar('FR').holidayName(dayNumberOf(calendarDate('2026-04-03'))), undefined);
  });

  it('a feast of several days closes each of them (Bosnia, Ramadan Bayram 2026)', () => {
    for (const date of ['2026-03-20', '2026-05-27', '2026-05-28', '2026-05-29'])
      assert.equal(works('BA', date), false, date);
    assert.equal(works('BA', '2026-06-01'), true);
  });

  it('given days are weekends and exactly these', () => {
    const calendar = calendarOfDays(['2026-01-01']);
    assert.equal(calendar.isWorkingDay(dayNumberOf(calendarDate('2026-01-01'))), false);
    assert.equal(calendar.isWorkingDay(dayNumberOf(calendarDate('2026-01-02'))), true);
    assert.equal(calendar.isWorkingDay(dayNumberOf(calendarDate('2026-01-03'))), false);
    assert.throws(() => calendarOfDays(['2026-02-30']), RuleViolation);
  });

  it('says where only the nationwide days count, and which release of the data was used', () => {
    assert.equal(holidayCalendar('FR').nationwideOnly, true);
    assert.equal(holidayCalendar('DE').nationwideOnly, true);
    assert.equal(holidayCalendar('FR-67').nationwideOnly, false);
    assert.equal(holidayCalendar('IE').nationwideOnly, false);
    assert.match(holidayCalendar('FR').version, /^date-holidays \d+\.\d+\.\d+$/);
  });
});

describe('A calendar that cannot be trusted is refused', () => {
  const refusals: [string, string][] = [
    ['XX', 'calendar-unknown'],
    ['fr', 'calendar-unknown'],
    ['FRANCE', 'calendar-unknown'],
    ['', 'calendar-unknown'],
    ['FR-', 'calendar-unknown'],
    ['FR-ZZ', 'calendar-part-unknown'],
    ['FR-75', 'calendar-part-unknown'],
    ['DE-BY-XX', 'calendar-part-unknown'],
    ['IE-D', 'calendar-part-unknown'],
    ['FR-constructor', 'calendar-unknown'],
    ['GB', 'calendar-needs-nation'],
    ['CH', 'calendar-needs-canton'],
    ['BE+nothing', 'calendar-overlay-unknown'],
    ['XX+official', 'calendar-unknown'],
    ['none+official', 'calendar-unknown'],
  ];
  for (const [id, code] of refusals) {
    it(`${id || '(empty)'}: ${code}`, () => {
      assert.throws(
        () => holidayCalendar(id),
        (error) => error instanceof RuleViolation && error.code === code,
      );
    });
  }

  it('a year without data is an error, also where the moon tables end', () => {
    const code = (error: unknown) => error instanceof RuleViolation && error.code === 'calendar-year-missing';
    assert.throws(() => works('FR', '2500-05-03'), code);
    assert.throws(() => works('TR', '2080-05-03'), code);
    assert.equal(works('FR', '2080-05-03'), true);
  });
});

describe('Calendars to choose from', () => {
  it('each one offered is one that works; the United Kingdom is offered by nation, Switzerland by canton only', () => {
    const choices = calendarChoices();
    for (const id of choices) assert.equal(typeof holidayCalendar(id).isWorkingDay(20_500), 'boolean', id);
    assert.ok(choices.includes('FR-67') && choices.includes('DE-BY-KATH') && choices.includes('GB-NIR'));
    assert.ok(!choices.includes('GB') && !choices.includes('CH') && choices.includes('none'));
    assert.ok(choices.includes('CH-ZH') && choices.includes('PT-20') && choices.includes('BG+substitutes'));
    assert.equal(new Set(choices).size, choices.length);
  });
});

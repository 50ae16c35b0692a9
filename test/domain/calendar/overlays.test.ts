import assert from 'node:assert/strict';
import { calendarChoices } from '../../../domain/calendar/calendarChoices.ts';
import { calendarDate, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { calendarStep } from '../../../domain/calendar/calendarSteps.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { declareOverlays, type Overlay } from '../../../domain/calendar/overlay.ts';
import { readOverlayFile } from '../../../domain/calendar/overlayFile.ts';
import { computePeriod, type DayResult, parsePeriod } from '../../../domain/calendar/period.ts';
import { parseReceived } from '../../../domain/calendar/zone.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { readOverlays } from '../../../models/policy/overlays.ts';
import { shippedPoliciesDir } from '../../../models/policy.ts';

const day = (date: string) => dayNumberOf(calendarDate(date));
const works = (calendar: string, date: string) => holidayCalendar(calendar).isWorkingDay(day(date));

function overlay(more: object) {
  const read = readOverlayFile({
    id: 'FR-67+test',
    version: '1',
    title: { en: 'x', fr: 'x' },
    source: 'x',
    ...more,
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.value[0] as Overlay;
}
const YEARS = { first: 2026, last: 2026 };
const extra = (rule: string) => ({ day: rule, name: { en: 'Mourning', fr: 'Deuil' }, source: 'x' });

describe('Official lists as overlays by name (Reg. 1182/71 Art. 2(1))', () => {
  before(() => readOverlays([shippedPoliciesDir]));

  const table: [string, string, string, string][] = [
    ['BE', 'BE+official', '2026-11-02', 'the day in place of All Saints’ Day, a Sunday'],
    ['NL', 'NL+official', '2026-04-03', 'Good Friday'],
    ['NL', 'NL+official', '2026-05-05', 'Liberation Day'],
    ['NL', 'NL+official', '2027-03-26', 'Good Friday of a year whose list is not out: the statute names it'],
    ['FI', 'FI+official', '2026-06-19', 'Midsummer Eve, the first of its possible days'],
    ['FI', 'FI+official', '2027-06-25', 'Midsummer Eve, the last of its possible days'],
    ['FI', 'FI+official', '2026-12-24', 'Christmas Eve'],
    ['RO', 'RO+official', '2026-01-02', 'the second day of New Year'],
  ];
  for (const [plain, official, date, why] of table) {
    it(`${date} is a day off in ${official}, and was a working day in ${plain} by the first edition of the rules: ${why}`, () => {
      assert.equal(holidayCalendar(plain, 1).isWorkingDay(day(date)), true);
      assert.equal(holidayCalendar(official, 1).isWorkingDay(day(date)), false);
      assert.equal(works(official, date), false);
      assert.ok(holidayCalendar(official).holidayName(day(date))?.fr);
    });
  }

  it('keep the other days of their place', () => {
    assert.equal(works('NL+official', '2026-04-27'), false);
    assert.equal(works('BE+official', '2026-07-21'), false);
    assert.equal(works('BE+official', '2025-11-03'), true);
  });

  it('Belgium beyond its lists: the days of the country alone, and the reasons say so', () => {
    const end = (received: string) =>
      computePeriod({
        received: parseReceived(received, 'Europe/Brussels'),
        period: parsePeriod('P1M'),
        calendar: holidayCalendar('BE+official'),
        zone: 'Europe/Brussels',
        rolls: true,
      }) as DayResult;
    const said = (received: string) => end(received).because.find(({ code }) => code === 'uncorrected');
    assert.equal(end('2026-10-02').dueOn, '2026-11-03');
    assert.equal(said('2026-11-30'), undefined);
    assert.equal(end('2026-12-02').dueOn, '2027-01-04', 'Saturday 2 January');
    assert.deepEqual(said('2026-12-02')?.data, {
      calendar: 'BE+official',
      first: 2025,
      last: 2026,
      year: 2027,
      place: 'BE',
    });
  });

  it('are named with their version in each computation', () => {
    const { data } = calendarStep(holidayCalendar('BE+official'));
    assert.match(String(data.version), /^date-holidays \d+\.\d+\.\d+, BE\+official 2026$/);
  });

  it('stand among the choices of the settings', () => assert.ok(calendarChoices().includes('NL+official')));
});

describe('An overlay', () => {
  it('adds days and takes days away', () => {
    declareOverlays([overlay({ add: [extra('2026-09-09')], remove: [extra('07-14')], years: YEARS })]);
    assert.equal(works('FR-67+test', '2026-09-09'), false);
    assert.equal(works('FR-67+test', '2026-07-14'), true);
    assert.equal(works('FR-67', '2026-07-14'), false);
    assert.deepEqual(holidayCalendar('FR-67+test').holidayName(day('2026-09-09')), {
      en: 'Mourning',
      fr: 'Deuil',
    });
  });

  it('declared anew counts from then on', () => {
    declareOverlays([overlay({ add: [extra('2026-09-09')], years: YEARS })]);
    assert.equal(works('FR-67+test', '2026-09-10'), true);
    declareOverlays([overlay({ version: '2', add: [extra('2026-09-10')], years: YEARS })]);
    assert.equal(works('FR-67+test', '2026-09-10'), false);
    assert.match(holidayCalendar('FR-67+test').version, /FR-67\+test 2$/);
  });

  it('with single days refuses the years beyond them, unless it says that the place’s own days will do', () => {
    declareOverlays([overlay({ add: [extra('2026-09-09')], years: YEARS })]);
    assert.throws(
      () => works('FR-67+test', '2027-09-09'),
      (error) =>
        error instanceof RuleViolation &&
        error.code === 'overlay-year-missing' &&
        error.data.first === 2026 &&
        error.data.place === 'FR-67',
    );
    declareOverlays([overlay({ add: [extra('2026-09-09')], years: YEARS, otherYears: 'place' })]);
    assert.equal(works('FR-67+test', '2027-09-09'), true);
  });

  const broken: [string, object, string, RegExp][] = [
    ['a place that is not there', { id: 'ZZ+test' }, 'id', /BE\+official/],
    ['a place that is new and has no name', { id: 'FR-999', title: undefined }, 'title', /needs its name/],
    ['a day outside its years', { add: [extra('2027-01-01')], years: YEARS }, 'add.0.day', /years/],
    ['a single day without years', { add: [extra('2026-01-04')] }, 'add.0.day', /years/],
    ['a day that does not exist', { remove: [extra('02-30')] }, 'remove.0.day', /exists/],
    ['a rule it does not know', { add: [extra('every monday')] }, 'add.0.day', /easter -2/],
    [
      'the place alone beside days taken away',
      { remove: [extra('07-14')], otherYears: 'place' },
      'otherYears',
      /refused/,
    ],
    ['an unknown key', { plus: [] }, '', /unknown key "plus"; allowed here: id, /],
    ['a day without its source', { add: [{ ...extra('05-05'), source: undefined }] }, 'add.0.source', /text/],
  ];
  for (const [what, more, path, message] of broken) {
    it(`with ${what} is refused`, () => {
      const read = readOverlayFile({ ...overlay({}), ...more });
      assert.ok('faults' in read);
      assert.equal(read.faults[0]?.path.join('.'), path);
      assert.match(read.faults[0]?.message ?? '', message);
    });
  }
});

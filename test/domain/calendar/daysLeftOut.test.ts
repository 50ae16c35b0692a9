import assert from 'node:assert/strict';
import { calendarDate, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { computePeriod, type DayResult, parsePeriod } from '../../../domain/calendar/period.ts';
import { parseReceived } from '../../../domain/calendar/zone.ts';
import { readOverlays } from '../../../models/policy/overlays.ts';
import { shippedPoliciesDir } from '../../../models/policy.ts';

const works = (calendar: string, date: string) =>
  holidayCalendar(calendar).isWorkingDay(dayNumberOf(calendarDate(date)));
const daysIn = (text: string) => text.split(' ').filter(Boolean);

type Row = [places: string, law: string, off: string, working: string];

/** Days that somebody counts, or that a law counts for something else: none of them is a public holiday. */
const LEFT: Row[] = [
  ['AT', 'Good Friday and 24 December: AVG § 33(2), procedure alone', '', '2026-04-03 2026-12-24 2026-12-31'],
  [
    'AT-2 AT-5 AT-9',
    'patron saints of the Länder',
    '',
    '2025-03-19 2025-09-24 2027-10-11 2027-11-11 2027-11-15',
  ],
  [
    'BE',
    'days of employers and of Communities',
    '2026-07-21',
    '2026-11-02 2027-08-16 2029-11-12 2030-07-22 2026-12-28 2025-12-26',
  ],
  ['BG', '1 November is for schools', '', '2027-11-01 2028-11-01 2029-11-01 2030-11-01'],
  [
    'DK',
    '5 June, 24 and 31 December; Great Prayer Day until 2023',
    '',
    '2026-06-05 2026-12-24 2026-12-31 2026-05-01 2025-05-16 2027-04-23',
  ],
  ['HR CZ EE', 'no correction', '2026-05-01', ''],
  ['EE', 'Easter Monday, and shorter days', '2026-06-23 2026-12-24', '2026-04-06 2026-12-31'],
  ['FR-GP FR-MQ', 'Mi-Carême and 21 July', '', '2026-03-12 2026-07-21 2025-07-21 2027-03-04'],
  ['FR-GF FR-RE FR-YT FR-BL', 'the day of each stands, without Good Friday', '', '2026-04-03'],
  ['FR-GF', '10 June', '2026-06-10', ''],
  ['FR-RE', '20 December', '2027-12-20', ''],
  ['FR-YT', '27 April', '2026-04-27', ''],
  ['FR-BL', '9 October', '2026-10-09', ''],
  ['FR-57 FR-67 FR-68', 'Good Friday and 26 December stand', '2026-04-03 2025-12-26', ''],
  ['GR', '3 October closes courts alone; 17 November schools', '', '2025-10-03 2028-10-03 2026-11-17'],
  [
    'HU',
    'rest days against working Saturdays',
    '',
    '2025-05-02 2025-10-24 2025-12-24 2026-01-02 2026-08-21 2026-12-24',
  ],
  [
    'LV',
    'working days that the cabinet moves',
    '2025-05-05 2028-11-20',
    '2025-05-02 2025-11-17 2026-01-02 2026-06-22',
  ],
  ['IE', 'no Good Friday, no substitute', '2030-02-01', '2026-04-03 2026-12-28'],
  ['LT LU', 'no Good Friday', '2026-12-25', '2026-04-03'],
  ['LT', '2 November stands', '2026-11-02', ''],
  ['MT', 'Easter Monday and 26 December', '2026-04-03', '2026-04-06 2028-12-26'],
  ['NO PL SI', 'no correction', '2026-04-06', ''],
  ['NO', 'eves', '', '2026-12-24 2026-12-31'],
  ['PL', '24 December since 2025', '2025-12-24 2026-12-24', ''],
  ['PT', 'Carnival and granted days', '', '2026-02-17 2026-12-24 2026-12-31 2026-05-25'],
  ['SE', 'eves: Act 1930:173, Swedish law alone', '', '2026-06-19 2026-12-24 2026-12-31'],
  ['SI', 'state holidays on which people work', '', '2026-06-08 2026-09-15 2026-09-23'],
  [
    'SK',
    '1 September, 28 October, 17 November; 8 May and 15 September 2026',
    '2026-01-06',
    '2026-09-01 2026-10-28 2026-11-17 2026-05-08 2026-09-15',
  ],
  ['DE-BE', '8 May in 2025 alone', '2025-05-08', '2026-05-08 2030-05-08'],
  ['CH-UR CH-BE CH-VD', 'no correction', '2026-12-25', ''],
];

/** What can be disputed: the option, the days that it closes or opens, and a month that ends later or earlier by it. */
type Option = { days: string; open?: true; received: string; due: string; without: string };

const WITHOUT_GOOD_FRIDAY: Option = {
  days: '2025-04-18 2026-04-03 2027-03-26 2028-04-14 2029-03-30 2030-04-19',
  open: true,
  received: '2026-03-03',
  due: '2026-04-03',
  without: '2026-04-07',
};

const OPTIONS: Record<string, Option> = {
  'AT+avg': {
    days: '2025-04-18 2026-04-03 2026-12-24 2027-12-24',
    received: '2026-11-24',
    due: '2026-12-28',
    without: '2026-12-24',
  },
  'BE+official': { days: '2026-11-02', received: '2026-10-02', due: '2026-11-03', without: '2026-11-02' },
  'BG+substitutes': {
    days: '2025-05-26 2025-09-08 2026-05-25 2026-09-07 2026-12-28 2027-05-04 2027-12-27 2027-12-28 2028-01-03 2028-05-08 2028-12-27 2029-03-05 2029-05-07 2029-09-24 2030-03-04 2030-09-23',
    received: '2026-04-25',
    due: '2026-05-26',
    without: '2026-05-25',
  },
  'BG+euro': {
    days: '2025-12-31 2026-01-02',
    received: '2025-12-02',
    due: '2026-01-05',
    without: '2026-01-02',
  },
  'CH-AR+weekdays': {
    days: '2028-12-26',
    open: true,
    received: '2028-11-26',
    due: '2028-12-26',
    without: '2028-12-27',
  },
  'CH-GL+naefels': { days: '2027-04-01', received: '2027-03-01', due: '2027-04-02', without: '2027-04-01' },
  'FR-57+without-good-friday': WITHOUT_GOOD_FRIDAY,
  'FR-67+without-good-friday': WITHOUT_GOOD_FRIDAY,
  'FR-68+without-good-friday': WITHOUT_GOOD_FRIDAY,
  'FR-MF+28-may': {
    days: '2025-05-28 2026-05-28 2029-05-28',
    received: '2026-04-28',
    due: '2026-05-29',
    without: '2026-05-28',
  },
  'GR+may-day': { days: '2027-05-04', received: '2027-04-04', due: '2027-05-05', without: '2027-05-04' },
  'LV+festival': { days: '2028-07-10', received: '2028-06-10', due: '2028-07-11', without: '2028-07-10' },
  'NL+decrees': {
    days: '2025-05-30 2026-01-02 2026-05-15 2027-05-07 2028-04-28 2028-05-26',
    received: '2026-04-15',
    due: '2026-05-18',
    without: '2026-05-15',
  },
  'SE+eves': {
    days: '2025-06-20 2026-06-19 2027-06-25 2028-06-23 2029-06-22 2030-06-21 2026-12-24 2026-12-31',
    received: '2026-05-19',
    due: '2026-06-22',
    without: '2026-06-19',
  },
  'SK+from-2027': {
    days: '2027-09-15 2028-05-08 2028-09-15 2029-05-08 2030-05-08',
    received: '2027-08-15',
    due: '2027-09-16',
    without: '2027-09-15',
  },
};

const month = (received: string, calendar: string) =>
  computePeriod({
    received: parseReceived(received, 'Europe/Paris'),
    period: parsePeriod('P1M'),
    calendar: holidayCalendar(calendar),
    zone: 'Europe/Paris',
    rolls: true,
  }) as DayResult;

describe('Days that are no public holidays of their place (Reg. 1182/71 Art. 2(1))', () => {
  before(() => readOverlays([shippedPoliciesDir]));

  for (const [places, law, off, working] of LEFT) {
    for (const place of places.split(' ')) {
      it(`${place}: ${law}`, () => {
        assert.deepEqual(
          daysIn(off).filter((day) => works(place, day)),
          [],
        );
        assert.deepEqual(
          daysIn(working).filter((day) => !works(place, day)),
          [],
        );
      });
    }
  }
});

describe('A disputable reading of the calendar counts only if it is chosen', () => {
  before(() => readOverlays([shippedPoliciesDir]));

  for (const [id, { days, open = false, received, due, without }] of Object.entries(OPTIONS)) {
    const [place = ''] = id.split('+');
    it(`${id}: its days are otherwise in ${place}`, () => {
      for (const day of daysIn(days)) {
        assert.equal(works(id, day), open, day);
        assert.equal(works(place, day), !open, day);
      }
    });

    it(`${id}: a month from ${received} ends on ${due}, not confirmed, and the reasons name ${without}`, () => {
      const [by, plain] = [month(received, id), month(received, place)];
      assert.deepEqual([by.dueOn, by.confirmed], [due, false]);
      assert.deepEqual([plain.dueOn, plain.confirmed], [without, true]);
      const { data } = by.because.find(({ code }) => code === 'reading') ?? {};
      assert.equal(data?.other, without);
      assert.ok(data?.en && data.fr);
      assert.ok(!plain.because.some(({ code }) => code === 'reading'));
    });

    it(`${id}: a date that does not rest on the reading is confirmed`, () => {
      const { confirmed, because } = month('2026-09-01', id);
      assert.equal(confirmed, true);
      assert.ok(!because.some(({ code }) => code === 'reading'));
    });
  }

  it('working days rest on it too: two working days from 23 May 2026 in Bulgaria', () => {
    const count = (calendar: string) =>
      computePeriod({
        received: parseReceived('2026-05-22', 'Europe/Sofia'),
        period: parsePeriod('P2BD'),
        calendar: holidayCalendar(calendar),
        zone: 'Europe/Sofia',
        rolls: true,
      }) as DayResult;
    assert.deepEqual([count('BG').dueOn, count('BG').confirmed], ['2026-05-26', true]);
    const { dueOn, confirmed, because } = count('BG+substitutes');
    assert.deepEqual([dueOn, confirmed], ['2026-05-27', false]);
    assert.equal(because.find(({ code }) => code === 'reading')?.data.other, '2026-05-26');
  });

  const REGIONAL: [string, string, string, string][] = [
    ['PT-20', '2026-04-25', '2026-05-26', '2026-05-25'],
    ['PT-30', '2026-03-02', '2026-04-06', '2026-04-02'],
    ['PT-30', '2026-06-01', '2026-07-02', '2026-07-01'],
    ['PT-30', '2028-11-26', '2028-12-27', '2028-12-26'],
  ];
  for (const [id, received, due, without] of REGIONAL) {
    it(`${id}: a day of the region’s own law is on no list of the Union; ${received} gives ${due}, not confirmed`, () => {
      const { dueOn, confirmed } = month(received, id);
      assert.deepEqual([dueOn, confirmed], [due, false]);
      assert.equal(month(received, 'PT').dueOn, without);
    });
  }

  it('the Azores and Madeira have the days of their laws', () => {
    for (const day of ['2025-06-09', '2026-05-25', '2027-05-17', '2028-06-05', '2029-05-21', '2030-06-10'])
      assert.equal(works('PT-20', day), false, day);
    for (const day of ['2025-04-02', '2026-04-02', '2026-07-01', '2025-12-26'])
      assert.equal(works('PT-30', day), false, day);
    assert.equal(works('PT-30', '2024-04-02'), true, 'before the law of 2024');
  });
});

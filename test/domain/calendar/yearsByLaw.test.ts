import assert from 'node:assert/strict';
import {
  calendarDate,
  dateOfDayNumber,
  dayNumberFrom,
  dayNumberOf,
  weekdayOfDayNumber,
} from '../../../domain/calendar/calendarDate.ts';
import { calendarInUse } from '../../../domain/calendar/holidays.ts';
import { PRESENT_EDITION } from '../../../domain/edition.ts';
import { readOverlays } from '../../../models/policy/overlays.ts';
import { shippedPoliciesDir } from '../../../models/policy.ts';

/** A law's list: days of each year, days from Easter Sunday (W) or from the Orthodox one (O), and single days with their reason. */
type List = { fixed: string; W?: string; O?: string; single?: string; except?: string };

const LISTS: Record<string, List> = {
  'AT AT-3 AT-9': { fixed: '01-01 01-06 05-01 08-15 10-26 11-01 12-08 12-25 12-26', W: '1 39 50 60' },
  'BE BE-BRU': { fixed: '01-01 05-01 07-21 08-15 11-01 11-11 12-25', W: '1 39 50' },
  BG: { fixed: '01-01 03-03 05-01 05-06 05-24 09-06 09-22 12-24 12-25 12-26', O: '-2 1' },
  HR: { fixed: '01-01 01-06 05-01 05-30 06-22 08-05 08-15 11-01 11-18 12-25 12-26', W: '1 60' },
  CY: { fixed: '01-01 01-06 03-25 04-01 05-01 08-15 10-01 10-28 12-24 12-25 12-26', O: '-48 -2 1 50' },
  CZ: { fixed: '01-01 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26', W: '-2 1' },
  DK: { fixed: '01-01 12-25 12-26', W: '-3 -2 1 39 50' },
  EE: { fixed: '01-01 02-24 05-01 06-23 06-24 08-20 12-24 12-25 12-26', W: '-2' },
  FI: {
    fixed: '01-01 01-06 05-01 12-06 12-24 12-25 12-26',
    W: '-2 1 39',
    single: '2025-06-20 2026-06-19 2027-06-25 2028-06-23 2029-06-22 2030-06-21',
  },
  FR: { fixed: '01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25', W: '1 39 50' },
  'FR-57 FR-67 FR-68': { fixed: '01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25 12-26', W: '-2 1 39 50' },
  'FR-GP GP': { fixed: '01-01 05-01 05-08 05-27 07-14 08-15 11-01 11-11 12-25', W: '1 39 50' },
  'FR-MQ MQ': { fixed: '01-01 05-01 05-08 05-22 07-14 08-15 11-01 11-11 12-25', W: '1 39 50' },
  'FR-GF GF': { fixed: '01-01 05-01 05-08 06-10 07-14 08-15 11-01 11-11 12-25', W: '1 39 50' },
  'FR-RE RE': { fixed: '01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-20 12-25', W: '1 39 50' },
  'FR-YT YT': { fixed: '01-01 04-27 05-01 05-08 07-14 08-15 11-01 11-11 12-25', W: '1 39 50' },
  'FR-BL BL': { fixed: '01-01 05-01 05-08 07-14 08-15 10-09 11-01 11-11 12-25', W: '1 39 50' },
  'FR-MF MF': { fixed: '01-01 05-01 05-08 05-27 07-14 08-15 11-01 11-11 12-25', W: '1 39 50' },
  DE: { fixed: '01-01 05-01 10-03 12-25 12-26', W: '-2 1 39 50' },
  'DE-BW': { fixed: '01-01 01-06 05-01 10-03 11-01 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-BY DE-BY-EVANG': { fixed: '01-01 01-06 05-01 10-03 11-01 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-BY-KATH': { fixed: '01-01 01-06 05-01 08-15 10-03 11-01 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-BY-A': { fixed: '01-01 01-06 05-01 08-08 08-15 10-03 11-01 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-HE': { fixed: '01-01 05-01 10-03 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-NW DE-RP': { fixed: '01-01 05-01 10-03 11-01 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-SL': { fixed: '01-01 05-01 08-15 10-03 11-01 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-BB DE-HB DE-HH DE-NI DE-SH': { fixed: '01-01 05-01 10-03 10-31 12-25 12-26', W: '-2 1 39 50' },
  'DE-MV': { fixed: '01-01 03-08 05-01 10-03 10-31 12-25 12-26', W: '-2 1 39 50' },
  'DE-BE': { fixed: '01-01 03-08 05-01 10-03 12-25 12-26', W: '-2 1 39 50', single: '2025-05-08' },
  'DE-ST': { fixed: '01-01 01-06 05-01 10-03 10-31 12-25 12-26', W: '-2 1 39 50' },
  'DE-TH DE-TH-UH DE-TH-WAK': { fixed: '01-01 05-01 09-20 10-03 10-31 12-25 12-26', W: '-2 1 39 50' },
  'DE-TH-EIC': { fixed: '01-01 05-01 09-20 10-03 10-31 12-25 12-26', W: '-2 1 39 50 60' },
  'DE-SN DE-SN-BZ': {
    fixed: '01-01 05-01 10-03 10-31 12-25 12-26',
    W: '-2 1 39 50',
    single: '2025-11-19 2026-11-18 2027-11-17 2028-11-22 2029-11-21 2030-11-20',
  },
  GR: { fixed: '01-01 01-06 03-25 05-01 08-15 10-28 12-25 12-26', O: '-48 -2 1 50' },
  HU: { fixed: '01-01 03-15 05-01 08-20 10-23 11-01 12-25 12-26', W: '-2 1 50' },
  IS: {
    fixed: '01-01 05-01 06-17 12-25 12-26',
    W: '-3 -2 1 39 50',
    single:
      '2025-04-24 2026-04-23 2027-04-22 2028-04-20 2029-04-19 2030-04-25 2025-08-04 2026-08-03 2027-08-02 2028-08-07 2029-08-06 2030-08-05',
  },
  IE: {
    fixed: '01-01 03-17 12-25 12-26',
    W: '1',
    single:
      '2025-02-03 2026-02-02 2027-02-01 2028-02-07 2029-02-05 2030-02-01 2025-05-05 2026-05-04 2027-05-03 2028-05-01 2029-05-07 2030-05-06 2025-06-02 2026-06-01 2027-06-07 2028-06-05 2029-06-04 2030-06-03 2025-08-04 2026-08-03 2027-08-02 2028-08-07 2029-08-06 2030-08-05 2025-10-27 2026-10-26 2027-10-25 2028-10-30 2029-10-29 2030-10-28',
  },
  'IT IT-21 IT-21-TO IT-25-MI IT-32 IT-52-FI IT-82-PA': {
    fixed: '01-01 01-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26',
    W: '1',
    except: '2025-10-04',
  },
  'IT-62-RM': { fixed: '01-01 01-06 04-25 05-01 06-02 06-29 08-15 10-04 11-01 12-08 12-25 12-26', W: '1' },
  LV: {
    fixed: '01-01 05-01 05-04 06-23 06-24 11-18 12-24 12-25 12-26 12-31',
    W: '-2 1',
    single: '2025-05-05 2028-11-20 2029-11-19 2030-05-06',
  },
  LI: {
    fixed: '01-01 01-02 01-06 02-02 03-19 05-01 08-15 09-08 11-01 12-08 12-24 12-25 12-26 12-31',
    W: '-47 -2 1 39 50 60',
  },
  LT: { fixed: '01-01 02-16 03-11 05-01 06-24 07-06 08-15 11-01 11-02 12-24 12-25 12-26', W: '1' },
  LU: { fixed: '01-01 05-01 05-09 06-23 08-15 11-01 12-25 12-26', W: '1 39 50' },
  MT: { fixed: '01-01 02-10 03-19 03-31 05-01 06-07 06-29 08-15 09-08 09-21 12-08 12-13 12-25', W: '-2' },
  'NL NL-NH-ALK': { fixed: '01-01 04-27 05-05 12-25 12-26', W: '-2 1 39 50' },
  NO: { fixed: '01-01 05-01 05-17 12-25 12-26', W: '-3 -2 1 39 50' },
  PL: { fixed: '01-01 01-06 05-01 05-03 08-15 11-01 11-11 12-24 12-25 12-26', W: '1 60' },
  PT: { fixed: '01-01 04-25 05-01 06-10 08-15 10-05 11-01 12-01 12-08 12-25', W: '-2 60' },
  'PT-20': { fixed: '01-01 04-25 05-01 06-10 08-15 10-05 11-01 12-01 12-08 12-25', W: '-2 50 60' },
  'PT-30': {
    fixed: '01-01 04-02 04-25 05-01 06-10 07-01 08-15 10-05 11-01 12-01 12-08 12-25 12-26',
    W: '-2 60',
  },
  RO: { fixed: '01-01 01-02 01-06 01-07 01-24 05-01 06-01 08-15 11-30 12-01 12-25 12-26', O: '-2 1 50' },
  SK: {
    fixed: '01-01 01-06 05-01 07-05 08-29 11-01 12-24 12-25 12-26',
    W: '-2 1',
    single: '2025-05-08 2025-09-15',
  },
  SI: { fixed: '01-01 01-02 02-08 04-27 05-01 05-02 06-25 08-15 10-31 11-01 12-25 12-26', W: '1' },
  SE: { fixed: '01-01 01-06 05-01 06-06 12-25 12-26', W: '-2 1 39' },
  'GB-ENG GB-WLS': {
    fixed: '01-01 12-25 12-26',
    W: '-2 1',
    single:
      '2025-05-05 2025-05-26 2025-08-25 2026-05-04 2026-05-25 2026-08-31 2026-12-28 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28 2028-01-03 2028-05-01 2028-05-29 2028-08-28 2029-05-07 2029-05-28 2029-08-27 2030-05-06 2030-05-27 2030-08-26',
  },
  'GB-SCT': {
    fixed: '01-01 01-02 11-30 12-25 12-26',
    W: '-2',
    single:
      '2025-05-05 2025-05-26 2025-08-04 2025-12-01 2026-05-04 2026-05-25 2026-06-15 2026-08-03 2026-12-28 2027-01-04 2027-05-03 2027-05-31 2027-08-02 2027-12-27 2027-12-28 2028-01-03 2028-01-04 2028-05-01 2028-05-29 2028-08-07 2029-05-07 2029-05-28 2029-08-06 2030-05-06 2030-05-27 2030-08-05 2030-12-02',
  },
  'GB-NIR': {
    fixed: '01-01 03-17 07-12 12-25 12-26',
    W: '-2 1',
    single:
      '2025-05-05 2025-05-26 2025-07-14 2025-08-25 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-28 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28 2028-01-03 2028-05-01 2028-05-29 2028-08-28 2029-03-19 2029-05-07 2029-05-28 2029-08-27 2030-03-18 2030-05-06 2030-05-27 2030-08-26',
  },
  ES: { fixed: '01-01 01-06 05-01 08-15 10-12 11-01 12-06 12-08 12-25', W: '-2' },
  CH: { fixed: '01-01 08-01 12-25', W: '39' },
};

describe('Every weekday off by a law’s own list, 2025 to 2030, and no other', () => {
  before(() => readOverlays([shippedPoliciesDir]));

  for (const [places, list] of Object.entries(LISTS)) {
    for (const place of places.split(' ')) {
      it(`${place}: ${list.fixed}`, () => assert.deepEqual(daysOff(place), expected(list)));
    }
  }
});

const YEARS = [2025, 2026, 2027, 2028, 2029, 2030];
const isWeekday = (day: number) => weekdayOfDayNumber(day) < 6;

function daysOff(place: string): string[] {
  const calendar = calendarInUse(place, PRESENT_EDITION);
  const found: string[] = [];
  for (let day = dayNumberFrom(2025, 1, 1); day <= dayNumberFrom(2030, 12, 31); day += 1)
    if (isWeekday(day) && !calendar.isWorkingDay(day)) found.push(dateOfDayNumber(day));
  return found;
}

function expected({ fixed, W = '', O = '', single = '', except = '' }: List): string[] {
  const numbers = (text: string) => text.split(' ').filter(Boolean);
  const every = YEARS.flatMap((year) => [
    ...numbers(fixed).map((day) => dayNumberOf(calendarDate(`${year}-${day}`))),
    ...numbers(W).map((offset) => westernEaster(year) + Number(offset)),
    ...numbers(O).map((offset) => orthodoxEaster(year) + Number(offset)),
  ]);
  const singles = numbers(single).map((day) => dayNumberOf(calendarDate(day)));
  const days = new Set([...every, ...singles].filter(isWeekday).map(dateOfDayNumber));
  return [...days].filter((day) => !except.includes(day)).sort();
}

/** The Gregorian computus. */
function westernEaster(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return dayNumberFrom(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/** The Julian computus, thirteen days later by our calendar in this century. */
function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const sum = d + e + 114;
  return dayNumberFrom(year, Math.floor(sum / 31), (sum % 31) + 1) + 13;
}

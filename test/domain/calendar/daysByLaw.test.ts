import assert from 'node:assert/strict';
import { calendarDate, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { readOverlays } from '../../../models/policy/overlays.ts';
import { shippedPoliciesDir } from '../../../models/policy.ts';

const works = (calendar: string, date: string) =>
  holidayCalendar(calendar).isWorkingDay(dayNumberOf(calendarDate(date)));

/** Places, what corrects them, the days off by law that a library of holidays lacks, and the working days that it calls holidays. */
type Row = [places: string, law: string, off: string, working: string];

const CORRECTED: Row[] = [
  [
    'CY',
    'the state’s list for Reg. 1182/71: Clean Monday is a Monday, Kataklysmos, Christmas Eve',
    '2025-03-03 2026-02-23 2027-03-15 2028-02-28 2029-02-19 2030-03-11 2025-06-09 2026-06-01 2027-06-21 2028-06-05 2029-05-28 2030-06-17 2025-12-24 2026-12-24 2027-12-24 2029-12-24 2030-12-24',
    '2025-03-04 2026-02-24 2027-03-16 2028-02-29 2029-02-20 2030-03-12 2026-04-14',
  ],
  ['BG', 'Labour Code Art. 154(1): 26 December', '2025-12-26 2028-12-26 2029-12-26 2030-12-26', ''],
  [
    'FR-GP GP',
    'Code du travail L. 3422-2: no Good Friday',
    '2025-05-27 2026-05-27',
    '2025-04-18 2026-04-03 2027-03-26 2028-04-14 2029-03-30 2030-04-19',
  ],
  [
    'FR-MQ MQ',
    'Code du travail L. 3422-2: no Good Friday',
    '2025-05-22 2026-05-22 2028-05-22',
    '2025-04-18 2026-04-03 2027-03-26 2028-04-14 2029-03-30 2030-04-19',
  ],
  [
    'FI FI+official',
    'Act 150/1930 section 5: Midsummer Eve and Christmas Eve',
    '2025-06-20 2026-06-19 2027-06-25 2028-06-23 2029-06-22 2030-06-21 2025-12-24 2026-12-24 2027-12-24 2029-12-24 2030-12-24',
    '2026-12-31 2026-04-02',
  ],
  [
    'NL NL+official NL-ZH-LDN',
    'Algemene termijnenwet Art. 3: 5 May in every year, and Good Friday',
    '2025-05-05 2026-05-05 2027-05-05 2028-05-05 2025-04-18 2026-04-03 2027-03-26 2028-04-14 2029-03-30 2030-04-19 2026-04-27',
    '2026-05-15',
  ],
  [
    'RO RO+official',
    'Codul muncii Art. 139(1): 2 January',
    '2025-01-02 2026-01-02 2029-01-02 2030-01-02',
    '',
  ],
  [
    'LI',
    'no list has the bridge days',
    '2025-04-18 2026-04-03',
    '2025-05-30 2026-05-15 2027-05-07 2028-05-26 2029-05-11 2030-05-31 2025-06-20 2026-06-05 2027-05-28 2028-06-16 2029-06-01 2030-06-21',
  ],
  [
    'LI',
    'the list for time limits (BGBl. III 58/2021) and the Labour Act Art. 18(2)',
    '2025-01-02 2026-01-02 2029-01-02 2030-01-02 2026-02-02 2027-02-02 2028-02-02 2029-02-02 2025-03-04 2026-02-17 2027-02-09 2028-02-29 2029-02-13 2030-03-05 2025-03-19 2026-03-19 2027-03-19 2029-03-19 2030-03-19 2025-08-15 2028-08-15 2029-08-15 2030-08-15 2027-11-01 2028-11-01 2029-11-01 2030-11-01 2025-12-24 2026-12-24 2027-12-24 2029-12-24 2030-12-24 2025-12-31 2026-12-31 2027-12-31 2029-12-31 2030-12-31',
    '2026-03-25',
  ],
  [
    'IS',
    'Act 88/1971 Art. 6: the first Thursday after 18 April',
    '2025-04-24 2026-04-23 2027-04-22 2028-04-20 2029-04-19 2030-04-25 2030-04-18',
    '',
  ],
  [
    'IS',
    'Act 88/1971 Art. 6: off from 13:00 only is a working day',
    '',
    '2025-12-24 2026-12-24 2027-12-24 2029-12-24 2030-12-24 2025-12-31 2026-12-31 2027-12-31 2029-12-31 2030-12-31',
  ],
  [
    'IT-21-TO',
    'Law 260/1949 knows no patron saint of Turin',
    '2026-06-02',
    '2025-06-24 2026-06-24 2027-06-24 2030-06-24',
  ],
  ['IT-25-MI', 'nor of Milan', '2026-12-08', '2026-12-07 2027-12-07 2028-12-07 2029-12-07'],
  ['IT-82-PA', 'nor of Palermo', '', '2025-07-15 2026-07-15 2027-07-15 2030-07-15'],
  ['IT-62-RM', 'DPR 792/1985: 29 June in Rome stays', '2026-06-29 2027-06-29 2028-06-29 2029-06-29', ''],
  [
    'IT-32',
    'no state law has Whit Monday in South Tyrol',
    '2026-04-06',
    '2025-06-09 2026-05-25 2027-05-17 2028-06-05 2029-05-21 2030-06-10',
  ],
  ['IT', 'Law 151/2025: 4 October from 2026', '2027-10-04', ''],
  [
    'DE-SN-BZ',
    'Saxon regulation of 4 May 1993: Corpus Christi in some municipalities alone',
    '2026-11-18',
    '2025-06-19 2026-06-04 2027-05-27 2028-06-15 2029-05-31 2030-06-20',
  ],
  [
    'DE-TH-UH DE-TH-WAK',
    'ThürFGtG § 2(2): Corpus Christi in some places alone',
    '2027-09-20',
    '2025-06-19 2026-06-04 2027-05-27 2028-06-15 2029-05-31 2030-06-20',
  ],
  ['DE-TH-EIC', 'and in the whole Landkreis Eichsfeld', '2025-06-19 2026-06-04 2027-05-27', ''],
  ['DE-BY-A', 'Augsburg keeps 8 and 15 August', '2025-08-08 2025-08-15 2028-08-08 2028-08-15', ''],
  [
    'GB-SCT',
    'royal proclamation for 15 June 2026',
    '2026-06-15 2026-01-02 2026-11-30',
    '2025-06-16 2027-06-15 2026-04-06',
  ],
  ['GB-ENG GB-WLS GB-NIR', 'which is for Scotland alone', '2026-12-28 2027-12-27 2027-12-28', '2026-06-15'],
];

const SWISS: Row[] = [
  [
    'CH-GL',
    'Ruhetagsgesetz of 6 May 2012 Art. 2',
    '2025-04-03 2026-04-09',
    '2025-12-24 2026-12-24 2027-12-24 2029-12-24 2030-12-24 2025-12-31 2026-12-31 2027-12-31 2029-12-31 2030-12-31 2027-04-08',
  ],
  [
    'CH-GR',
    'Ruhetagsgesetz of 22 September 1985 Art. 2: Good Friday',
    '2025-04-18 2026-04-03 2027-03-26 2028-04-14 2029-03-30 2030-04-19',
    '',
  ],
  [
    'CH-NE',
    'act of 30 September 1991 Art. 3: no Easter Monday, no Corpus Christi',
    '2026-04-03',
    '2025-04-21 2026-04-06 2027-03-29 2028-04-17 2029-04-02 2030-04-22 2025-06-19 2026-06-04 2027-05-27 2028-06-15 2029-05-31 2030-06-20 2028-12-26',
  ],
  [
    'CH-SO',
    'Ruhetagsgesetz of 18 May 2014 § 2: no 19 March, 1 May from noon only',
    '2026-06-04',
    '2025-03-19 2026-03-19 2027-03-19 2029-03-19 2030-03-19 2025-05-01 2026-05-01 2028-05-01 2029-05-01 2030-05-01',
  ],
  [
    'CH-VS',
    'no Whit Monday; 1 May and 24 December from noon only',
    '2026-03-19',
    '2025-06-09 2026-05-25 2027-05-17 2028-06-05 2029-05-21 2030-06-10 2025-05-01 2026-05-01 2028-05-01 2029-05-01 2030-05-01 2025-12-24 2026-12-24 2027-12-24 2029-12-24 2030-12-24',
  ],
  [
    'CH-AI',
    'Ruhetagsgesetz of 25 April 1982 Art. 2: 8 December',
    '2025-12-08 2026-12-08 2027-12-08 2028-12-08',
    '',
  ],
  ['CH-AG', 'EG ArR § 6: no 1 May', '2026-04-03', '2025-05-01 2026-05-01 2028-05-01 2029-05-01 2030-05-01'],
  ['CH-SH', '2 January is none', '2026-05-01', '2025-01-02 2026-01-02'],
];

const SPANISH: Row[] = [
  ['ES-AN ES-AR ES-AS ES-CL ES-EX', 'BOE 2025: 13 October', '2025-10-13', ''],
  [
    'ES-CB',
    'Orden IND/39/2024: 28 July in place of 28 June',
    '2025-07-28 2026-07-28',
    '2027-06-28 2028-06-28 2029-06-28 2030-06-28 2030-09-16',
  ],
  [
    'ES-CE',
    'the feast itself, not its eve',
    '2025-03-31 2025-06-06 2025-06-13 2026-03-20 2026-05-27 2026-09-02',
    '2025-06-05 2025-09-02 2026-05-26 2028-05-04 2029-04-23 2030-04-12 2029-08-06 2029-09-03',
  ],
  ['ES-CM', 'Decreto 44/2025: Easter Monday 2026', '2026-04-06', ''],
  [
    'ES-CN-TE',
    'Decreto 61/2025: 2 February, not 7 September',
    '2025-02-03 2026-02-02',
    '2026-09-07 2027-09-07 2028-09-07 2029-09-07',
  ],
  [
    'ES-CN-FU',
    'the third Friday of September',
    '2025-09-19 2026-09-18',
    '2025-09-18 2028-09-18 2029-09-18 2030-09-18',
  ],
  [
    'ES-CN-LG',
    'the Monday after the first Saturday of October',
    '2025-10-06 2026-10-05',
    '2027-10-05 2028-10-05 2029-10-05',
  ],
  ['ES-CN-EH', '24 September in 2026 alone', '2026-09-24', '2025-09-24'],
  ['ES-CT ES-CT-B', 'Workers’ Statute Art. 37.2: a Saturday never moves', '', '2027-05-03'],
  ['ES-GA', 'a community chooses each year', '2026-06-24 2026-03-19', '2025-03-19 2029-03-19 2030-03-19'],
  ['ES-IB', 'BOE 2025', '2025-12-26', '2025-04-21'],
  ['ES-MC', 'BORM: 9 June', '2025-06-09 2026-06-09', ''],
  ['ES-MD', 'BOE 2025: 25 July', '2025-07-25', ''],
  ['ES-ML', 'BOME 6315', '2025-03-31 2025-09-08 2025-09-17 2026-09-08 2026-09-17', ''],
  ['ES-NC', 'Resoluciones 493/2024 and 390/2025', '2025-07-25 2025-12-03 2026-12-03', '2025-03-19'],
  ['ES-PV', 'a community chooses each year', '2026-03-19', '2025-03-19 2029-03-19'],
  [
    'ES-VC',
    '9 October in every year; no 24 June in 2027',
    '2025-10-09 2026-10-09 2028-10-09 2029-10-09 2030-10-09',
    '2027-06-24',
  ],
  ['ES', 'regional days are no national ones', '2026-01-06', '2026-10-09 2026-06-09 2025-10-13'],
];

describe('The days of a place by its law, 2025 to 2030 (Reg. 1182/71 Art. 2(1))', () => {
  before(() => readOverlays([shippedPoliciesDir]));

  for (const [places, law, off, working] of [...CORRECTED, ...SWISS, ...SPANISH]) {
    for (const place of places.split(' ')) {
      it(`${place}: ${law}`, () => {
        const wrong = [
          ...daysIn(off)
            .filter((day) => works(place, day))
            .map((day) => `${day} is a day off`),
          ...daysIn(working)
            .filter((day) => !works(place, day))
            .map((day) => `${day} is a working day`),
        ];
        assert.deepEqual(wrong, []);
      });
    }
  }
});

const daysIn = (text: string) => text.split(' ').filter(Boolean);

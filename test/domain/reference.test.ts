import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dateOfDayNumber, dayNumberOf } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import { computePeriod, parsePeriod } from '../../domain/calendar/period.ts';
import { parseReceived } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { PAUSE_MODELS, PAUSE_REASONS, type PauseModel } from '../../domain/policies/policy.ts';
import { reaches } from '../../domain/rights.ts';
import { clocksOf, factsOf, shippedPolicy } from '../support/facts.ts';
import { courseIn, datesIn } from '../support/reference/courses.ts';
import { dayOf, endsOf, momentsOf, nominalOf } from '../support/reference/days.ts';
import { dayCourse, type History, hourCourse } from '../support/reference/history.ts';

/** The suite takes a fifth of the runs; `REFERENCE_RUNS=5` makes them 5,000 and 10,000, and more make more. */
const RUNS = Number(process.env.REFERENCE_RUNS ?? 1);

const CALENDARS = 'FR FR-67 DE DE-BY-KATH GB-ENG GB-SCT IE BE NL AT ES-CT PL US-CA none';
const anyCalendar = fc.constantFrom(...CALENDARS.split(' '));
const ZONES = 'Paris Berlin London Dublin Lisbon Helsinki Athens Chisinau'
  .split(' ')
  .map((city) => `Europe/${city}`);
const anyZone = fc.constantFrom(...ZONES, 'Atlantic/Azores', 'America/Havana', 'America/Sao_Paulo', 'UTC');
const day = (text: string) => dayNumberOf(text as Parameters<typeof dayNumberOf>[0]);
const anyDay = fc.integer({ min: day('2018-01-01'), max: day('2032-12-31') }).map(dateOfDayNumber);
const anyMoment = fc
  .integer({ min: Date.parse('2018-01-01') / 1000, max: Date.parse('2032-01-01') / 1000 })
  .map((seconds) => seconds * 1000);
const upTo = (max: number, letter: string) => fc.integer({ min: 1, max }).map((n) => `P${n}${letter}`);
const anyDays = fc.oneof(
  upTo(60, 'M'),
  upTo(400, 'D'),
  upTo(4, 'D'),
  upTo(60, 'W'),
  upTo(11, 'Y'),
  upTo(60, 'BD'),
);
const anyHours = fc.oneof(upTo(200, 'H'), upTo(9999, 'M')).map((text) => text.replace('P', 'PT'));

describe('Against a second implementation on luxon', () => {
  it(`${1000 * RUNS} random periods end on the same day or at the same moment`, function () {
    this.timeout(120_000 * RUNS);
    const one = fc.record({
      calendar: anyCalendar,
      zone: anyZone,
      rolls: fc.boolean(),
      day: anyDay,
      days: anyDays,
      moment: anyMoment,
      hours: anyHours,
      clock: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    });
    fc.assert(
      fc.property(one, ({ calendar, zone, rolls, ...given }) => {
        const [received, period] = given.clock
          ? [new Date(given.moment).toISOString(), given.hours]
          : [given.day, given.days];
        const answer = computePeriod({
          received: parseReceived(received, zone),
          period: parsePeriod(period),
          calendar: holidayCalendar(calendar),
          zone,
          rolls,
        });
        assert.deepEqual(datesIn(answer), expected());

        function expected() {
          if (given.clock) return momentsOf(given.moment, period, zone);
          const start = dayOf(received);
          return endsOf(
            { start, nominal: nominalOf(start, period, calendar), period, rolls },
            calendar,
            zone,
          );
        }
      }),
      { numRuns: 1000 * RUNS },
    );
  });

  it(`${2000 * RUNS} random histories give the same dates and states`, function () {
    this.timeout(120_000 * RUNS);
    const pack = shippedPolicy('scalingo-privacy@2015');
    fc.assert(
      fc.property(anyHistory, (history) => {
        const policy = { ...pack, pauses: pausesBy(history.models) };
        const clocks = clocksOf(policy, factsFrom(history), history.calendar);
        for (const clock of policy.clocks.filter(
          (each) => each.matter === 'request' && reaches(each, 'erasure'),
        )) {
          const { id, period, extendedPeriod, rolls } = clock;
          const course = period.startsWith('PT')
            ? hourCourse(history, period)
            : dayCourse(history, period, extendedPeriod, rolls);
          assert.deepEqual(courseIn(clocks[id] as Deadline), course, id);
        }
      }),
      { numRuns: 2000 * RUNS },
    );
  });
});

const HOUR = 3_600_000;
/** The waits take turns by reason, and each reason has its model. */
type Random = History & { models: PauseModel[] };
const anyHistory: fc.Arbitrary<Random> = fc
  .record({
    receivedAt: anyMoment,
    zone: anyZone,
    calendar: anyCalendar,
    models: fc.oneof(
      fc.constantFrom(...PAUSE_MODELS).map((model) => PAUSE_REASONS.map(() => model)),
      fc.array(fc.constantFrom(...PAUSE_MODELS), { minLength: 3, maxLength: 3 }),
    ),
    waits: fc.array(
      fc.record({
        asked: fc.oneof(
          fc.integer({ min: 0, max: 2400 }),
          fc.integer({ min: 0, max: 6 }).map((n) => 24 * n),
        ),
        lasted: fc.option(fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 60 }))),
      }),
      { maxLength: 4 },
    ),
    notice: fc.option(fc.integer({ min: 0, max: 2400 })),
  })
  .map(({ waits, notice, ...rest }) => {
    const after = (hours: number) => rest.receivedAt + hours * HOUR;
    return {
      ...rest,
      waits: waits.map(({ asked, lasted }, index) => ({
        model: rest.models[index % 3] as string,
        askedAt: after(asked),
        ...(lasted !== null && { answeredAt: after(asked + lasted) }),
      })),
      ...(notice !== null && { noticeAt: after(notice) }),
    };
  });

function pausesBy(models: PauseModel[]) {
  const rule = { rights: 'all' as const, source: 'x', confirmed: true, pack: 'x' };
  return PAUSE_REASONS.map((reason, index) => ({ reason, model: models[index] as PauseModel, ...rule }));
}

function factsFrom({ receivedAt, zone, waits, noticeAt }: History) {
  return factsOf(new Date(receivedAt).toISOString(), {
    zone,
    pauses: waits.map(({ askedAt, answeredAt }, index) => ({
      reason: PAUSE_REASONS[index % PAUSE_REASONS.length] as (typeof PAUSE_REASONS)[number],
      askedAt: new Date(askedAt),
      ...(answeredAt !== undefined && { answeredAt: new Date(answeredAt) }),
    })),
    ...(noticeAt !== undefined && { extensionNoticeSentAt: new Date(noticeAt) }),
  });
}

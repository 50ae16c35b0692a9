import { dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { whyClosed } from '../calendar/closedDays.ts';
import { safeDay } from '../calendar/dayPeriod.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Step } from '../calendar/step.ts';
import { localDate, morningOfDayNumber, startOfDayNumber } from '../calendar/zone.ts';
import type { AnnouncedRest } from './announcedRest.ts';
import type { Deadline, Facts } from './deadline.ts';
import { reminderDays, warningDay } from './reminderDays.ts';

/** The name of the clock of an announced rest: `rest`, then `rest-2`. */
const REST = 'rest';
const REST_CLOCK = /^rest(-\d+)?$/;
/** Nobody's pack: the organisation announced the day itself. */
const ANNOUNCED = 'announced';

/** Whether a clock is the announced rest of an answer. It ends by a letter to the person, never by a note of ours. */
export const isRest = ({ clock }: Pick<Deadline, 'clock'>): boolean => REST_CLOCK.test(clock);

/**
 * The clocks of the announced days. A day that was named to a person binds (Art. 5(1)(a) GDPR: transparent): it is the last day, and
 * does not move where nobody works on it; the safe day and the reminders are working days before. It is met when a later answer has
 * gone out, and cancelled when the person was told that nothing follows. An answer of 2 November 2026 that announces Tuesday 1 December:
 * late from 2 December, 00:00. docs/law.md#the-rest-of-an-answer
 */
export const restDeadlines = ({ rests = [], zone, endedAt }: Facts, calendar: HolidayCalendar): Deadline[] =>
  rests.map((rest) => restDeadline(rest, { zone, calendar, endedAt }));

type RestCounting = Pick<Facts, 'zone' | 'endedAt'> & { calendar: HolidayCalendar };

function restDeadline(rest: AnnouncedRest, { zone, calendar, endedAt }: RestCounting): Deadline {
  const { number, on, saidAt } = rest;
  const due = dayNumberOf(on);
  const safe = safeDay(due, calendar);
  const reminders = reminderDays(safe, due, calendar);
  const warning = morningOfDayNumber(warningDay(safe, {}, reminders), zone);
  const dueAt = new Date(startOfDayNumber(due + 1, zone));
  return {
    clock: number === 1 ? REST : `${REST}-${number}`,
    pack: ANNOUNCED,
    title: TITLE,
    kind: 'day',
    advisory: false,
    source: SOURCE,
    confirmed: true,
    because: becauseOf(rest, zone, due === safe ? [] : stays(due, calendar)),
    startsAt: saidAt,
    nominalOn: on,
    dueOn: on,
    safeOn: dateOfDayNumber(safe),
    dueAt,
    lateAt: dueAt,
    warnAt: new Date(Math.max(Number(warning), Number(saidAt))),
    ...reminders,
    ...endOf(rest, endedAt),
  };
}

const TITLE = { en: 'Rest of the answer', fr: 'Reste de la réponse', de: 'Rest der Antwort' };
/** The answer is owed in whole; what is announced later is owed on that day. */
const SOURCE = 'Art. 12(1), 12(3)';

/** A day that was named stays the last one, also where nobody works on it. */
const stays = (due: number, calendar: HolidayCalendar): Step[] => [
  whyClosed(due, calendar),
  { code: 'not-rolled', data: { on: dateOfDayNumber(due) } },
];

function becauseOf({ on, saidAt, returnedAt }: AnnouncedRest, zone: string, closed: Step[]): Step[] {
  const said = { code: 'rest-said', data: { said: localDate(saidAt, zone), on } };
  const back = returnedAt && { code: 'rest-returned', data: { back: localDate(returnedAt, zone) } };
  return [said, ...closed, ...(back ? [back] : [])];
}

function endOf(
  { sentAt, endedAt, returnedAt }: AnnouncedRest,
  over: Date | undefined,
): Partial<Deadline> & Pick<Deadline, 'state'> {
  const [cancelled] = [endedAt, returnedAt, over].filter((at) => at !== undefined).sort((a, b) => +a - +b);
  if (sentAt && !(cancelled && cancelled < sentAt)) return { state: 'met', endedAt: sentAt };
  return cancelled ? { state: 'cancelled', endedAt: cancelled } : { state: 'running' };
}

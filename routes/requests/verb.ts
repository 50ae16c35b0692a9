import { addDays, type CalendarDate, calendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { atTime, localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { hoursCount } from '../../domain/deadlines/hoursCount.ts';
import { neededOfLetter } from '../../domain/lifecycle/needed.ts';
import type { FieldOf, SENDING, VerbName } from '../../domain/lifecycle/verbs.ts';
import { WAYS_OF_SENDING } from '../../domain/lifecycle/vocabulary.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import type { By, Desk } from '../../models/desk.ts';
import type { Target } from '../../models/subjectRequest/change.ts';
import type { Sending } from '../../models/subjectRequest/changeTools.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { arrivalOn } from '../../models/subjectRequest/waits.ts';
import { wordsToKeep } from '../../views/letters/wordsOf.ts';

/** One submission of a verb's form. Times in it are local to `zone`. */
export type Call<F extends string = string> = {
  desk: Desk;
  by: By;
  target: Target;
  clock: string;
  form: Record<F, string>;
  /** The names of the fields that were sent. */
  given: readonly string[];
  files: IncomingFile[];
  zone: string;
  /** The request as it is now. */
  page: RequestPage;
};

/** The function of each verb, with the fields that the table gives its form. */
export type Runs = { [V in VerbName]: (call: Call<FieldOf<V>>) => Promise<unknown> };

type SendingField = (typeof SENDING)[number];

/** How a letter leaves. A posting counts at the end of its day, or now if that is today: never earlier than it happened. */
export function sendingOf({ form, zone, desk }: Pick<Call<SendingField>, 'form' | 'zone' | 'desk'>): Sending {
  const own = { greeting: form.greeting, wording: form.wording };
  const known = WAYS_OF_SENDING.find((way) => way === form.sending);
  const by = neededOfLetter('sending', known);
  if (by !== 'post') return { by, ...own };
  const now = desk.clock();
  const day = dayOf(form.postedOn, 'postedOn');
  if (daysBetween(localDate(now, zone), day) > 0) throw new RuleViolation('in-the-future', {}, 'postedOn');
  const seen = form.confirmed ? ('moves' as const) : undefined;
  return {
    by,
    postedAt: endOfDay(day, zone, now),
    proof: form.proof,
    seen,
    words: wordsToKeep,
    ...own,
  };
}

/** An event on a day without a time: the end of that day, or now if that is today. A future day stays in the future. */
export function endOfDay(day: CalendarDate, zone: string, now: Date): Date {
  const end = new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
  return daysBetween(localDate(now, zone), day) === 0 ? now : end;
}

/** The moment of a day and a time that the user wrote, local to the request's zone. */
export function momentOf(day: string, time: string, zone: string, field: string): Date {
  const on = dayOf(day, field);
  if (!time) throw new RuleViolation('time-missing', {}, `${field}Time`);
  return beside(`${field}Time`, () => atTime(on, time, zone));
}

type MomentCall = Pick<Call, 'desk' | 'form' | 'zone' | 'page' | 'clock'>;

/**
 * When something was done: at its time; without a time, if no deadline counts in hours, at the end of the day, or now
 * if that is today.
 */
export function doneAt(call: MomentCall, field: string): Date {
  const { on, time } = momentIn(call, field);
  return time ? momentOf(on, time, call.zone, field) : endOfDay(on, call.zone, call.desk.clock());
}

/**
 * When something arrived: at its time; without a time, if no deadline counts in hours, at the earliest possible moment
 * of the day.
 */
export function arrivedAt(call: MomentCall, field: string): Date {
  const { on, time } = momentIn(call, field);
  if (time) return momentOf(on, time, call.zone, field);
  const { request, sheet } = call.page;
  return arrivalOn({ now: call.desk.clock(), sheet, request }, on, field);
}

function momentIn({ form, page, clock }: MomentCall, field: string) {
  const { [field]: day = '', [`${field}Time`]: time = '' } = form;
  const on = dayOf(day, field);
  if (!time && hoursCount(page.deadlines, clock)) throw new RuleViolation('time-missing', {}, `${field}Time`);
  return { on, time };
}

export function dayOf(text: string, field: string) {
  if (!text) throw new RuleViolation('date-missing', {}, field);
  return beside(field, () => calendarDate(text));
}

import { addDays, calendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { atTime, localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import type { By, Desk } from '../../models/desk.ts';
import type { Sending, Target } from '../../models/subjectRequest/change.ts';
import type { VerbName } from '../../views/requests/verbs.ts';

/** One sending of a verb's form. Times in it are local to `zone`. */
export type Call<F extends string = string> = {
  desk: Desk;
  by: By;
  target: Target;
  clock: string;
  form: Record<F, string>;
  files: IncomingFile[];
  zone: string;
};

/** A verb of the request page: the fields of its form, and what it calls. */
export type Verb = {
  name: VerbName;
  fields: readonly string[];
  /** Its form carries files. */
  files?: boolean;
  run(call: Call): Promise<unknown>;
};

export function verb<const F extends string>(given: {
  name: VerbName;
  fields: readonly F[];
  files?: boolean;
  run(call: Call<F>): Promise<unknown>;
}): Verb {
  return given as unknown as Verb;
}

/** The fields of a letter to the person. */
export const SENDING_FIELDS = ['sending', 'postedOn', 'proof'] as const;
type SendingField = (typeof SENDING_FIELDS)[number];

/** How a letter leaves. Posted on a day counts at the end of that day, or now if it is today: never earlier than it was. */
export function sendingOf({ form, zone, desk }: Pick<Call<SendingField>, 'form' | 'zone' | 'desk'>): Sending {
  if (form.sending === 'mail') return { by: 'mail' };
  if (form.sending !== 'post') throw new RuleViolation('sending-missing', {}, 'sending');
  const now = desk.clock();
  const day = dayOf(form.postedOn, 'postedOn');
  if (daysBetween(localDate(now, zone), day) > 0) throw new RuleViolation('in-the-future', {}, 'postedOn');
  const end = new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
  return { by: 'post', postedAt: end < now ? end : now, proof: form.proof };
}

/** The moment of a day and a time that the DPO wrote, local to the request's zone. */
export function momentOf(day: string, time: string, zone: string, field: string): Date {
  const on = dayOf(day, field);
  if (!time) throw new RuleViolation('time-missing', {}, `${field}Time`);
  return beside(`${field}Time`, () => atTime(on, time, zone));
}

export function dayOf(text: string, field: string) {
  if (!text) throw new RuleViolation('date-missing', {}, field);
  return beside(field, () => calendarDate(text));
}

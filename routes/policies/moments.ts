import { type CalendarDate, calendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, parseReceived, startOfDay } from '../../domain/calendar/zone.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { QueryReader } from './address.ts';

/** A moment as given: a day, with its time if known. */
export type ToldMoment = { on: CalendarDate; at?: Date };

export const timeField = (name: string): string => `${name}-time`;

/** The two fields of a moment. A whole moment in the first (`2026-03-02T10:17Z`) fills both. */
export function momentFields(given: QueryReader, name: string): { day: string; time: string } {
  const day = given(name) ?? '';
  const time = given(timeField(name)) ?? '';
  const whole = time === '' && /^(\d{4}-\d{2}-\d{2})[T ](.+)$/.exec(day);
  return whole ? { day: whole[1] as string, time: whole[2] as string } : { day, time };
}

/**
 * The moment in two fields, undefined if both are empty. The time is local, or carries its offset (`02:30+01:00`); a
 * local time that a clock change skips or repeats is refused.
 */
export function readMoment(
  { day, time }: { day: string; time: string },
  name: string,
  zone: string,
): ToldMoment | undefined {
  if (!day && !time) return undefined;
  if (!day) throw new RuleViolation('date-missing', {}, name);
  const on = besideTime(name, () => calendarDate(day));
  if (!time) return { on };
  const at = besideTime(timeField(name), () => {
    if (!/^\d{2}:\d{2}/.test(time)) throw new RuleViolation('time-invalid', { text: time });
    return momentAt(on, time, zone);
  });
  return { on: localDate(at, zone), at };
}

/**
 * The instant of a moment: its own, or the start of its day. On the day of an earlier fact, that fact's instant, so
 * that a day without a time does not come before it.
 */
export function instantOf({ on, at }: ToldMoment, zone: string, after?: Date): Date {
  if (at) return at;
  return after && localDate(after, zone) === on ? after : startOfDay(on, zone);
}

function momentAt(on: CalendarDate, time: string, zone: string): Date {
  const read = parseReceived(`${on}T${time}`, zone);
  return 'receivedAt' in read ? read.receivedAt : startOfDay(on, zone);
}

/** Runs `read`; a broken rule is attributed to this field, unless it names another. */
export function besideTime<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RuleViolation) || error.field) throw error;
    const code = error.code === 'received-invalid' ? 'time-invalid' : error.code;
    throw new RuleViolation(code, error.data, field);
  }
}

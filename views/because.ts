import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import type { Step } from '../domain/calendar/step.ts';
import { longDate, longMoment, placeOf } from './dates.ts';
import type { Language, T } from './i18n.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** One step of "why this date" as a sentence: dates written out with their weekday, moments with their place. */
export function explain(step: Step, t: T, language: Language): string {
  const words = wordsOf(step, t, language);
  return capital(t(`because:step.${step.code}`, words));
}

/** The whole explanation of a date, sentence by sentence. */
export function explainAll(steps: readonly Step[], t: T, language: Language): string[] {
  return steps.map((step) => explain(step, t, language));
}

function wordsOf({ data }: Step, t: T, language: Language): Record<string, unknown> {
  const { zone, reason, fact, model, count, unit } = data;
  const place = typeof zone === 'string' ? zone : 'UTC';
  const written = Object.entries(data).map(([key, value]) => [key, write(value, language, place)]);
  return {
    ...Object.fromEntries(written),
    place: placeOf(place),
    ...(reason && { reason: t(`because:reason.${reason}`) }),
    ...(model && { model: t(`because:model.${model}`) }),
    ...(fact && { fact: t(`because:fact.${fact}`) }),
    ...(unit && { length: t(`because:length.${unit}`, { count }) }),
    ...(data[language] && { name: data[language] }),
  };
}

function write(value: Step['data'][string], language: Language, zone: string): unknown {
  if (value instanceof Date) return longMoment(value, language, zone);
  if (typeof value !== 'string') return value;
  if (DAY.test(value)) return longDate(value as CalendarDate, language);
  return INSTANT.test(value) ? longMoment(new Date(value), language, zone) : value;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

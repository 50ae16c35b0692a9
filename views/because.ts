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
  const words: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) words[key] = write(value, language, place);
  words.place = placeOf(place);
  if (reason) words.reason = t(`because:reason.${reason}`);
  if (model) words.model = t(`because:model.${model}`);
  if (fact) words.fact = t(`because:fact.${fact}`);
  if (unit) words.length = t(`because:length.${unit}`, { count });
  if (data[language]) words.name = data[language];
  return words;
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

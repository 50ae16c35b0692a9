import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import type { NamedDay, Step } from '../domain/calendar/step.ts';
import { wordedIn } from '../domain/languages.ts';
import { countingArticleOf } from '../domain/policies/counting.ts';
import { calendarWords } from './calendars.ts';
import { longDate, longMoment, placeOf } from './dates.ts';
import type { Language, T } from './i18n.ts';
import { wordedOf } from './requests/words.ts';
import { citedIn } from './writing.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** One step of "why this date" as a sentence: dates in full with their weekday, moments with their place. */
export function explain(step: Step, t: T, language: Language): string {
  const words = wordsOf(step, t, language);
  return capital(t(`because:step.${step.code}`, words));
}

/** The whole explanation of a date, sentence by sentence. While it is paused, the last line is no deadline: it moves with the reply. */
export function explainAll(steps: readonly Step[], t: T, language: Language): string[] {
  const paused = steps.some(({ code }) => code === 'pause-open');
  return steps.map((step) =>
    paused && step.code === 'due'
      ? t('because:paused', wordsOf(step, t, language))
      : explain(step, t, language),
  );
}

function wordsOf(step: Step, t: T, language: Language): Record<string, unknown> {
  const { code, data } = step;
  const { zone, reason, fact, model, count, unit, minutes, source, elapsed } = data;
  const place = typeof zone === 'string' ? zone : 'UTC';
  const words: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) words[key] = write(value, language, place);
  if (zone) words.place = placeOf(place, language);
  Object.assign(words, calendarWords(data, language, t));
  if (reason) words.reason = t(`because:reason.${reason}`);
  if (model) words.model = t(`because:model.${model}`);
  if (fact) words.fact = t(`because:fact.${fact}`);
  words.dayZero = t(`because:dayZero.${fact === 'received' ? fact : fact ? 'fact' : 'day'}`, words);
  const added = /^(.+)-added$/.exec(code)?.[1];
  if (unit || added) words.length = t(`because:length.${unit ?? added}`, { count });
  if (typeof elapsed === 'number') words.elapsed = elapsedWords(elapsed, t, language);
  if (words.elapsed) words.length = words.elapsed;
  if (minutes !== undefined) words.shift = t('because:length.minutes', { count: minutes });
  const name = wordedIn(data);
  if (name) words.name = wordedOf(name, language);
  if ('weekends' in data) words.skipped = skippedWords(data, t, language);
  words.by = source ? ` (${citedIn(String(source), language)})` : ''; // steps of former days name none
  words.basis = basisOf(step, t, language);
  if (words.basis) words.basis = ` (${words.basis})`;
  return words;
}

/** The legal basis of a step: the article of the regulation, or the pack's source for another law. */
function basisOf(step: Step, t: T, language: Language): string {
  const article = countingArticleOf(step);
  return article
    ? t('because:regulation', { article: citedIn(article, language) })
    : citedIn(String(step.data.basis ?? ''), language);
}

/** "4 Saturdays and Sundays, 2 public holidays (Friday 3 April 2026, Good Friday; Monday 6 April 2026, Easter Monday)". */
function skippedWords(data: Step['data'], t: T, language: Language): string {
  const { weekends, count, years } = data;
  const holidays = data.holidays as NamedDay[];
  const named = holidays.map((day) => {
    const name = wordedIn(day);
    return [longDate(day.on, language), name && wordedOf(name, language)].filter(Boolean).join(', ');
  });
  const days = years || named.join(t('because:skipped.between'));
  const kind = holidays.length > 0 && holidays.every(({ en }) => !en) ? 'closed' : 'holidays';
  return [
    weekends && t('because:skipped.weekends', { count: weekends }),
    count && t(`because:skipped.${kind}`, { count, days }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** "30 hours and 15 minutes", "30 heures et 15 minutes". */
function elapsedWords(seconds: number, t: T, language: Language): string {
  const units = {
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
  const told = Object.entries(units).filter(
    ([unit, count]) => count > 0 || (unit === 'minutes' && seconds === 0),
  );
  return new Intl.ListFormat(language).format(
    told.map(([unit, count]) => t(`because:length.${unit}`, { count })),
  );
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

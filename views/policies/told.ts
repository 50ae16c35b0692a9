import { type CalendarDate, isCalendarDate } from '../../domain/calendar/calendarDate.ts';
import { ANNOUNCED_DAY } from '../../domain/policies/factsAsked.ts';
import { calendarName } from '../calendars.ts';
import { longDate, longMoment, placeOf } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import type { Trial, TrialResult } from './trial.ts';
import { factWords } from './words.ts';

/** The inputs, so that a printed answer includes its question. */
export function toldRows(
  base: FrameBase,
  trial: Trial,
  result: TrialResult,
): { key: string; value: string }[] {
  const { t, language } = base;
  const { policy, asked, fields } = trial;
  const { facts, calendar, right, now } = result;
  const told = (name: string, key: string) => {
    const value = momentWords(fields[name] ?? '', fields[`${name}-time`] ?? '', base);
    return value ? [{ key, value }] : [];
  };
  const version = t('policies:version', { version: policy.version });
  const place = t('policies:zoneAndCalendar', {
    place: placeOf(facts.zone, language),
    calendar: calendarName(calendar, language, t),
  });
  return [
    { key: t('simulator:policy'), value: `${wordedOf(policy.title, language)}, ${version}` },
    { key: t('simulator:right'), value: t(`requests:right.${right}`) },
    ...told('received', factWords('received', t)),
    { key: t('policies:fact.place'), value: place },
    ...asked.waits
      .flatMap((wait) => [wait.asked, wait.answered])
      .flatMap((name) => told(name, nameOf(name, base))),
    ...[...asked.acts, ...asked.others].flatMap((name) => told(name, nameOf(name, base))),
    ...asked.fulfilments.flatMap(({ id, title }) =>
      told(`done-${id}`, t('simulator:done', { clock: wordedOf(title, language) })),
    ),
    { key: t('simulator:at'), value: longMoment(now, language, facts.zone) },
  ];
}

/** A fact in words; those that start no clock have their own. */
export function nameOf(name: string, { t }: FrameBase): string {
  if (name === ANNOUNCED_DAY) return t('simulator:until');
  if (name === 'fee-asked') return t('simulator:feeAsked');
  return name === 'fee-paid' ? t('simulator:feePaid') : factWords(name, t);
}

function momentWords(day: string, time: string, { language }: FrameBase): string {
  if (!isCalendarDate(day)) return '';
  return [longDate(day as CalendarDate, language), time].filter(Boolean).join(', ');
}

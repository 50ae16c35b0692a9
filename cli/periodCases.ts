import { calendarOfDays } from '../domain/calendar/holidays.ts';
import { type Answered, answerEach, CaseFault, isObject, type RawCase } from './cases.ts';
import { answerPeriod, type PeriodAnswer, type PeriodQuestion } from './periodAnswer.ts';

export type CaseAnswer = Answered<PeriodAnswer>;

/** Answers each period of a file, in order. A refused case gives its reason and does not stop the others. */
export const answerCases = (path: string): CaseAnswer[] =>
  answerEach(path, (item) => answerPeriod(questionOf(item)));

function questionOf(item: RawCase): PeriodQuestion {
  const rolls = item.rolls ?? true;
  if (typeof rolls !== 'boolean') throw new CaseFault('rolls must be true or false.');
  const text = (name: string): string => {
    const value = item[name];
    if (typeof value !== 'string') throw new CaseFault(`${name} is missing or not a text.`);
    return value;
  };
  return {
    received: text('received'),
    period: text('period'),
    zone: text('zone'),
    calendar: isObject(item.calendar) ? givenDays(item.calendar) : text('calendar'),
    rolls,
  };
}

/** `{"holidays": ["2026-01-01"]}`: weekends and exactly these days. */
function givenDays({ holidays, ...other }: RawCase) {
  const days = Array.isArray(holidays) && holidays.every((day) => typeof day === 'string');
  if (!days || Object.keys(other).length) {
    throw new CaseFault('calendar must be a code, or only {"holidays": [days]}.');
  }
  return calendarOfDays(holidays);
}

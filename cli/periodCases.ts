import { readFileSync } from 'node:fs';
import { calendarOfDays } from '../domain/calendar/holidays.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { answerPeriod, type PeriodAnswer, type PeriodQuestion } from './periodAnswer.ts';
import { UnreadableInput } from './result.ts';

type Case = Record<string, unknown>;
export type CaseAnswer = { id: unknown } & (PeriodAnswer | { error: string });

/**
 * The answer to each case of a file, in its order. A case that is refused says why and stops no other.
 * The file is an array, or an object with the array under `cases`.
 */
export function answerCases(path: string): CaseAnswer[] {
  return casesIn(path).map((item) => {
    const id = isObject(item) && item.id !== undefined ? item.id : null;
    try {
      return { id, ...answerPeriod(questionOf(item)) };
    } catch (error) {
      if (error instanceof RuleViolation) return { id, error: sentenceOf(translator('en'), error) };
      if (error instanceof CaseFault) return { id, error: error.message };
      throw error;
    }
  });
}

/** A case that is not written as one. */
class CaseFault extends Error {}

function casesIn(path: string): unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UnreadableInput(`${path}: ${(error as Error).message}`);
  }
  const cases = isObject(content) ? content.cases : content;
  if (!Array.isArray(cases)) throw new UnreadableInput(`${path}: give an array of cases`);
  return cases;
}

function questionOf(item: unknown): PeriodQuestion {
  if (!isObject(item)) throw new CaseFault('A case is an object with received, period, calendar and zone.');
  const rolls = item.rolls ?? true;
  if (typeof rolls !== 'boolean') throw new CaseFault('rolls is true or false.');
  const text = (name: string): string => {
    const value = item[name];
    if (typeof value !== 'string') throw new CaseFault(`${name} is missing, or not a text.`);
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
function givenDays({ holidays, ...other }: Case) {
  const days = Array.isArray(holidays) && holidays.every((day) => typeof day === 'string');
  if (!days || Object.keys(other).length) {
    throw new CaseFault('calendar is a code, or {"holidays": [days]} and nothing else.');
  }
  return calendarOfDays(holidays);
}

function isObject(value: unknown): value is Case {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { RuleViolation } from '../ruleViolation.ts';

export const PERIOD_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years', 'working-days'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];
/** A length of time in one unit: `P1M` is one month. */
export type Period = { count: number; unit: PeriodUnit };

const DATE_UNITS: Record<string, PeriodUnit> = {
  Y: 'years',
  M: 'months',
  W: 'weeks',
  D: 'days',
  BD: 'working-days',
};
const TIME_UNITS: Record<string, PeriodUnit> = { H: 'hours', M: 'minutes' };
const LARGEST = 100_000;

const known = new Map<string, Period>();

/**
 * Parses ISO 8601 with one unit (`P1M P30D P2W P1Y PT24H PT90M`), or `PnBD` for working days. Everything else is refused:
 * negative, empty or zero, several units, seconds, fractions.
 */
export function parsePeriod(text: string): Period {
  let period = known.get(text);
  if (!period) {
    period = read(text);
    if (known.size < 1000) known.set(text, period);
  }
  return period;
}

/** Whether a text is a period that `parsePeriod` takes: `P3Y` is, `three years` is not. */
export function isPeriod(text: string): boolean {
  const [, time, , unit = ''] = /^P(T?)([1-9]\d{0,4})([A-Z]{1,2})$/.exec(text) ?? [];
  return time !== undefined && (time ? TIME_UNITS : DATE_UNITS)[unit] !== undefined;
}

/** True for periods of hours or minutes, which start from a moment and never roll. */
export function isClockTime(period: Period): boolean {
  return period.unit === 'hours' || period.unit === 'minutes';
}

function read(text: string): Period {
  if (/^(-P|P.*-)/.test(text)) throw new RuleViolation('period-negative', { text });
  const parts = text.match(/\d+(?:[.,]\d+)?[A-Z]+/g) ?? [];
  if (/^P/.test(text) && parts.length > 1) throw new RuleViolation('period-combined', { text });
  const match = /^P(T?)(\d+)([A-Z]{1,2})$/.exec(text);
  const unit = match && (match[1] ? TIME_UNITS : DATE_UNITS)[match[3] as string];
  if (!match || !unit) throw new RuleViolation('period-unknown', { text });
  const count = Number(match[2]);
  if (count === 0) throw new RuleViolation('period-zero', { text });
  if (count > LARGEST * (unit === 'minutes' ? 1000 : 1)) throw new RuleViolation('period-too-long', { text });
  return { count, unit };
}

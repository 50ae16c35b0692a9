import { type HolidayCalendar, holidayCalendar } from '../domain/calendar/holidays.ts';
import { computePeriod, type DayResult, type HourResult, parsePeriod } from '../domain/calendar/period.ts';
import type { Step } from '../domain/calendar/step.ts';
import { parseReceived } from '../domain/calendar/zone.ts';
import { explain } from '../views/because.ts';
import { translator } from '../views/i18n.ts';

/** A question about one period, each part as it was written. */
export type PeriodQuestion = {
  received: string;
  period: string;
  calendar: string | HolidayCalendar;
  zone: string;
  rolls: boolean;
};

/** A step of the calculation with its sentence, as the command line prints it. */
export type ExplainedStep = { code: string; text: string };
export type PeriodAnswer = Record<string, unknown> & { because: ExplainedStep[] };

/** The end of one period in the form that `deadline` prints. Throws a `RuleViolation` if a rule refuses the question. */
export function answerPeriod({ received, period, calendar, zone, rolls }: PeriodQuestion): PeriodAnswer {
  return shownOf(
    computePeriod({
      received: parseReceived(received, zone),
      period: parsePeriod(period),
      calendar: typeof calendar === 'string' ? holidayCalendar(calendar) : calendar,
      zone,
      rolls,
    }),
  );
}

/** The steps worded in English, for terminals and programs. */
export function reasonsOf(because: readonly Step[]): ExplainedStep[] {
  return because.map((step) => ({ code: step.code, text: explain(step, translator('en'), 'en') }));
}

/** A period in working days has no nominal day (null); one in minutes has no outer limit. */
function shownOf(result: DayResult | HourResult): PeriodAnswer {
  const because = reasonsOf(result.because);
  if ('targetAt' in result) {
    const { targetAt, outerAt } = result;
    return { targetAt, ...(outerAt && { outerAt }), because };
  }
  const { nominalOn = null, dueOn, safeOn, dueAt } = result;
  return { nominalOn, dueOn, safeOn, dueAt, because };
}

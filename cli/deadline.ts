import { holidayCalendar } from '../domain/calendar/holidays.ts';
import { computePeriod, type DayResult, type HourResult, parsePeriod } from '../domain/calendar/period.ts';
import { parseReceived } from '../domain/calendar/zone.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { explain } from '../views/because.ts';
import { translator } from '../views/i18n.ts';

export type CommandResult = { exitCode: number; stdout: string; stderr: string };

const USAGE =
  'usage: deadline --received DAY|INSTANT --period PERIOD --calendar CALENDAR --zone ZONE [--no-roll] [--json]';
const NAMED = ['received', 'period', 'calendar', 'zone'] as const;
type Options = Record<(typeof NAMED)[number], string> & { rolls: boolean; json: boolean };

/** One period, computed without a desk. Exit code 0; 1 when a rule refuses the case; 2 for wrong usage (INTERFACES). */
export function deadlineCommand(args: string[]): CommandResult {
  const options = readOptions(args);
  if (typeof options === 'string') return { exitCode: 2, stdout: '', stderr: `${options}; ${USAGE}\n` };
  try {
    const { received, period, calendar, zone, rolls } = options;
    const result = computePeriod({
      received: parseReceived(received, zone),
      period: parsePeriod(period),
      calendar: holidayCalendar(calendar),
      zone,
      rolls,
    });
    const shown = shownOf(result);
    return { exitCode: 0, stdout: options.json ? `${JSON.stringify(shown)}\n` : asLines(shown), stderr: '' };
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    const words = translator('en')(`rules:${error.code}`, error.data);
    return { exitCode: 1, stdout: '', stderr: `${words.replaceAll(/\s+/g, ' ')}\n` };
  }
}

function readOptions(args: string[]): Options | string {
  const found: Partial<Options> = { rolls: true, json: false };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    const [flag, inline] = /^--[a-z]+=/.test(arg) ? splitAtEquals(arg) : [arg, undefined];
    const name = NAMED.find((each) => flag === `--${each}`);
    if (arg === '--no-roll') found.rolls = false;
    else if (arg === '--json') found.json = true;
    else if (!name) return `unknown option ${oneLine(arg)}`;
    else {
      const value = inline ?? args[++i];
      if (value === undefined || value.startsWith('--')) return `${flag} needs a value`;
      if (found[name] !== undefined) return `${flag} is given twice`;
      found[name] = value;
    }
  }
  const missing = NAMED.find((name) => found[name] === undefined);
  return missing ? `--${missing} is missing` : (found as Options);
}

function splitAtEquals(arg: string): [string, string] {
  const at = arg.indexOf('=');
  return [arg.slice(0, at), arg.slice(at + 1)];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 80);
}

type Shown = Record<string, unknown> & { because: { code: string; text: string }[] };

/** The shape of INTERFACES: working-day periods have no nominal day, and say so with null. */
function shownOf(result: DayResult | HourResult): Shown {
  const because = result.because.map((step) => ({
    code: step.code,
    text: explain(step, translator('en'), 'en'),
  }));
  if ('targetAt' in result) {
    const { targetAt, outerAt } = result;
    return { targetAt, ...(outerAt && { outerAt }), because };
  }
  const { nominalOn = null, dueOn, safeOn, dueAt } = result;
  return { nominalOn, dueOn, safeOn, dueAt, because };
}

function asLines({ because, ...dates }: Shown): string {
  const lines = Object.entries(dates)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.padEnd(10)} ${value instanceof Date ? value.toISOString() : value}`);
  return `${[...lines, ...because.map(({ text }) => text)].join('\n')}\n`;
}

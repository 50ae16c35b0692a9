import { readOverlays } from '../models/policy/overlays.ts';
import { answerPeriod, type PeriodAnswer } from './periodAnswer.ts';
import { answerCases, type CaseAnswer } from './periodCases.ts';
import { policyFolders } from './policyFolders.ts';
import { type CommandResult, EXIT, WrongUsage } from './result.ts';
import { formsOf } from './usage.ts';

const USAGE = `usage: ${formsOf('deadline')}`;
const NAMED = ['received', 'period', 'calendar', 'zone'] as const;
const WITH_VALUE = [...NAMED, 'file'] as const;
type DeadlineOption = (typeof WITH_VALUE)[number];
type DeadlineOptions = { values: Partial<Record<DeadlineOption, string>>; rolls: boolean; json: boolean };

/**
 * Computes one period, or each case of a file, without a desk. Exit code 0; 1 when a rule refuses the one period; 2 for
 * wrong usage; 65 for a file that cannot be read. A refused case of a file is reported in its place.
 */
export function deadlineCommand(args: string[]): Required<CommandResult> {
  const { values, rolls, json } = readOptions(args);
  readOverlays(policyFolders());
  if (values.file !== undefined) {
    if (!rolls || NAMED.some((name) => values[name] !== undefined)) {
      throw new WrongUsage(`--file takes all values from its cases; ${USAGE}`);
    }
    const answers = answerCases(values.file);
    return printed(json, answers, () => answers.map(caseLine).join(''));
  }
  const missing = NAMED.find((name) => values[name] === undefined);
  if (missing) throw new WrongUsage(`--${missing} is missing; ${USAGE}`);
  const answer = answerPeriod({ ...(values as Record<DeadlineOption, string>), rolls });
  return printed(json, answer, () => asLines(answer));
}

function printed(json: boolean, value: unknown, lines: () => string): Required<CommandResult> {
  return { exitCode: EXIT.done, stdout: json ? `${JSON.stringify(value)}\n` : lines(), stderr: '' };
}

function readOptions(args: string[]): DeadlineOptions {
  const options: DeadlineOptions = { values: {}, rolls: true, json: false };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    const [flag, inline] = /^--[a-z]+=/.test(arg) ? splitAtEquals(arg) : [arg, undefined];
    const name = WITH_VALUE.find((each) => flag === `--${each}`);
    if (arg === '--no-roll') options.rolls = false;
    else if (arg === '--json') options.json = true;
    else if (!name) throw new WrongUsage(`unknown option ${oneLine(arg)}; ${USAGE}`);
    else {
      const value = inline ?? args[++i];
      if (value === undefined || value.startsWith('--'))
        throw new WrongUsage(`${flag} needs a value; ${USAGE}`);
      if (options.values[name] !== undefined) throw new WrongUsage(`${flag} is given twice; ${USAGE}`);
      options.values[name] = value;
    }
  }
  return options;
}

function splitAtEquals(arg: string): [string, string] {
  const at = arg.indexOf('=');
  return [arg.slice(0, at), arg.slice(at + 1)];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 80);
}

function asLines({ because, ...dates }: PeriodAnswer): string {
  const lines = Object.entries(dates)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.padEnd(10)} ${written(value)}`);
  return `${[...lines, ...because.map(({ text }) => text)].join('\n')}\n`;
}

function caseLine(answer: CaseAnswer): string {
  const last = 'error' in answer ? answer.error : written('dueOn' in answer ? answer.dueOn : answer.targetAt);
  return `${String(answer.id).padEnd(14)} ${last}\n`;
}

const written = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

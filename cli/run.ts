import { ConfigurationFault } from '../config.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { damageIn, isDamage } from '../models/database/damage.ts';
import { A_DAY, withTimeBudget } from '../models/database/timeBudget.ts';
import { briefly, errorLineOf } from './errorLine.ts';
import { type CommandResult, EXIT, failed, UnreadableInput, WrongUsage } from './result.ts';
import { type CommandName, helpOn, usageOf } from './usage.ts';

type Command = (args: string[]) => CommandResult | Promise<CommandResult>;

/** Commands are loaded on demand, so that those without a database load none. */
const COMMANDS: Record<CommandName, () => Promise<Command>> = {
  deadline: async () => (await import('./deadline.ts')).deadlineCommand,
  deadlines: async () => (await import('./deadlines.ts')).deadlinesCommand,
  calendars: async () => (await import('./calendars.ts')).calendarsCommand,
  policies: async () => (await import('./policies.ts')).policiesCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  organisation: async () => (await import('./organisation.ts')).organisationCommand,
  user: async () => (await import('./user.ts')).userCommand,
  systems: async () => (await import('./systems.ts')).systemsCommand,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  jobs: async () => (await import('./jobs.ts')).jobsCommand,
  mail: async () => (await import('./mail.ts')).mailCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  package: async () => (await import('./package.ts')).packageCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  copy: async () => (await import('./copy.ts')).copyCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
};

/** Runs one command. Every error becomes one line and an exit code. */
export async function runCommand([name = '', ...args]: string[]): Promise<CommandResult> {
  if (asksForHelp(name)) return help(args[0]);
  if (!isCommand(name)) return failed(EXIT.usage, unknown(name));
  if (args.some((arg) => arg !== 'help' && asksForHelp(arg))) return help(name);
  try {
    const command = await COMMANDS[name]();
    return await withTimeBudget(A_DAY, async () => command(args));
  } catch (error) {
    return resultOf(error, name);
  }
}

const asksForHelp = (word: string): boolean => ['help', '--help', '-h'].includes(word);

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** How one command is written, or every one. */
function help(name = ''): CommandResult {
  if (name && !isCommand(name)) return failed(EXIT.usage, unknown(name));
  return { exitCode: EXIT.done, stdout: isCommand(name) ? helpOn([name]) : helpOn() };
}

function resultOf(error: unknown, name: CommandName): CommandResult {
  if (isDamage(error)) return failed(EXIT.no, damageIn(error));
  if (error instanceof ConfigurationFault) return failed(EXIT.configuration, error.message);
  if (error instanceof RuleViolation) return failed(EXIT.no, errorLineOf(error));
  if (error instanceof UnreadableInput) return failed(EXIT.unreadable, errorLineOf(error));
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS'))
    return failed(EXIT.usage, `${errorLineOf(error)}. ${usageOf(name)}`);
  return failed(error instanceof WrongUsage ? EXIT.usage : EXIT.no, errorLineOf(error));
}

function unknown(name: string): string {
  const known = `Commands: ${Object.keys(COMMANDS).join(', ')}.`;
  return name ? briefly(`There is no command "${name}". ${known}`) : `Give a command. ${known}`;
}

import { ROLES } from '../domain/permissions.ts';

/** How each command is written, in the order in which `help` lists them. */
const FORMS = {
  deadline: [
    'deadline --received DAY|INSTANT --period PERIOD --calendar CALENDAR --zone ZONE [--no-roll] [--json]',
    'deadline --file CASES.json [--json]',
  ],
  deadlines: [
    'deadlines --policy ID[@VERSION] --right RIGHT --facts FACTS.json [--at INSTANT] [--json]',
    'deadlines --file CASES.json [--json]',
  ],
  calendars: ['calendars [--json]'],
  policies: [
    'policies list [--json]',
    'policies show ID[@VERSION] [--json]',
    'policies check FILE... [--json]',
    'policies sync [--json]',
  ],
  migrate: ['migrate [--json]', 'migrate --status [--json]'],
  organisation: ['organisation create --name NAME --slug SLUG [--json]'],
  user: [
    `user create --email EMAIL --role ${ROLES.join('|')} [--organisation SLUG] [--json]`,
    'user reset --email EMAIL [--json]',
  ],
  systems: [
    'systems import FILE.csv [--dry-run] [--organisation SLUG] [--json]',
    'systems export [--organisation SLUG]',
  ],
  import: [
    'import FILE.csv [--mapping MAPPING.json] [--dry-run] [--only-good] [--organisation SLUG] [--json]',
  ],
  export: ['export FILE.csv [--details] [--organisation SLUG] [--json]'],
  jobs: ['jobs list [--json]', 'jobs run JOB [--at INSTANT] [--dry-run] [--json]'],
  mail: ['mail test ADDRESS [--json]'],
  audit: ['audit verify [--json]'],
  package: ['package verify FILE.zip [--json]'],
  doctor: ['doctor [--json]'],
  backup: ['backup DIR [--keep N] [--with-key] [--json]'],
  copy: ['copy --to DATABASE_URL [--json]'],
  restore: ['restore DIR [--json]', 'restore --drill [DIR] [--json]'],
} as const;

export type CommandName = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as CommandName[];

/** The ways to write a command, in a sentence. */
export const formsOf = (name: CommandName): string => FORMS[name].join(', or: ');

/** The sentence for whoever wrote a command otherwise. */
export const usageOf = (name: CommandName): string => `Write: ${formsOf(name)}`;

/** What `help` prints: every command, or one, a line for each way to write it. */
export const helpOn = (names: readonly CommandName[] = NAMES): string =>
  names
    .flatMap((name) => FORMS[name])
    .map((form) => `npm run -s rightsdesk -- ${form}\n`)
    .join('');

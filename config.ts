import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

/**
 * A wrong setting, or one that names something wrong. Its one-line message gives the setting, the fault and the remedy;
 * exit code 78.
 */
export class ConfigurationFault extends Error {
  constructor(setting: string, fault: string, remedy: string) {
    super(`${setting}: ${fault}. ${remedy}.`.replace(/\s*\n\s*/g, ' '));
    this.name = 'ConfigurationFault';
  }
}
export const EXIT_WRONG_CONFIGURATION = 78;

const PROCESS_ROLES = ['all', 'web', 'jobs'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const PROXY_WORDS = ['loopback', 'linklocal', 'uniquelocal'];

/** Each setting with its rule, worded to read well in "NAME: fault. Remedy." */
const SETTINGS = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535)
    .default(3000)
    .describe('is not a port: give a whole number from 1 to 65535, or leave it out for 3000'),
  JOBS_PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535)
    .optional()
    .describe('is not a port: give a whole number from 1 to 65535, or leave it out for none'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .describe('is not an address to listen on: give an IP address such as 127.0.0.1 or 0.0.0.0'),
  BASE_URL: z
    .string()
    .refine(isBareWebAddress)
    .optional()
    .describe(
      'is not a web address: give scheme and host without a path, such as https://rights.example.org',
    ),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('is empty: give a folder, or leave it out for ./data'),
  DATABASE_URL: z
    .string()
    .refine(isDatabase)
    .optional()
    .describe('is not a database address: give postgres://user@host/name or the path of an sqlite file'),
  SECRET_KEY: z
    .string()
    .min(32)
    .optional()
    .describe('is too short: give at least 32 characters, or leave it out to use the file in DATA_DIR'),
  SMTP_URL: z
    .string()
    .refine(isMailServer)
    .optional()
    .describe(
      'is not a mail server: give smtp://host:port or smtps://user:password@host, and nothing after it',
    ),
  SMTP_INSECURE: z.enum(['on', 'off']).default('off').describe('is neither on nor off: give one of the two'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/)
    .optional()
    .describe('is not a sender: give an address such as "Data protection <privacy@example.org>"'),
  POLICIES_DIR: z.string().min(1).optional().describe('is empty: give a folder of packs, or leave it out'),
  ROLE: z.enum(PROCESS_ROLES).default('all').describe('is not a role: give all, web or jobs'),
  TRUST_PROXY: z
    .string()
    .refine(isProxyList)
    .optional()
    .describe(
      'is not a list of proxies: give the number of proxies in front, or their addresses separated by commas',
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`is not a level: give one of ${LOG_LEVELS.join(', ')}`),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('is too short: give at least 16 characters, or leave it out to keep metrics off'),
  BACKUP_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('is empty: give a folder, or leave it out to make no backups'),
  BACKUP_KEEP: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(14)
    .describe('is not a count: give a whole number from 1 to 9999, or leave it out for 14'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on').describe('is neither on nor off: give one of the two'),
};

/** The name of each setting in the environment. */
export const SETTING_NAMES = Object.keys(SETTINGS);

export type Settings = {
  port: number;
  /** The port for health and metrics of a process that only runs jobs. */
  jobsPort?: number;
  host: string;
  baseUrl: string;
  dataDir: string;
  databaseUrl: string;
  secretKey?: string;
  smtpUrl?: string;
  /**
   * Whether letters and passwords may be sent unencrypted, or to a server without a valid certificate, beyond this
   * machine.
   */
  smtpInsecure: boolean;
  mailFrom: string;
  policiesDir?: string;
  role: (typeof PROCESS_ROLES)[number];
  trustProxy: number | string | false;
  logLevel: (typeof LOG_LEVELS)[number];
  metricsToken?: string;
  /** The folder for the daily backup. `backupKeep` says how many are kept. */
  backupDir?: string;
  backupKeep: number;
  rateLimits: boolean;
};

/** The settings of this process, all optional (docs/running-it.md). Throws a `ConfigurationFault` at the first wrong one. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const read = <Name extends keyof typeof SETTINGS>(name: Name): z.output<(typeof SETTINGS)[Name]> => {
    const schema = SETTINGS[name];
    const result = schema.safeParse(environment[name] === '' ? undefined : environment[name]);
    if (result.success) return result.data as z.output<(typeof SETTINGS)[Name]>;
    const [fault = 'is wrong', remedy = 'correct it'] = (schema.description ?? '').split(': ', 2);
    const shown =
      name === 'SECRET_KEY' || name === 'METRICS_TOKEN' || name.endsWith('_URL')
        ? 'it'
        : `"${environment[name]}"`;
    throw new ConfigurationFault(name, `${shown} ${fault}`, capitalised(remedy));
  };
  const port = read('PORT');
  const dataDir = resolve(read('DATA_DIR'));
  const backupDir = read('BACKUP_DIR');
  const baseUrl = (read('BASE_URL') ?? `http://localhost:${port}`).replace(/\/$/, '');
  return {
    port,
    jobsPort: read('JOBS_PORT'),
    host: read('HOST'),
    baseUrl,
    dataDir,
    databaseUrl: databaseAt(read('DATABASE_URL'), dataDir),
    secretKey: read('SECRET_KEY'),
    smtpUrl: read('SMTP_URL'),
    smtpInsecure: read('SMTP_INSECURE') === 'on',
    mailFrom: read('MAIL_FROM') ?? `Rightsdesk <rightsdesk@${new URL(baseUrl).hostname}>`,
    policiesDir: read('POLICIES_DIR'),
    role: read('ROLE'),
    trustProxy: proxies(read('TRUST_PROXY')),
    logLevel: read('LOG_LEVEL'),
    metricsToken: read('METRICS_TOKEN'),
    backupDir: backupDir && resolve(backupDir),
    backupKeep: read('BACKUP_KEEP'),
    rateLimits: read('RATE_LIMITS') === 'on',
  };
}

/** The environment for programs that the desk starts (`pg_dump`): its own. */
export const environmentOfPrograms = (): NodeJS.ProcessEnv => ({ ...process.env });

/** The folders that must not run out of space, by what they hold. */
export const foldersOf = ({ dataDir, databaseUrl, backupDir }: Settings): Record<string, string> => ({
  data: dataDir,
  ...(!/^postgres/.test(databaseUrl) && { database: dirname(databaseUrl) }),
  ...(backupDir && { backups: backupDir }),
});

/** Where the daily backup goes, and what it copies; undefined without BACKUP_DIR. */
export const backupPlaceOf = ({ backupDir: folder, backupKeep: keep, databaseUrl }: Settings) =>
  folder ? { folder, keep, databaseUrl, environment: environmentOfPrograms() } : undefined;

/** The demo's settings: its own folder and sqlite file, whatever the desk beside it uses, and no mail. */
export const demoSettings = (environment: NodeJS.ProcessEnv = process.env): Settings =>
  readSettings({
    ...environment,
    DATA_DIR: environment.DATA_DIR || './data-demo',
    DATABASE_URL: '',
    SECRET_KEY: '',
    SMTP_URL: '',
    BACKUP_DIR: '',
    ROLE: 'web',
  });

function databaseAt(url: string | undefined, dataDir: string): string {
  if (!url) return join(dataDir, 'rightsdesk.sqlite');
  if (/^postgres(ql)?:/.test(url)) return url;
  return resolve(url.replace(/^sqlite:(\/\/)?/, ''));
}

function proxies(text: string | undefined): number | string | false {
  if (!text) return false;
  return /^\d+$/.test(text) ? Number(text) : text;
}

function isBareWebAddress(text: string): boolean {
  if (!hasScheme(text, ['http:', 'https:'])) return false;
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search + hash + username === '';
}

/** Whether a text is an SMTP URL without a query: its parameters could weaken the encryption. */
function isMailServer(text: string): boolean {
  if (!hasScheme(text, ['smtp:', 'smtps:'])) return false;
  const { username, password, search, hash, pathname } = new URL(text);
  return (
    search + hash === '' && ['', '/'].includes(pathname) && !/%(?![0-9a-f]{2})/i.test(username + password)
  );
}

function isDatabase(text: string): boolean {
  if (hasScheme(text, ['postgres:', 'postgresql:'])) return true;
  return /^sqlite:/.test(text) || !/^[a-z][a-z0-9+]*:/i.test(text);
}

function isProxyList(text: string): boolean {
  if (/^\d{1,2}$/.test(text)) return true;
  return text.split(',').every((part) => {
    const [address = '', bits] = part.trim().split('/', 2);
    return (
      PROXY_WORDS.includes(address) || (isIP(address) > 0 && (bits === undefined || /^\d{1,3}$/.test(bits)))
    );
  });
}

function hasScheme(text: string, schemes: string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== '';
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

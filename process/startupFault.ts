import { ConfigurationFault } from '../config.ts';
import { causeOf } from '../models/database/cause.ts';
import { Damaged, isDamage } from '../models/database/damage.ts';
import { isDiskFull, isUnavailable } from '../models/database/unavailable.ts';

/**
 * The message for a full disk, or for a database that is unreachable or damaged, at any point of a start; undefined for any other error.
 */
export function passingFault(error: unknown): ConfigurationFault | undefined {
  if (isDamage(error)) return damaged(error);
  if (isDiskFull(error)) return fullDisk('DATABASE_URL', error);
  return isUnavailable(error) ? noAnswer(error) : undefined;
}

/** The message for a disk that is full where the setting points. */
export const fullDisk = (setting: string, error: unknown): ConfigurationFault =>
  new ConfigurationFault(
    setting,
    `the disk is full (${causeOf(error)})`,
    'Free some space, then start again',
  );

function damaged(error: unknown): ConfigurationFault {
  const found = error instanceof Damaged ? error.found : causeOf(error);
  const fault = `the database is damaged (${found})`;
  const remedy = 'Restore the last good backup, as docs/running-it.md says, or correct DATABASE_URL';
  return Object.assign(new ConfigurationFault('DATABASE_URL', fault, remedy), { cause: error });
}

/** The message for a database that does not answer. */
export function noAnswer(error: unknown): ConfigurationFault {
  if (isDamage(error)) return damaged(error);
  const cause = causeOf(error);
  const state = sqlStateOf(error);
  if (state) {
    const isFull = state === '53300';
    const help = isFull ? 'Raise max_connections, or start fewer processes' : 'Correct that, or DATABASE_URL';
    return new ConfigurationFault('DATABASE_URL', `PostgreSQL refuses (${cause})`, help);
  }
  return new ConfigurationFault(
    'DATABASE_URL',
    `the database does not answer (${cause})`,
    cause.startsWith('SQLITE')
      ? 'Correct the path, or check that this user may write the file, that no other program has locked it and that its disk is sound'
      : 'Start it, or correct the address',
  );
}

/**
 * The SQLSTATE that PostgreSQL returned (its manual, appendix A); undefined if the connection was lost, or the server
 * is starting or stopping.
 */
function sqlStateOf(error: unknown): string | undefined {
  const { code, parent } = error as { code?: string; parent?: { code?: string } };
  return /^(?!08|57P)\d[\dA-Z]{4}$/.exec(parent?.code ?? code ?? '')?.[0];
}

import type { Sequelize } from 'sequelize';
import { codeOf, withCauses } from './errors.ts';

/** The database is damaged: what it says may be wrong, and what is written to it may be lost. Nothing is written to it any more. */
export class Damaged extends Error {
  /** What was found. */
  readonly found: string;

  constructor(cause: string) {
    super(`The database is damaged (${cause}): restore the last good backup, as docs/running-it.md says`);
    this.name = 'Damaged';
    this.found = cause;
  }
}

/** Sqlite's result codes for a damaged file, and PostgreSQL's for damaged data and a damaged index (its manual, appendix A). */
const OF_DAMAGE = /^(SQLITE_(CORRUPT|NOTADB)(_|$)|XX00[12]$)/;

/** Whether an error says that the database is damaged. That does not pass. */
export const isDamage = (error: unknown): boolean =>
  withCauses(error).some((each) => each instanceof Damaged || OF_DAMAGE.test(codeOf(each)));

/** The line for whoever asked for something that it forbids. */
export function damageIn(error: unknown): string {
  const [first] = withCauses(error).filter((each) => each instanceof Damaged || OF_DAMAGE.test(codeOf(each)));
  return first instanceof Damaged ? `${first.message}.` : `${new Damaged(first?.message ?? '').message}.`;
}

type Known = { cause?: string; tell: (cause: string) => void };
const known = new WeakMap<Sequelize, Known>();

/** Calls `tell` with what is wrong when this process finds damage in the database: once, since it stays. */
export function onDamage(database: Sequelize, tell: (cause: string) => void): void {
  known.set(database, { ...known.get(database), tell });
}

/** Takes note of an error where it says that the database is damaged. From then on this process writes nothing to it. */
export function noteDamage(database: Sequelize, error: unknown): void {
  const [damage] = withCauses(error).filter((each) => OF_DAMAGE.test(codeOf(each)));
  if (damage) note(database, damage.message);
}

/** The same for what a check has found. */
export function note(database: Sequelize, cause: string): void {
  const { cause: before, tell = () => undefined } = known.get(database) ?? {};
  if (before) return;
  known.set(database, { cause, tell });
  tell(cause);
}

export const isDamaged = (database: Sequelize): boolean => known.get(database)?.cause !== undefined;

/** Whoever would write to a damaged database is stopped before they do. */
export function mustBeWhole(database: Sequelize): void {
  const { cause } = known.get(database) ?? {};
  if (cause) throw new Damaged(cause);
}

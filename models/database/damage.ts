import type { Sequelize } from 'sequelize';
import { codeOf, withCauses } from './errors.ts';

/** The database is damaged: reads may be wrong and writes may be lost, so nothing is written any more. */
export class Damaged extends Error {
  /** The damage that was found. */
  readonly found: string;

  constructor(cause: string) {
    super(`The database is damaged (${cause}): restore the last good backup, as docs/running-it.md says`);
    this.name = 'Damaged';
    this.found = cause;
  }
}

/** Sqlite's result codes for a damaged file; PostgreSQL's for damaged data and a damaged index (its manual, appendix A). */
const OF_DAMAGE = /^(SQLITE_(CORRUPT|NOTADB)(_|$)|XX00[12]$)/;

/** Whether an error reports a damaged database, which no retry repairs. */
export const isDamage = (error: unknown): boolean =>
  withCauses(error).some((each) => each instanceof Damaged || OF_DAMAGE.test(codeOf(each)));

/** The message for a person whose request could not be served because of it. */
export function damageIn(error: unknown): string {
  const [first] = withCauses(error).filter((each) => each instanceof Damaged || OF_DAMAGE.test(codeOf(each)));
  return first instanceof Damaged ? `${first.message}.` : `${new Damaged(first?.message ?? '').message}.`;
}

type KnownDamage = { cause?: string; tell: (cause: string) => void };
const known = new WeakMap<Sequelize, KnownDamage>();

/** Calls `tell` with the cause when this process finds the database damaged: once, since damage is permanent. */
export function onDamage(database: Sequelize, tell: (cause: string) => void): void {
  known.set(database, { ...known.get(database), tell });
}

/** Checks an error for damage. After damage, this process writes nothing to the database. */
export function noteDamage(database: Sequelize, error: unknown): void {
  const [damage] = withCauses(error).filter((each) => OF_DAMAGE.test(codeOf(each)));
  if (damage) note(database, damage.message);
}

/** Records damage found by a check. */
export function note(database: Sequelize, cause: string): void {
  const { cause: before, tell = () => undefined } = known.get(database) ?? {};
  if (before) return;
  known.set(database, { cause, tell });
  tell(cause);
}

export const isDamaged = (database: Sequelize): boolean => known.get(database)?.cause !== undefined;

/** Throws `Damaged` if the database is damaged. Called before every write. */
export function mustBeWhole(database: Sequelize): void {
  const { cause } = known.get(database) ?? {};
  if (cause) throw new Damaged(cause);
}

import type { RegisterLine } from '../../domain/register/line.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { select } from '../database/select.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import type { ImportPlace } from './place.ts';

type NamedLine = Pick<RegisterLine, 'reference' | 'number'>;

/** Under which names the lines of a table can be written. */
export type TakenReferences = {
  /** Asks what the desk has of them; before `nameFor`. */
  learn(lines: readonly NamedLine[]): Promise<void>;
  /**
   * The reference that a line keeps, or the number by which it is found beside a new one. Throws `line-reference-taken` for a request that the
   * organisation has already, and `line-twice` for one that the table has twice.
   */
  nameFor(line: NamedLine, at: number): NamedLine;
};

type TakenRow = { name: string; reference: string; isOurs: number | boolean };

export function takenReferences({ database }: Desk, { organisation }: ImportPlace): TakenReferences {
  const lines = new Map<string, number>();
  const taken = new Map<string, TakenRow>();
  const names = `SELECT name FROM (${sqlWordsOf(database).rowsIn(':names', { name: 'text' })}) given`;
  return {
    learn: async (some) => {
      const given = some.flatMap(({ reference, number }) => reference ?? number ?? []);
      if (given.length === 0) return;
      const values = { names: JSON.stringify(given.map((name) => [name])), organisationId: organisation.id };
      for (const row of await select<TakenRow>(database, takenBy(names), values)) taken.set(row.name, row);
    },
    nameFor: ({ reference, number }, at) => {
      const name = reference ?? number;
      if (!name) return {};
      const other = lines.get(name);
      if (other) throw new RuleViolation('line-twice', { line: other }, 'reference');
      lines.set(name, at);
      const known = taken.get(name);
      if (known?.isOurs)
        throw new RuleViolation('line-reference-taken', { reference: known.reference }, 'reference');
      // one that a withdrawn import has, or another organisation: the log of that one goes by it
      return number || known ? { number: name } : { reference };
    },
  };
}

const takenBy = (names: string): string =>
  `SELECT reference AS name, reference, (kind = 'request' AND organisation_id = :organisationId) AS "isOurs"
   FROM subject_requests WHERE reference IN (${names})
   UNION ALL SELECT import_number AS name, reference, 1 = 1 AS "isOurs" FROM subject_requests
   WHERE organisation_id = :organisationId AND import_number IN (${names}) AND kind = 'request'`;

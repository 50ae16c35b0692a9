import { nameKey } from '../../domain/folding.ts';
import type { RegisterLine } from '../../domain/register/line.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { select } from '../database/select.ts';
import { sqlWordsOf } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';
import type { ImportPlace } from './place.ts';

type NamedLine = Pick<RegisterLine, 'reference' | 'number'>;
type LineOfPerson = NamedLine & Pick<RegisterLine, 'personName' | 'right' | 'receivedOn'>;

/** Under which names the lines of a table can be written. */
export type TakenReferences = {
  /** Asks what the desk has of them; before `nameFor`. */
  learn(lines: readonly LineOfPerson[]): Promise<void>;
  /**
   * The reference that a line keeps, or the number by which it is found beside a new one. Throws `line-reference-taken` for a request that the
   * organisation has already, `line-twice` for one that the table has twice, and `line-perhaps-here` for one without a reference that is of the
   * same person, right and day as a request that is here: the table may have been imported before.
   */
  nameFor(line: LineOfPerson, at: number): NamedLine;
};

type SameRow = { nameKey: string; right: string; receivedOn: string; reference: string };
type TakenRow = { name: string; reference: string; isOurs: number | boolean };

/** `of` is the import that is being written: its own requests are no others. */
export function takenReferences({ database }: Desk, { organisation }: ImportPlace, of = 0): TakenReferences {
  const lines = new Map<string, number>();
  const taken = new Map<string, TakenRow>();
  const same = new Map<string, string>();
  const names = `SELECT name FROM (${sqlWordsOf(database).rowsIn(':names', { name: 'text' })}) given`;
  return {
    learn: async (some) => {
      const given = some.flatMap(({ reference, number }) => reference ?? number ?? []);
      const values = {
        names: JSON.stringify(given.map((name) => [name])),
        organisationId: organisation.id,
        of,
      };
      if (given.length > 0)
        for (const row of await select<TakenRow>(database, takenBy(names), values)) taken.set(row.name, row);
      const keys = some
        .filter(({ reference, number }) => !(reference ?? number))
        .map(({ personName }) => [nameKey(personName)]);
      if (keys.length === 0) return;
      for (const row of await select<SameRow>(database, sameAs(names), {
        ...values,
        names: JSON.stringify(keys),
      }))
        same.set(`${row.nameKey} ${row.right} ${row.receivedOn}`, row.reference);
    },
    nameFor: ({ reference, number, personName, right, receivedOn }, at) => {
      const name = reference ?? number;
      if (!name) {
        const here = same.get(`${nameKey(personName)} ${right} ${receivedOn}`);
        if (here) throw new RuleViolation('line-perhaps-here', { reference: here }, 'reference');
        return {};
      }
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

const sameAs = (names: string): string =>
  `SELECT name_key AS "nameKey", "right", received_on AS "receivedOn", reference FROM subject_requests
   WHERE organisation_id = :organisationId AND name_key IN (${names}) AND kind = 'request' AND COALESCE(import_id, 0) <> :of`;

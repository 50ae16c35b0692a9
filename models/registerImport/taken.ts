import type { RegisterLine } from '../../domain/register/line.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import type { ImportPlace } from './place.ts';

/** Under which names the lines of a table can be written. */
export type TakenReferences = {
  /**
   * The reference that a line keeps, or the number by which it is found beside a new one. Throws `line-reference-taken` for a request that the
   * organisation has already, and `line-twice` for one that the table has twice.
   */
  nameFor(
    line: Pick<RegisterLine, 'reference' | 'number'>,
    at: number,
  ): Promise<{ reference?: string; number?: string }>;
};

type NamedRow = { reference: string; isOurs: number | boolean };

export function takenReferences({ database }: Desk, { organisation }: ImportPlace): TakenReferences {
  const lines = new Map<string, number>();
  return {
    nameFor: async ({ reference, number }, at) => {
      const name = reference ?? number;
      if (!name) return {};
      const other = lines.get(name);
      if (other) throw new RuleViolation('line-twice', { line: other }, 'reference');
      lines.set(name, at);
      const values = { name, organisationId: organisation.id };
      if (number) {
        const [known] = await select<{ reference: string }>(database, BY_NUMBER, values);
        if (known)
          throw new RuleViolation('line-reference-taken', { reference: known.reference }, 'reference');
        return { number };
      }
      const [known] = await select<NamedRow>(database, BY_REFERENCE, values);
      if (!known) return { reference };
      if (known.isOurs) throw new RuleViolation('line-reference-taken', { reference }, 'reference');
      return { number: reference }; // a withdrawn import has it, or another organisation: the log of that one goes by it
    },
  };
}

const BY_REFERENCE = `SELECT reference, (kind = 'request' AND organisation_id = :organisationId) AS "isOurs"
  FROM subject_requests WHERE reference = :name`;
const BY_NUMBER = `SELECT reference FROM subject_requests
  WHERE organisation_id = :organisationId AND import_number = :name AND kind = 'request' LIMIT 1`;

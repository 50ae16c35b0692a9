import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By } from '../desk.ts';
import { RegisterImport } from '../registerImport.ts';
import { isStillWorked } from '../underway.ts';

/** An import of this organisation; throws `not-found`. */
export async function findImport({ organisationId }: By, id: number): Promise<RegisterImport> {
  const run = await RegisterImport.findOne({ where: { id, organisationId } });
  if (!run) throw new RuleViolation('not-found');
  return run;
}

const WORK: readonly RegisterImport['state'][] = ['checking', 'writing', 'withdrawing'];

/** Whether some process is checking, writing or withdrawing it now. */
export const isAtWork = ({ state, touchedAt }: RegisterImport, now: Date): boolean =>
  WORK.includes(state) && isStillWorked(touchedAt, now);

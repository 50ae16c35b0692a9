import type { Law } from '../policies/law.ts';
import type { Right } from '../rights.ts';
import type { Evidence } from './evidence.ts';
import type { RequirementFinding } from './finding.ts';
import type { RequirementId } from './requirementIds.ts';
import { requirementsOf } from './requirements.ts';

/** How one requirement stands. */
export type GateRow = RequirementFinding & { id: RequirementId; article: string };

/**
 * What an answer must contain against what there is. `no-list`: the law of the request is not the GDPR, or the right is national.
 * `no-register`: nobody has described a system, so nothing can be checked; the answer is not held back (decision 0024).
 */
export type Gate = { stands: 'no-list' | 'no-register' | 'checked'; rows: GateRow[] };

export function gateOf({ law }: { law: Pick<Law, 'rights'> }, right: Right, evidence: Evidence): Gate {
  const requirements = requirementsOf(law, right);
  if (!requirements) return { stands: 'no-list', rows: [] };
  if (evidence.systems.length === 0) return { stands: 'no-register', rows: [] };
  const rows = requirements.map(({ id, article, check }) => ({ id, article, ...check(evidence) }));
  return { stands: 'checked', rows };
}

/** What an answer would leave without. */
export const missingIn = ({ rows }: Gate): GateRow[] => rows.filter(({ state }) => state === 'missing');

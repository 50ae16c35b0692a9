import { isHeldNowhere } from './access.ts';
import { type Evidence, isSaid } from './evidence.ts';
import { finding, found, gap, notApplicable, type RequirementFinding } from './finding.ts';
import type { StatedId, StatementId } from './requirementIds.ts';

/** What only the DPO can say: complete once it is said. Where a search found no data, there is nothing to say. */
export const stated =
  (requirement: StatedId) =>
  (evidence: Evidence): RequirementFinding => {
    if (isHeldNowhere(evidence)) return notApplicable();
    const words = statementOf(evidence, requirement);
    return words
      ? finding([found('stated', { words })], [])
      : finding([], [gap('not-stated', { to: 'statement', requirement })]);
  };

/** The DPO's words on a requirement, or on one kind of data that is kept; undefined where there are none. */
export function statementOf({ stated: all }: Evidence, requirement: StatementId): string | undefined {
  const words = all[requirement];
  return isSaid(words) ? words : undefined;
}

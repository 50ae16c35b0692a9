import type { PolicyPack } from './policy.ts';

/** The clause that an item comes from, and the further clauses that it covers. */
export const clausesIn = ({ source, also = [] }: { source: string; also?: string[] }): string[] => [
  source,
  ...also,
];

/** Every clause of its document that a pack names, sorted, each once. */
export function clauseIdsOf(pack: PolicyPack): string[] {
  const { rightStatements, categories, clocks, pauses, retentions, exemptions, recipients, duties } = pack;
  const items = [
    ...rightStatements,
    ...categories,
    ...clocks,
    ...pauses,
    ...retentions,
    ...exemptions,
    ...recipients,
    ...duties,
  ];
  return [...new Set(items.flatMap(clausesIn))].sort();
}

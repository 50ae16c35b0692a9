import type { PolicyPack } from './policy.ts';

/** Every clause of its document that a pack names, each once, sorted. */
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
  return [...new Set(items.map(({ source }) => source))].sort();
}

/** The letters that a template is for: a right, a policy, both, or all of its kind and language where both are null. */
export type TemplateScope = { right: string | null; policy: string | null };

/**
 * The template that a letter has: of those that fit, the most specific. One for the right and the policy goes before one for the
 * right, that before one for the policy, that before one for all. A letter about several rights has none that is for one of them.
 */
export function mostSpecific<One extends TemplateScope>(
  templates: readonly One[],
  { rights, policy }: { rights: readonly string[]; policy: string },
): One | undefined {
  const fits = (one: One) =>
    (one.right === null || rights.every((right) => right === one.right)) &&
    (one.policy === null || one.policy === policy);
  const weight = ({ right, policy: of }: One) => (right === null ? 0 : 2) + (of === null ? 0 : 1);
  return templates.filter(fits).sort((one, other) => weight(other) - weight(one))[0];
}

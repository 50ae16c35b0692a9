import type { PolicyPack, Worded } from './policy.ts';

/** A kind of data or of request in the organisation's own words. The id may be one that a policy uses. */
export type OwnCategory = { id: string; title: Worded };

/** Whether a text may be the id of a category: as in a pack, lower-case letters, digits and single hyphens. */
export const isCategoryId = (id: string): boolean => id.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);

/** The ids that an organisation may use: its own, and those of these policies, each once. */
export function categoryIds(own: readonly OwnCategory[], packs: readonly PolicyPack[]): string[] {
  const named = packs.flatMap(({ categories }) => categories);
  return [...new Set([...own, ...named].map(({ id }) => id))];
}

/** The title of a category: the organisation's, or else a policy's; its id where nobody names it any more. */
export function categoryTitle(id: string, own: readonly OwnCategory[], packs: readonly PolicyPack[]): Worded {
  const worded = own.find((each) => each.id === id)?.title;
  const named = packs.flatMap(({ categories }) => categories).find((each) => each.id === id)?.data;
  return worded ?? named ?? { en: id };
}

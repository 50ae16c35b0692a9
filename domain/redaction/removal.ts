/** Why words, pages or a file are left out: others' rights (Art. 15(4) GDPR), a trade secret, legal privilege. */
export const REMOVAL_REASONS = ['rights-of-others', 'trade-secret', 'legal-privilege'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** What a person decided to take out of a file: words wherever they stand, or whole pages of a PDF, counted from 1. */
export type Removal = WordRemoval | PageRemoval;
export type WordRemoval = { kind: 'words'; words: string; reason: RemovalReason };
type PageRemoval = { kind: 'pages'; pages: number[]; reason: RemovalReason };

/** The words to be removed, in the order of their removals. */
export const wordsIn = (removals: readonly Removal[]): WordRemoval[] =>
  removals.filter((removal) => removal.kind === 'words');

/** The pages to be left out, each once and with the reason that was given first, in page order. */
export function pagesIn(removals: readonly Removal[]): { page: number; reason: RemovalReason }[] {
  const reasons = new Map<number, RemovalReason>();
  for (const removal of removals)
    if (removal.kind === 'pages')
      for (const page of removal.pages) if (!reasons.has(page)) reasons.set(page, removal.reason);
  return [...reasons].map(([page, reason]) => ({ page, reason })).sort((a, b) => a.page - b.page);
}

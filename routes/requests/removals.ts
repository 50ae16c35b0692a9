import type { Request } from 'express';
import { pageNumbers } from '../../domain/answers/pageNumbers.ts';
import { REMOVAL_REASONS, type Removal } from '../../domain/redaction/removal.ts';
import { text } from '../middleware/text.ts';

/** What was typed to be removed: for each reason words, one a line, and numbers of pages. */
export const typedRemovals = ({ body }: Request): Record<string, string> =>
  Object.fromEntries(
    REMOVAL_REASONS.flatMap((reason) =>
      ['words', 'pages'].map((what) => [
        `${what}-${reason}`,
        text.catch('').parse(body?.[`${what}-${reason}`]),
      ]),
    ),
  );

/** Whether the form was that of what is to be removed, not another of the same page. */
export const areRemovals = ({ body }: Request): boolean =>
  Object.keys(body ?? {}).some((name) => /^(?:words|pages)-/.test(name));

/** The removals that were typed. Throws `pages-invalid` beside the field whose pages cannot be read. */
export const removalsIn = (typed: Record<string, string>): Removal[] =>
  REMOVAL_REASONS.flatMap((reason): Removal[] => {
    const pages = pageNumbers(typed[`pages-${reason}`] ?? '', `pages-${reason}`);
    return [
      ...wordsIn(typed[`words-${reason}`] ?? '').map((words) => ({ kind: 'words' as const, words, reason })),
      ...(pages.length > 0 ? [{ kind: 'pages' as const, pages, reason }] : []),
    ];
  });

const wordsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/\r\n?|\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

import type { ChangesPage } from '../models/settingsChange/log.ts';
import type { FrameBase } from './layouts/frame.ts';

/** How many of all changes a page shows, and the ways to the others; nothing where it shows all. View: `partials/pagination`. */
export type ChangesShown = { shown: string; next?: string; first?: string };

/** `here` is the address of the page, `isFirst` whether it begins with the latest change. */
export function changesShown(
  { t }: FrameBase,
  { total, changes, before }: ChangesPage<unknown>,
  { here, isFirst }: { here: string; isFirst: boolean },
): ChangesShown | undefined {
  if (changes.length === total) return undefined;
  return {
    shown: t('frame:changesShown', { shown: changes.length, count: total }),
    ...(before && { next: `${here}?before=${before}#changes` }),
    ...(!isFirst && { first: `${here}#changes` }),
  };
}

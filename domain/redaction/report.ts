import { REMOVAL_REASONS, type RemovalReason } from './removal.ts';

/** What was taken out of a file beside what somebody decided: nobody sees it when reading, a program does. */
export const STRIPPED_CODES = [
  'metadata',
  'comments',
  'tracked-changes',
  'hidden-sheets',
  'pivot-caches',
  'custom-data',
  'embedded-files',
  'macros',
  'annotations',
  'form',
  'outline',
  'scripts',
  'tags',
  'links',
  'history',
  'signature',
  'text-layer',
] as const;
export type StrippedCode = (typeof STRIPPED_CODES)[number];

/** What could not be cleaned and is still in a file. It is named to whoever decides whether the file may leave. */
export const LEFT_CODES = [
  'pages-without-text',
  'pictures',
  'layers',
  'embedded-objects',
  'hidden-rows',
  'hidden-text',
  'charts',
  'external-links',
  'attachment-unread',
  'page-notes',
  'attachments',
  'signed',
  'not-cleaned',
] as const;
export type LeftCode = (typeof LEFT_CODES)[number];

/** What became of a file: how often something was removed, for which reason; what was stripped; what is still in it. */
export type CleanReport = {
  removed: { reason: RemovalReason; count: number }[];
  stripped: StrippedCode[];
  left: LeftCode[];
};

/** Counts by reason, in the order of the reasons, without those that never applied. */
export const countsOf = (counts: ReadonlyMap<RemovalReason, number>): CleanReport['removed'] =>
  REMOVAL_REASONS.flatMap((reason) => {
    const count = counts.get(reason) ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });

/** Where something that should be gone was found in a finished file. */
export const SURVIVOR_PLACES = ['text', 'raw', 'metadata', 'attachment', 'form', 'header', 'pages'] as const;
export type SurvivorPlace = (typeof SURVIVOR_PLACES)[number];
export type Survivor = { words: string; where: SurvivorPlace };

import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** Which requests go on in this one, each with the way to its page, where it can be taken apart. */
export type MergedNotice = { text: string; ways: { href: string; text: string }[] };

/** Read from the log: what was merged into it and not taken apart since. */
export function mergedNotice({ t, language }: FrameBase, { events }: RequestPage): MergedNotice | undefined {
  const standing = new Set<string>();
  for (const { kind, data } of events) {
    if (kind !== 'merged' && kind !== 'unmerged') continue;
    const told = JSON.parse(data) as { with?: string; of?: string };
    if (told.with) standing.add(told.with);
    if (told.of) standing.delete(told.of);
  }
  const references = [...standing];
  if (references.length === 0) return undefined;
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(references);
  return {
    text: t('requests:merged', { list, count: references.length }),
    ways: references.map((reference) => ({ href: `/requests/${reference}`, text: reference })),
  };
}

import type { FrameBase } from '../layouts/frame.ts';
import { transmissionWords } from '../transmissions/words.ts';
import type { FactRow } from './facts.ts';
import { actorName } from './log.ts';
import type { ShownRequest } from './shownRequest.ts';

/** What became of the wish that the data go to another provider: who asked, whether it was sent, fetched, refused or ended. */
export function transmissionRows(base: FrameBase, { page, now }: ShownRequest): FactRow[] {
  const { t } = base;
  return page.transmissions.map((note) => ({
    key: t('requests:fact.transmission'),
    lines: [
      transmissionWords(base, note, { now, zone: page.request.zone, isForStaff: true }),
      t('requests:transmissionAsked', { who: actorName(t, page, note.askedBy) }),
      note.wish,
    ].filter(Boolean),
  }));
}

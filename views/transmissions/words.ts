import { transmissionStanding } from '../../domain/transmission.ts';
import type { TransmissionNote } from '../../models/transmission/notes.ts';
import { longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** How far a transmission has come, in a sentence: for the person, or for staff. */
export function transmissionWords(
  { t, language }: Pick<FrameBase, 't' | 'language'>,
  note: TransmissionNote,
  { now, zone, isForStaff = false }: { now: Date; zone: string; isForStaff?: boolean },
): string {
  const { provider, email, askedAt, sentAt, expiresAt, openedAt, fetchedAt, endedAt, fetches, reason } = note;
  const on = (at: Date | null) => (at ? longMoment(at, language, zone) : '');
  const standing = transmissionStanding(note, now);
  const isAddressed = standing === 'named' || standing === 'asked' || standing === 'declined'; // the person, as "you"
  return t(`${isForStaff && isAddressed ? 'requests' : 'status'}:transmission.${standing}`, {
    provider,
    email,
    count: fetches,
    asked: on(askedAt),
    sent: on(sentAt),
    until: on(expiresAt),
    opened: on(openedAt),
    fetched: on(fetchedAt),
    ended: on(endedAt),
    reason: reason ?? '',
  });
}

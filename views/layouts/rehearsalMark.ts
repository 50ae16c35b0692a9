import { longMoment } from '../dates.ts';
import type { Frame, FrameBase } from './frame.ts';

/** What every page of a rehearsal says, and its two links. */
export const rehearsalMark = ({ t, language }: FrameBase, now: Date, zone: string): Frame['rehearsal'] => ({
  text: t('frame:rehearsal.mark'),
  now: longMoment(now, language, zone),
  links: [
    { href: '/rehearsal', text: t('frame:rehearsal.play') },
    { href: '/settings/rehearsal', text: t('frame:rehearsal.leave') },
  ],
});

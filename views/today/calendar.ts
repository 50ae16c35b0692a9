import { longMoment } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type CalendarPage = {
  frame: Frame;
  address?: string;
  read?: string;
  make: { action: string; fields: never[]; button: { text: string; kind?: string } };
  end?: { action: string; fields: never[]; button: { text: string; kind: string } };
};

/** The page of one's own calendar feed: its address, when it was last read, and the buttons that make another or end it. */
export function calendarPage(
  base: FrameBase,
  { address, seenAt, views, zone }: { address?: string; seenAt: Date | null; views: number; zone: string },
): CalendarPage {
  const { t, language } = base;
  const read = seenAt
    ? t('today:feed.read', { at: longMoment(seenAt, language, zone), count: views })
    : t('today:feed.unread');
  return {
    frame: { ...base, title: t('today:feed.title') },
    ...(address && { address, read }),
    make: {
      action: '/today/calendar',
      fields: [],
      button: {
        text: t(address ? 'today:feed.renew' : 'today:feed.make'),
        ...(address && { kind: 'quiet' }),
      },
    },
    ...(address && {
      end: {
        action: '/today/calendar/end',
        fields: [],
        button: { text: t('today:feed.end'), kind: 'grave' },
      },
    }),
  };
}

import { addDays, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Language } from '../../domain/languages.ts';
import type { FeedDate } from '../../models/today/dates.ts';
import { type T, translator } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

/** What a feed is made from; `baseUrl` is the desk's own address, to which its entries lead. */
type FeedInput = {
  language: Language;
  organisation: string;
  baseUrl: string;
  now: Date;
  dates: readonly FeedDate[];
};

/**
 * What falls due as a calendar (RFC 5545), without personal data: references, titles and links. A deadline in days is a whole day, which is
 * the same in every zone; one in hours is a moment in UTC, so that no change of the clocks is near it. An entry keeps its name while its date
 * moves, so that a program moves it too.
 */
export async function feedOf({ language, organisation, baseUrl, now, dates }: FeedInput): Promise<string> {
  const { default: ical, ICalEventBusyStatus } = await import('ical-generator'); // a desk starts without it
  const t: T = translator(language);
  const host = new URL(baseUrl).host;
  const calendar = ical({
    name: t('today:feed.name', { organisation }),
    prodId: { company: 'Rightsdesk', product: 'Rightsdesk' },
    ttl: 3600,
  });
  for (const { reference, clock, pack, title, dueOn, targetAt } of dates) {
    const when = targetAt ? { start: targetAt } : dueOn ? wholeDay(dueOn) : undefined;
    if (!when) continue;
    const url = `${baseUrl}/requests/${reference}`;
    calendar.createEvent({
      ...when,
      id: `${reference}.${clock}.${pack}@${host}`,
      stamp: now,
      summary: t('today:feed.entry', { reference, clock: wordedOf(JSON.parse(title), language) }),
      url,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  return calendar.toString();
}

/** The end of a whole day is the next one, which is not part of it. */
const wholeDay = (on: CalendarDate) => ({ start: new Date(on), end: new Date(addDays(on, 1)), allDay: true });

import type { Law } from './law.ts';
import type { PolicyRow } from './situation.ts';

/** What decided the calendar of a request: a row of the list, the law of its policy, or the organisation's settings. */
const CALENDAR_SOURCES = ['row', 'law', 'organisation'] as const;
export type CalendarSource = (typeof CALENDAR_SOURCES)[number];

/**
 * The calendar by which a request under a policy is counted: the one that the row of the list names, or else the organisation's. A
 * law of one country is counted by the holidays of that country: under UK GDPR a company in Paris answers by the bank holidays of
 * England, a company in Edinburgh by those of Scotland. An organisation that counts no holidays counts none here either.
 * docs/law.md#which-calendar-counts
 */
export function calendarFor(
  { calendar, law }: { calendar: string; law: Law },
  row: Pick<PolicyRow, 'calendar'> | undefined,
  own: string,
): { calendar: string; by: CalendarSource } {
  if (row?.calendar) return { calendar: row.calendar, by: 'row' };
  const elsewhere = law.country !== undefined && own !== 'none' && own.slice(0, 2) !== law.country;
  return elsewhere ? { calendar, by: 'law' } : { calendar: own, by: 'organisation' };
}

import type { Law } from './law.ts';
import type { PolicyRow } from './situation.ts';

/** What said by which calendar a request is counted: a row of the list, the law of its policy, or the organisation's settings. */
export const CALENDAR_SOURCES = ['row', 'law', 'organisation'] as const;
export type CalendarSource = (typeof CALENDAR_SOURCES)[number];

/**
 * The calendar by which a request under a policy is counted: the one that the row of the list names, else the organisation's. A law
 * of one country is counted by the holidays of that country: a company in Paris answers under UK GDPR by the bank holidays of
 * England, a company in Edinburgh by those of Scotland. Where the organisation counts no holidays at all, none are counted.
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

import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Step } from '../../domain/calendar/step.ts';
import { otherDeadlinesOf } from '../../domain/deadlines/otherDeadlines.ts';
import { clocksOf, factsOf, shippedPolicy } from './facts.ts';

/** The reasons of the answer to a complaint that a British controller received on a day (DPA 2018 s.164A). */
export function ofComplaint(day: string): Step[] {
  const other = { 'complaint-received': new Date(`${day}T10:00:00Z`) };
  const facts = factsOf('2026-03-02T09:00:00Z', { zone: 'Europe/London', other });
  const rows = otherDeadlinesOf(shippedPolicy('uk-gdpr'), facts, holidayCalendar('GB-ENG'));
  return rows.find(({ clock }) => clock === 'complaint-acknowledgement')?.because ?? [];
}

/** The reasons of a Swiss answer, due on 1 April 2026, whose notice of 30 March announces a day, or none (DPO Art. 18(2)). */
export function ofAnnouncement(until?: string): Step[] {
  const extensionUntil = until ? calendarDate(until) : undefined;
  const extensionNoticeSentAt = new Date('2026-03-30T10:00:00Z');
  const facts = factsOf('2026-03-02T09:00:00Z', {
    zone: 'Europe/Zurich',
    extensionNoticeSentAt,
    extensionUntil,
  });
  return clocksOf(shippedPolicy('fadp-ch'), facts, 'CH-ZH', 'access').reply?.because ?? [];
}

/** Histories that together produce every step that only one law has. */
export const EVERY_LAW: Step[] = [
  ...ofComplaint('2026-07-01'),
  ...ofComplaint('2026-06-18'),
  ...ofAnnouncement('2026-05-20'),
  ...ofAnnouncement('2026-03-31'),
  ...ofAnnouncement(),
];

import { type CalendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { Change } from './changeTools.ts';

type WaitContext = Pick<Change, 'now' | 'sheet'> & { request: Pick<SubjectRequest, 'zone' | 'receivedAt'> };

/**
 * The moment at which a pause that ends now ends: never before it began. Facts are read in order, so an answer dated before
 * its question, because the clock was set back in between, would leave the pause open for good. Without a reason: the
 * moment for all open pauses.
 */
export function endOfWait(it: Pick<Change, 'now' | 'sheet'>, reason?: PauseReason): Date {
  const open = it.sheet.waits.filter((wait) => !wait.answeredAt && (!reason || wait.reason === reason));
  return latest([it.now, ...open.map(({ askedAt }) => askedAt)]);
}

/**
 * The moment of an arrival whose day alone is known: the start of that day, which gives the earlier dates, but not before
 * the request itself, nor before a question of that day. Throws for a day before the receipt or in the future.
 */
export function arrivalOn({ now, sheet, request }: WaitContext, day: CalendarDate, field: string): Date {
  const { zone, receivedAt } = request;
  const dayOf = (at: Date) => localDate(at, zone);
  if (daysBetween(dayOf(now), day) > 0) throw new RuleViolation('in-the-future', {}, field);
  if (daysBetween(day, dayOf(receivedAt)) > 0) throw new RuleViolation('before-receipt', {}, field);
  const asked = sheet.waits.map(({ askedAt }) => askedAt).filter((at) => dayOf(at) === day && at <= now);
  return latest([startOfDay(day, zone), receivedAt, ...asked]);
}

const latest = (moments: Date[]): Date => new Date(Math.max(...moments.map((at) => at.getTime())));

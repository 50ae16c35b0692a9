import { type CalendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { Change } from './change.ts';

type InHand = Pick<Change, 'now' | 'sheet'> & { request: Pick<SubjectRequest, 'zone' | 'receivedAt'> };

/**
 * When a wait for the person ends that ends now: never before it began. Facts are read in the order of their moments, so an
 * answer dated before its asking, by a clock that was set back in between, would leave the wait open for good. Without a
 * reason: when every wait that is open ends.
 */
export function endOfWait(it: Pick<Change, 'now' | 'sheet'>, reason?: PauseReason): Date {
  const open = it.sheet.waits.filter((wait) => !wait.answeredAt && (!reason || wait.reason === reason));
  return latest([it.now, ...open.map(({ askedAt }) => askedAt)]);
}

/**
 * The moment of an arrival of which only the day is known: the first of that day, which gives the earlier dates, but not
 * before the request itself, nor before what was asked on that very day. Throws for a day before the receipt, or to come.
 */
export function arrivalOn({ now, sheet, request }: InHand, day: CalendarDate, field: string): Date {
  const { zone, receivedAt } = request;
  const dayOf = (at: Date) => localDate(at, zone);
  if (daysBetween(dayOf(now), day) > 0) throw new RuleViolation('in-the-future', {}, field);
  if (daysBetween(day, dayOf(receivedAt)) > 0) throw new RuleViolation('before-receipt', {}, field);
  const asked = sheet.waits.map(({ askedAt }) => askedAt).filter((at) => dayOf(at) === day && at <= now);
  return latest([startOfDay(day, zone), receivedAt, ...asked]);
}

const latest = (moments: Date[]): Date => new Date(Math.max(...moments.map((at) => at.getTime())));

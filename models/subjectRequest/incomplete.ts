import { isSaid } from '../../domain/answers/evidence.ts';
import { missingIn } from '../../domain/answers/gate.ts';
import { type CalendarDate, calendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { beside, RuleViolation } from '../../domain/ruleViolation.ts';
import { gateOfRequest } from '../answerDraft/gate.ts';
import type { Change } from './changeTools.ts';

/** Why an answer leaves incomplete, by which day the rest follows, and what is missing. */
export type Incomplete = { reason: string; followsOn: CalendarDate; missing: string };

type IncompleteInput = {
  files: { name: string }[];
  nothingHeld: string;
  incomplete?: string;
  followsOn?: string;
};

/**
 * Undefined where nothing is missing that the law lists; else why it leaves all the same. Throws `answer-incomplete` where nobody
 * says why, and what is wrong with the day (docs/decisions/0024-an-answer-leaves-incomplete-only-with-a-reason.md).
 */
export async function whyIncomplete(it: Change, input: IncompleteInput): Promise<Incomplete | undefined> {
  const { files, nothingHeld, incomplete: reason = '', followsOn: day = '' } = input;
  const form = { files: files.map(({ name }) => name), nothingHeld };
  const missing = missingIn(await gateOfRequest(it.desk, it.request, form));
  if (missing.length === 0) return undefined;
  const articles = [...new Set(missing.map(({ article }) => article.replace('Art. ', '')))].join(', ');
  if (!isSaid(reason)) throw new RuleViolation('answer-incomplete', { articles }, 'incomplete');
  return {
    reason: reason.trim(),
    followsOn: followingDay(it, day),
    missing: missing.map(({ id }) => id).join(' '),
  };
}

function followingDay({ now, request }: Change, text: string): CalendarDate {
  if (!text) throw new RuleViolation('date-missing', {}, 'followsOn');
  const day = beside('followsOn', () => calendarDate(text));
  if (daysBetween(localDate(now, request.zone), day) <= 0)
    throw new RuleViolation('follows-too-early', {}, 'followsOn');
  return day;
}

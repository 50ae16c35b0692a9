import { localDate } from '../../domain/calendar/zone.ts';
import { isLaterBy } from '../../domain/deadlines/moved.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Change } from './changeTools.ts';
import { deadlineFromRow } from './deadlineRows.ts';
import { derive, factSheetOf } from './recompute.ts';

/**
 * A posting recorded later may move a date that was used meanwhile, or turn a late one into a timely one. The page shows
 * both dates, and the record is accepted only from a user who has seen them.
 */
export async function assertMovesSeen(it: Change, postedAt: Date, seen: 'moves' | undefined): Promise<void> {
  const { desk, request, now } = it;
  if (seen === 'moves' || localDate(postedAt, request.zone) === localDate(now, request.zone)) return;
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id }, order: ['id'] });
  const { deadlines } = derive(desk, request, await factSheetOf(request));
  const moved = isLaterBy(rows.map(deadlineFromRow), deadlines);
  if (!moved) return;
  const { was, is } = moved;
  const data = {
    clock: was.clock,
    was: was.dueOn ?? was.targetAt,
    is: is.state === 'paused' ? null : (is.dueOn ?? is.targetAt),
  };
  throw new RuleViolation('posting-moves', data, 'confirmed');
}

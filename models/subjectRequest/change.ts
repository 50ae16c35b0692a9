import { obstacleTo, overwritesNothing } from '../../domain/lifecycle/actions.ts';
import type { Action } from '../../domain/lifecycle/vocabulary.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { appendEvents, type NewEvents } from '../event/append.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tellOfEnding } from '../task/callOff.ts';
import { begin, type Change } from './changeTools.ts';
import { circumstancesOf } from './circumstances.ts';
import { joinedTo, keptFor } from './joined.ts';
import { factSheetOf, recompute } from './recompute.ts';

/** Which request, and the version that the user saw: left out if nothing can be overwritten. */
export type Target = { reference: string; version?: number };

/**
 * The only way to change a request: locks its row, checks role, version and life-cycle, runs the act, recomputes the
 * dates, chains the events. Throws RuleViolation `not-permitted`, `not-found`, `stale`, the life-cycle's own, or the
 * act's.
 */
export async function change<T>(
  desk: Desk,
  by: By,
  target: Target,
  action: Action,
  verb: (change: Change) => Promise<T>,
): Promise<T> {
  return holding(desk, by, target, action, async (it, events) => {
    const overwrites = !overwritesNothing(action);
    if (overwrites && target.version !== undefined && target.version !== it.request.version)
      throw new RuleViolation('stale');
    await assertPossible(it, action);
    const before = { ...it.request.get({ plain: true }) };
    const result = await verb(it);
    for (const move of await recompute(desk, it.request, before, await joinedTo(desk, it.request)))
      events.push({ kind: 'deadline-moved', data: move });
    await tellOfEnding(it, before);
    if (overwrites && by.actor !== 'system') it.request.version += 1;
    await it.request.save();
    await recomputeKept(it);
    return result;
  });
}

/** What happens to a merged request can move the promises that it left to the one that is kept: its notice of an extension goes out. */
async function recomputeKept({ desk, by, request }: Change): Promise<void> {
  const kept = await keptFor(request);
  if (!kept) return;
  await SubjectRequest.findByPk(kept.id, { lock: true, attributes: ['id'] });
  const moved = await recompute(desk, kept, { ...kept.get({ plain: true }) }, await joinedTo(desk, kept));
  await kept.save();
  await appendEvents(
    kept,
    by,
    desk.clock(),
    moved.map((data) => ({ kind: 'deadline-moved', data })),
  );
}

/**
 * Logs something around a request without changing it, such as a code sent or an answer opened. Writes events and
 * letters but no facts; dates and version stay, so nobody working on it gets a conflict. Checks the same as `change`.
 */
export function witness<T>(
  desk: Desk,
  by: By,
  target: Target,
  action: Action,
  verb: (change: Pick<Change, 'request' | 'now' | 'tell' | 'write'>) => Promise<T>,
): Promise<T> {
  return holding(desk, by, target, action, async (it) => {
    await assertPossible(it, action);
    return verb(it);
  });
}

/** Locks the request's row while `work` runs, and chains its events, for a user who may do the action. */
async function holding<T>(
  desk: Desk,
  by: By,
  target: Target,
  action: Action,
  work: (it: Change, events: NewEvents) => Promise<T>,
): Promise<T> {
  assertMay(by, action);
  return inTransaction(desk.database, async () => {
    const request = await SubjectRequest.findOne({
      where: { organisationId: by.organisationId, reference: target.reference, kind: 'request' },
      lock: true,
    });
    if (!request) throw new RuleViolation('not-found');
    const events: NewEvents = [];
    const begun = begin(desk, by, request, await factSheetOf(request), events, action);
    const result = await work(begun, events);
    await appendEvents(request, by, begun.now, events);
    return result;
  });
}

/** Throws the life-cycle's objection, if any. */
async function assertPossible({ desk, request, sheet }: Change, action: Action): Promise<void> {
  const obstacle = obstacleTo(await circumstancesOf(desk, request, sheet), action);
  if (obstacle) throw obstacle;
}

import { BULK, type BulkAct, MOST_AT_ONCE, obstacleInBulk } from '../../domain/lifecycle/bulk.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { BulkItem, BulkRun } from '../bulkRun.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { assertCanWork, assign } from '../subjectRequest/assignment.ts';
import type { Target } from '../subjectRequest/change.ts';
import { close } from '../subjectRequest/closure.ts';
import { type PickedRequest, pickedRequests } from './picked.ts';

/** `assignee`: to whom an assignment gives them; null to nobody. */
export type BulkInput = { act: BulkAct; targets: readonly Target[]; assignee?: number | null };

/**
 * Does one thing to many requests: to each in a transaction of its own, with its own event, by the verb that does it to one. Those that
 * stand in the way are left out, with the reason. If the process breaks off, what was done stands. Gives the run's id.
 * Throws `nothing-picked`, `too-many-picked`, `not-permitted` or what is wrong with the input, before anything is done.
 */
export async function runBulk(desk: Desk, by: By, { act, targets, assignee }: BulkInput): Promise<number> {
  assertMay(by, BULK[act].action);
  if (targets.length === 0) throw new RuleViolation('nothing-picked');
  if (targets.length > MOST_AT_ONCE) throw new RuleViolation('too-many-picked', { most: MOST_AT_ONCE });
  if (act === 'assign') await assertCanWork(by, assignee ?? null);
  const { organisationId, actor } = by;
  const begun = { organisationId, act, actor, assigneeId: assignee ?? null, begunAt: desk.clock() };
  const run = await BulkRun.create(begun);
  const seen = new Map(targets.map(({ reference, version }) => [reference, version]));
  for (const request of await pickedRequests(desk, by, [...seen.keys()]))
    await workOn(desk, by, run, { request, seen: seen.get(request.reference) });
  await run.update({ endedAt: desk.clock() });
  return run.id;
}

type WorkOnOne = { request: PickedRequest; seen?: number };

async function workOn(desk: Desk, by: By, run: BulkRun, { request, seen }: WorkOnOne): Promise<void> {
  const item = { runId: run.id, requestId: request.id };
  const { act, assigneeId: assignee } = run;
  try {
    if (seen !== undefined && seen !== request.version) throw new RuleViolation('changed-since');
    const obstacle = obstacleInBulk(act, { ...request, assignee });
    if (obstacle) throw obstacle;
    await inTransaction(desk.database, async () => {
      await RUNS[act](desk, by, { reference: request.reference, version: request.version }, run);
      await BulkItem.create({ ...item, was: act === 'assign' ? request.assigneeId : null });
    });
  } catch (error) {
    await BulkItem.create({ ...item, obstacle: obstacleText(error) });
  }
}

const RUNS: Record<BulkAct, (desk: Desk, by: By, target: Target, run: BulkRun) => Promise<unknown>> = {
  assign: (desk, by, target, { assigneeId }) => assign(desk, by, target, assigneeId),
  close: (desk, by, target) => close(desk, by, target, { reason: '' }),
};

/** A broken rule as it is stored with the request that it stopped; anything else is thrown on. */
export function obstacleText(error: unknown): string {
  if (!(error instanceof RuleViolation)) throw error;
  return JSON.stringify({ code: error.code, data: error.data });
}

import { overwritesNothing } from '../../domain/lifecycle/actions.ts';
import {
  BULK,
  type BulkAct,
  bulkShapeOf,
  MOST_AT_ONCE,
  obstacleInBulk,
} from '../../domain/lifecycle/bulk.ts';
import { leftEmpty } from '../../domain/lifecycle/needed.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { tagName } from '../../domain/tags.ts';
import { BulkItem, BulkRun } from '../bulkRun.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { assertCanWork } from '../subjectRequest/assignment.ts';
import type { Target } from '../subjectRequest/change.ts';
import { tagOf } from '../tag/tagging.ts';
import { type BulkGiven, doToOne } from './acts.ts';
import { type PickedRequest, pickedRequests } from './picked.ts';

export type BulkInput = BulkGiven & { act: BulkAct; targets: readonly Target[] };

/**
 * Does one thing to many requests: to each in a transaction of its own, with its own event, by the verb that does it to one. Those that
 * stand in the way are left out, with the reason. If the process breaks off, what was done stands. Gives the run's id.
 * Throws `nothing-picked`, `too-many-picked`, `not-permitted` or what is wrong with the input, before anything is done.
 */
export async function runBulk(desk: Desk, by: By, { targets, ...given }: BulkInput): Promise<number> {
  const { act, assignee } = given;
  assertMay(by, BULK[act].action);
  if (targets.length === 0) throw new RuleViolation('nothing-picked');
  if (targets.length > MOST_AT_ONCE) throw new RuleViolation('too-many-picked', { most: MOST_AT_ONCE });
  if (act === 'assign') await assertCanWork(by, assignee ?? null);
  const { doubt = '', needed = '', tag = '' } = given;
  for (const fault of leftEmpty(act, { doubt, needed, tag })) throw fault;
  const tagId = hasTag(act) ? (await tagOf(by, tagName(tag))).id : null;
  const { organisationId, actor } = by;
  const begun = { organisationId, act, actor, assigneeId: assignee ?? null, tagId, begunAt: desk.clock() };
  const run = await BulkRun.create(begun);
  const seen = new Map(targets.map(({ reference, version }) => [reference, version]));
  for (const request of await pickedRequests(desk, by, [...seen.keys()]))
    await workOn(desk, by, run, { request, given, seen: seen.get(request.reference) });
  await run.update({ endedAt: desk.clock() });
  return run.id;
}

const hasTag = (act: BulkAct): boolean => bulkShapeOf(act).fields.includes('tag');

type WorkOnOne = { request: PickedRequest; given: Omit<BulkInput, 'targets'>; seen?: number };

async function workOn(desk: Desk, by: By, run: BulkRun, { request, given, seen }: WorkOnOne): Promise<void> {
  const { reference, version } = request;
  const item = { runId: run.id, requestId: request.id };
  try {
    if (seen !== undefined && seen !== version && !overwritesNothing(BULK[given.act].action))
      throw new RuleViolation('changed-since');
    const obstacle = obstacleInBulk(given.act, { ...request, assignee: run.assigneeId });
    if (obstacle) throw obstacle;
    await inTransaction(desk.database, async () => {
      await doToOne(desk, by, { reference, version }, given);
      await BulkItem.create({ ...item, was: given.act === 'assign' ? request.assigneeId : null });
    });
  } catch (error) {
    await BulkItem.create({ ...item, obstacle: obstacleText(error) });
  }
}

/** A broken rule as it is stored with the request that it stopped; anything else is thrown on. */
export function obstacleText(error: unknown): string {
  if (!(error instanceof RuleViolation)) throw error;
  return JSON.stringify({ code: error.code, data: error.data });
}

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

/** An act on many that has begun: its number, and the rest of it, which a page need not wait for. */
type BegunRun = { id: number; work: () => Promise<void> };

/**
 * Does one thing to many requests: to each in a transaction of its own, with its own event, by the verb that does it to one. Those that
 * stand in the way are left out, with the reason. If the process breaks off, what was done stands. Gives the run's id.
 * Throws `nothing-picked`, `too-many-picked`, `not-permitted` or what is wrong with the input, before anything is done.
 */
export async function runBulk(desk: Desk, by: By, input: BulkInput): Promise<number> {
  const { id, work } = await beginBulk(desk, by, input);
  await work();
  return id;
}

/** The same, but only noted: `work` does it. Who looks at the run meanwhile sees how far it is. */
export async function beginBulk(desk: Desk, by: By, { targets, ...given }: BulkInput): Promise<BegunRun> {
  const { act, assignee } = given;
  assertMay(by, BULK[act].action);
  if (targets.length === 0) throw new RuleViolation('nothing-picked');
  if (targets.length > MOST_AT_ONCE) throw new RuleViolation('too-many-picked', { most: MOST_AT_ONCE });
  if (act === 'assign') await assertCanWork(by, assignee ?? null);
  const { doubt = '', needed = '', tag = '', reason = '' } = given;
  for (const fault of leftEmpty(act, { doubt, needed, tag, reason })) throw fault;
  const tagId = hasTag(act) ? (await tagOf(by, tagName(tag))).id : null;
  const { organisationId, actor } = by;
  const now = desk.clock();
  const seen = new Map(targets.map(({ reference, version }) => [reference, version]));
  const requests = await pickedRequests(desk, by, [...seen.keys()]);
  const run = await inTransaction(desk.database, async () => {
    const begun = { organisationId, act, actor, assigneeId: assignee ?? null, tagId, begunAt: now };
    const made = await BulkRun.create({ ...begun, touchedAt: now });
    await BulkItem.bulkCreate(
      requests.map(({ id, reference }) => ({
        runId: made.id,
        requestId: id,
        seen: seen.get(reference) ?? null,
        isWaiting: true,
      })),
    );
    return made;
  });
  return { id: run.id, work: () => workThrough(desk, by, run, { requests, given }) };
}

type WorkGiven = { requests: PickedRequest[]; given: Omit<BulkInput, 'targets'> };

async function workThrough(desk: Desk, by: By, run: BulkRun, { requests, given }: WorkGiven): Promise<void> {
  const known = new Map(requests.map((request) => [request.id, request]));
  const items = await BulkItem.findAll({ where: { runId: run.id }, order: ['id'] });
  for (const [nth, item] of items.entries()) {
    const request = known.get(item.requestId);
    if (request) await workOn(desk, by, run, { request, given, item });
    if (nth % TOUCHED_EACH === 0) await run.update({ touchedAt: desk.clock() });
  }
  await run.update({ endedAt: desk.clock() });
}

/** After so many requests a run says that it is still at work. */
const TOUCHED_EACH = 10;

const hasTag = (act: BulkAct): boolean => bulkShapeOf(act).fields.includes('tag');

type WorkOnOne = { request: PickedRequest; given: Omit<BulkInput, 'targets'>; item: BulkItem };

async function workOn(desk: Desk, by: By, run: BulkRun, { request, given, item }: WorkOnOne): Promise<void> {
  const { reference, version } = request;
  const done = { isWaiting: false };
  try {
    const isOvertaken = item.seen !== null && item.seen !== version;
    if (isOvertaken && !overwritesNothing(BULK[given.act].action)) throw new RuleViolation('changed-since');
    const obstacle = obstacleInBulk(given.act, { ...request, assignee: run.assigneeId });
    if (obstacle) throw obstacle;
    await inTransaction(desk.database, async () => {
      await doToOne(desk, by, { reference, version }, given);
      await item.update({ ...done, was: given.act === 'assign' ? request.assigneeId : null });
    });
  } catch (error) {
    await BulkItem.update({ ...done, obstacle: obstacleText(error) }, { where: { id: item.id } });
  }
}

/** A broken rule as it is stored with the request that it stopped; anything else is thrown on. */
export function obstacleText(error: unknown): string {
  if (!(error instanceof RuleViolation)) throw error;
  return JSON.stringify({ code: error.code, data: error.data });
}

import { Op } from 'sequelize';
import { type BulkAct, bulkShapeOf } from '../../domain/lifecycle/bulk.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { BulkItem, type BulkRun } from '../bulkRun.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { assign } from '../subjectRequest/assignment.ts';
import { reopen } from '../subjectRequest/reopening.ts';
import { unmarkSpam } from '../subjectRequest/spam.ts';
import { undoDecision } from '../subjectRequest/undoDecision.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tagNameOf, tagRequest, untagRequest } from '../tag/tagging.ts';
import { findBulkRun } from './outcome.ts';
import { obstacleText } from './run.ts';

/**
 * Takes back what an act on many did, from each request on its own, with its own event: an assignment where it still stands, a closure with
 * its reason. What cannot be taken back any more stays, and says why. A second press finds nothing left. Throws `not-found`,
 * `nothing-to-undo` and `reason-missing`.
 */
export async function takeBackBulk(desk: Desk, by: By, id: number, reason: string): Promise<void> {
  const work = await beginToTakeBack(desk, by, id, reason);
  await work();
}

/** The same, but only begun: what it gives does it. */
export async function beginToTakeBack(
  desk: Desk,
  by: By,
  id: number,
  reason: string,
): Promise<() => Promise<void>> {
  const run = await findBulkRun(by, id);
  const { takesBack } = bulkShapeOf(run.act);
  if (!takesBack) throw new RuleViolation('nothing-to-undo');
  assertMay(by, takesBack);
  if (takesBack === 'reopen' && !reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
  const done = await BulkItem.findAll({
    where: { runId: run.id, obstacle: null, takenBackAt: null, isWaiting: { [Op.not]: true } },
    order: ['id'],
  });
  if (done.length === 0) throw new RuleViolation('nothing-to-undo');
  await run.update({ endedAt: null, touchedAt: desk.clock() });
  return async () => {
    for (const [nth, item] of done.entries()) {
      await takeBackOne(desk, by, { run, item, reason });
      if (nth % 10 === 0) await run.update({ touchedAt: desk.clock() });
    }
    await run.update({ endedAt: desk.clock() });
  };
}

type TakenBackItem = { run: BulkRun; item: BulkItem; reason: string };

async function takeBackOne(desk: Desk, by: By, { run, item, reason }: TakenBackItem): Promise<void> {
  try {
    await inTransaction(desk.database, async () => {
      const request = await SubjectRequest.findByPk(item.requestId, { rejectOnEmpty: true, lock: true });
      await BACK[run.act](desk, by, { run, item, request, reason });
      await item.update({ takenBackAt: desk.clock(), takenBackBy: by.actor, keptFor: null });
    });
  } catch (error) {
    await BulkItem.update({ keptFor: obstacleText(error) }, { where: { id: item.id } });
  }
}

type Back = (desk: Desk, by: By, given: TakenBackItem & { request: SubjectRequest }) => Promise<unknown>;

const BACK: Record<BulkAct, Back> = {
  assign: (desk, by, { run, item, request: { reference, assigneeId } }) => {
    if (assigneeId !== run.assigneeId) throw new RuleViolation('changed-since');
    return assign(desk, by, { reference }, item.was);
  },
  'remind-mailbox': () => {
    throw new RuleViolation('nothing-to-undo');
  },
  tag: async (desk, by, { run, request: { reference } }) =>
    untagRequest(desk, by, { reference }, await tagNameOf(run.tagId)),
  untag: async (desk, by, { run, request: { reference } }) =>
    tagRequest(desk, by, { reference }, await tagNameOf(run.tagId)),
  'ask-identity': (desk, by, { request: { reference }, reason }) =>
    beforeItGoes(() => undoDecision(desk, by, { reference }, 'identity-request-decided', { reason })),
  'mark-spam': (desk, by, { request: { reference }, reason }) =>
    unmarkSpam(desk, by, { reference }, { reason }),
  close: (desk, by, { request: { reference }, reason }) =>
    reopen(desk, by, { reference }, { scope: 'closure', reason }),
};

/** Takes a letter back; throws `letter-gone` once it cannot be. */
async function beforeItGoes(undo: () => Promise<unknown>): Promise<void> {
  try {
    await undo();
  } catch (error) {
    const isGone = error instanceof RuleViolation && ['nothing-to-undo', 'not-allowed'].includes(error.code);
    throw isGone ? new RuleViolation('letter-gone') : error;
  }
}

import { hasEnded } from '../../domain/deadlines/deadline.ts';
import { type PromiseId, promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { canBeEnded } from '../../domain/deadlines/reply.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import type { PromiseEnding } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { deadlineFromRow } from './deadlineRows.ts';
import { whyUnconfirmed } from './unconfirmed.ts';

/**
 * Records that one promise, by its key, was kept: what was done, when, and a proof (words, a file, or both); and a reason, if data
 * was deleted or changed for a person whose identity is not confirmed.
 */
export function fulfil(
  desk: Desk,
  by: By,
  target: Target,
  key: string,
  input: { done: string; doneAt: Date; proof: string; unconfirmed?: string; files: IncomingFile[] },
) {
  return change(desk, by, target, 'fulfil', async (it) => {
    const { clock, pack } = await openPromise(it, key, 'fulfil');
    const done = needed('fulfil', 'done', input.done);
    if (!input.proof.trim() && input.files.length === 0)
      throw new RuleViolation('proof-missing', {}, 'proof');
    if (input.doneAt > it.now) throw new RuleViolation('in-the-future', {}, 'doneAt');
    if (input.doneAt < it.request.receivedAt) throw new RuleViolation('before-receipt', {}, 'doneAt');
    const unconfirmed = whyUnconfirmed(it, 'fulfil', input.unconfirmed);
    const attachments = await it.keep('proof', input.files);
    const detail = { done, proof: input.proof, ...(unconfirmed && { unconfirmed }), attachments };
    await it.record('fulfilled', input.doneAt, { about: clock, pack, detail });
    it.tell('fulfilled', {
      clock,
      pack,
      at: input.doneAt.toISOString(),
      files: attachments.length,
      ...(unconfirmed && { unconfirmed: true }),
    });
  });
}

/** Undoes the record that a promise was kept; it runs again as if nothing had been recorded. */
export function undoFulfilment(
  desk: Desk,
  by: By,
  target: Target,
  key: string,
  { reason }: { reason?: string } = {},
) {
  return change(desk, by, target, 'undo-fulfilment', async (it) => {
    const { clock, pack } = await promiseOf(it, key);
    await it.undo('undo-fulfilment', { promise: { clock, pack }, reason });
    it.tell('fulfilment-undone', { clock, pack });
  });
}

/** Ends one promise without keeping it, with the reason why it no longer applies. */
export function cancelClock(desk: Desk, by: By, target: Target, key: string, input: { reason: string }) {
  return change(desk, by, target, 'cancel-clock', async (it) => {
    const promise = await openPromise(it, key, 'cancel-clock');
    await cancel(it, promise, needed('cancel-clock', 'reason', input.reason));
  });
}

/** Ends a promise of the current request, with the reason. */
export async function cancel(it: Change, { clock, pack }: PromiseId, reason: string): Promise<void> {
  await it.record('clock-cancelled', it.now, { about: clock, pack, detail: { reason } });
  it.tell('clock-cancelled', { clock, pack });
}

/** The promise must be this request's own, open, and not one that the answer meets. */
async function openPromise(it: Change, key: string, act: PromiseEnding): Promise<PromiseId> {
  const row = await promiseOf(it, key);
  if (hasEnded(row)) throw new RuleViolation('promise-ended', {}, 'done');
  if (!canBeEnded(deadlineFromRow(row), act)) throw new RuleViolation('not-found');
  return row;
}

async function promiseOf(it: Change, key: string): Promise<DeadlineRow> {
  const rows = await DeadlineRow.findAll({ where: { requestId: it.request.id } });
  const row = rows.find((each) => promiseKey(each) === key);
  if (!row) throw new RuleViolation('not-found');
  return row;
}

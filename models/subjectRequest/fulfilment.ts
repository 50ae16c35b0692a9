import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { type Change, change, REPLY, type Target } from './change.ts';

/** Records that one promise was kept: what was done, when, with a proof (words, a file, or both). */
export function fulfil(
  desk: Desk,
  by: By,
  target: Target,
  clock: string,
  input: { done: string; doneAt: Date; proof: string; files: IncomingFile[] },
) {
  return change(desk, by, target, 'fulfil', async (it) => {
    await openPromise(it, clock);
    if (!input.done.trim()) throw new RuleViolation('what-was-done-missing', {}, 'done');
    if (!input.proof.trim() && input.files.length === 0)
      throw new RuleViolation('proof-missing', {}, 'proof');
    if (input.doneAt > it.now) throw new RuleViolation('in-the-future', {}, 'doneAt');
    if (input.doneAt < it.request.receivedAt) throw new RuleViolation('before-receipt', {}, 'doneAt');
    const attachments = await it.keep('proof', input.files);
    const detail = { done: input.done, proof: input.proof, attachments };
    await it.record('fulfilled', input.doneAt, { about: clock, detail });
    it.tell('fulfilled', { clock, at: input.doneAt.toISOString(), files: attachments.length });
  });
}

/** Takes back that a promise was kept; its clock runs again as if nothing had been recorded. */
export function undoFulfilment(desk: Desk, by: By, target: Target, clock: string) {
  return change(desk, by, target, undefined, async (it) => {
    await it.undo('fulfilled', clock);
    it.tell('fulfilment-undone', { clock });
  });
}

/** Ends one promise without keeping it, with the reason why it no longer binds. */
export function cancelClock(desk: Desk, by: By, target: Target, clock: string, input: { reason: string }) {
  return change(desk, by, target, 'cancel-clock', async (it) => {
    await openPromise(it, clock);
    if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
    await it.record('clock-cancelled', it.now, { about: clock, detail: { reason: input.reason } });
    it.tell('clock-cancelled', { clock });
  });
}

/** The promise must be this request's own, still open, and not one that the answer meets. */
async function openPromise(it: Change, clock: string): Promise<void> {
  const row = await DeadlineRow.findOne({ where: { requestId: it.request.id, clock } });
  if (!row || row.advisory || clock === REPLY) throw new RuleViolation('not-found');
  if (row.state === 'met' || row.state === 'cancelled') throw new RuleViolation('promise-ended', {}, 'done');
}

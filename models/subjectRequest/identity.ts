import { type CalendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { methodsFor } from '../../domain/lifecycle/identity.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import type { IdentityMethod, IdentityScope } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { destroyAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { planTasks } from '../task/planTasks.ts';
import { change, type Target } from './change.ts';
import type { Change, Sending } from './changeTools.ts';
import { decide } from './decide.ts';
import { linkedWhere } from './linked.ts';
import { arrivalOn, endOfWait } from './waits.ts';

type Confirmation = { method?: IdentityMethod; note: string; arrivedOn?: CalendarDate };

/**
 * Records how, by whom and when the person's identity was confirmed; evidence is destroyed, and the log says so. `of: 'all'`: for all
 * requests made together whose identity is not confirmed yet, each with its own events.
 */
export const confirmIdentity = (
  desk: Desk,
  by: By,
  target: Target,
  { of = 'one', ...input }: Confirmation & { of?: IdentityScope },
) =>
  inTransaction(desk.database, async () => {
    await confirmOne(desk, by, target, input);
    if (of === 'one') return;
    for (const reference of await linkedWhere(desk, by, target, 'confirm-identity'))
      await confirmOne(desk, by, { reference }, input);
  });

function confirmOne(desk: Desk, by: By, target: Target, input: Confirmation) {
  return change(desk, by, target, 'confirm-identity', async (it) => {
    const method = needed('confirm-identity', 'method', input.method);
    if (!methodsFor(it.sheet.standing).includes(method))
      throw new RuleViolation('mailbox-unconfirmed', {}, 'method');
    if (input.arrivedOn) await proofArrived(it, input.arrivedOn);
    const detail = { note: input.note };
    await it.record('identity-confirmed', endOfWait(it, 'identity'), { about: method, detail });
    it.tell('identity-confirmed', { method });
    await it.recall('identity-request');
    await destroyEvidence(it);
    await planTasks(it);
  });
}

/**
 * Ends the pause on the day the proof arrived, however much later it was checked. An earlier message has already ended it;
 * to say that it was no answer, there is `rejectReply`.
 */
async function proofArrived(it: Change, on: CalendarDate): Promise<void> {
  const wait = it.sheet.waits.findLast(({ reason }) => reason === 'identity');
  const dayOf = (at: Date) => localDate(at, it.request.zone);
  const at = arrivalOn(it, on, 'arrivedOn');
  if (!wait || (wait.answeredAt && dayOf(wait.answeredAt) === on)) return;
  if (daysBetween(on, dayOf(wait.askedAt)) > 0) throw new RuleViolation('before-pause', {}, 'arrivedOn');
  if (wait.answeredAt && at > wait.answeredAt) throw new RuleViolation('after-reply', {}, 'arrivedOn');
  if (dayOf(it.now) === on) return; // confirming it ends the wait
  await it.record('resumed', at, { about: 'identity' });
  it.tell('resumed', { reason: 'identity', at: at.toISOString() });
}

/**
 * Asks for proof of identity. Art. 12(6): only on reasonable doubt, so the reason is stored. The pause begins when the letter
 * is sent.
 */
export function askIdentity(
  desk: Desk,
  by: By,
  target: Target,
  input: { doubt: string; needed: string; sending: Sending },
) {
  return change(desk, by, target, 'ask-identity', async (it) => {
    const doubt = needed('ask-identity', 'doubt', input.doubt);
    const letter = { doubt, needed: needed('ask-identity', 'needed', input.needed) };
    await decide(it, 'identity-request-decided', { letter, sending: input.sending });
  });
}

/** Identity not confirmed (Art. 11(2), 12(6)): the person is told why, and the request then ends with that outcome. */
export function rejectIdentity(
  desk: Desk,
  by: By,
  target: Target,
  input: { reason: string; sending: Sending },
) {
  return change(desk, by, target, 'reject-identity', async (it) => {
    const reason = needed('reject-identity', 'reason', input.reason);
    await it.recall('identity-request', 'clarification-request', 'extension-notice');
    const { sending } = input;
    await decide(it, 'identity-rejection-decided', { letter: { reason }, sending, detail: { reason } });
    await destroyEvidence(it);
  });
}

/**
 * EDPB guidelines 01/2022 paras. 73-79: a copy is deleted immediately after the check. The log records that it existed, and its keyed
 * digest.
 */
async function destroyEvidence(it: Change): Promise<void> {
  const where = { requestId: it.request.id, purpose: 'identity' as const, destroyedAt: null };
  for (const evidence of await Attachment.findAll({ where })) {
    await destroyAttachment(evidence, it.now);
    it.tell('evidence-destroyed', { attachment: evidence.id, digest: evidence.digest, size: evidence.size });
  }
}

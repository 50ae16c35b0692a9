import type { IdentityMethod } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { destroyAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { type Change, change, type Sending, type Target } from './change.ts';
import { endOfWait } from './waits.ts';

/** Records how, by whom and when the person's identity was confirmed; evidence is destroyed with a receipt (LAW.md E). */
export function confirmIdentity(
  desk: Desk,
  by: By,
  target: Target,
  input: { method: IdentityMethod; note: string },
) {
  return change(desk, by, target, 'confirm-identity', async (it) => {
    const detail = { note: input.note };
    await it.record('identity-confirmed', endOfWait(it, 'identity'), { about: input.method, detail });
    it.tell('identity-confirmed', { method: input.method });
    await it.recall('identity-request');
    await destroyEvidence(it);
  });
}

/** Asks for more information. Art. 12(6): only on reasonable doubt, so its reason is kept. The pause begins when it is sent. */
export function askIdentity(
  desk: Desk,
  by: By,
  target: Target,
  input: { doubt: string; needed: string; sending: Sending },
) {
  return change(desk, by, target, 'ask-identity', async (it) => {
    if (!input.doubt.trim()) throw new RuleViolation('reason-missing', {}, 'doubt');
    const letter = await it.write(
      'identity-request',
      { doubt: input.doubt, needed: input.needed },
      input.sending,
    );
    it.tell('identity-request-decided', { letter: letter.id });
    if (letter.sentAt) await it.record('identity-asked', letter.sentAt);
  });
}

/** Identity not confirmed (Art. 11(2), 12(6)): the person is told why, and the request ends with that outcome. */
export function rejectIdentity(
  desk: Desk,
  by: By,
  target: Target,
  input: { reason: string; sending: Sending },
) {
  return change(desk, by, target, 'reject-identity', async (it) => {
    if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
    await it.recall('identity-request', 'clarification-request', 'extension-notice');
    await it.write('identity-rejected', { reason: input.reason }, input.sending);
    await it.record('identity-rejected', it.now, { detail: { reason: input.reason } });
    await it.record('closed', it.now);
    it.request.outcome = 'identity-not-confirmed';
    it.request.closedAt = it.now;
    it.tell('identity-rejected');
    it.tell('closed', { outcome: 'identity-not-confirmed' });
    await destroyEvidence(it);
  });
}

/** EDPB guidelines 01/2022 paras. 73-79: a copy is deleted at once after the check. The log keeps that it was, and its keyed digest. */
async function destroyEvidence(it: Change): Promise<void> {
  const where = { requestId: it.request.id, purpose: 'identity' as const, destroyedAt: null };
  for (const evidence of await Attachment.findAll({ where })) {
    await destroyAttachment(evidence, it.now);
    it.tell('evidence-destroyed', { attachment: evidence.id, digest: evidence.digest, size: evidence.size });
  }
}

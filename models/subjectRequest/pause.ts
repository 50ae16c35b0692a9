import { needed } from '../../domain/lifecycle/needed.ts';
import { assertFeeCarried } from '../../domain/lifecycle/worksheet.ts';
import { stopsAClock } from '../../domain/policies/pauseRules.ts';
import type { PauseReason } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import { policyOf } from './recompute.ts';
import { worksheetIn } from './worksheet.ts';

/**
 * Records a pause for a question sent outside the desk. Only for a reason that the pack allows, with the moment of the
 * question and its proof (EDPB guidelines 01/2022 para. 159).
 */
export function pauseClocks(
  desk: Desk,
  by: By,
  target: Target,
  input: { reason?: PauseReason; askedAt: Date; proof: string },
) {
  return change(desk, by, target, 'pause', async (it) => {
    const reason = needed('pause', 'reason', input.reason);
    const place = { id: it.request.calendar };
    if (!stopsAClock(policyOf(desk, it.request), place, reason, it.request.right))
      throw new RuleViolation('pause-not-in-policy', { reason }, 'reason');
    if (reason === 'fee') {
      const { law } = policyOf(desk, it.request);
      const { right, receivedOn } = it.request;
      assertFeeCarried({ law, right }, (await worksheetIn(it))?.sheet, receivedOn);
    }
    if (input.askedAt > it.now) throw new RuleViolation('in-the-future', {}, 'askedAt');
    if (input.askedAt < it.request.receivedAt) throw new RuleViolation('before-receipt', {}, 'askedAt');
    const proof = needed('pause', 'proof', input.proof);
    await it.record('paused', input.askedAt, { about: reason, detail: { proof } });
    it.tell('paused', { reason, at: input.askedAt.toISOString() });
  });
}

/** Ends the open pause at the moment when the answer reached the organisation. */
export function resumeClocks(desk: Desk, by: By, target: Target, input: { at: Date }) {
  return change(desk, by, target, 'resume', async (it) => {
    if (input.at > it.now) throw new RuleViolation('in-the-future', {}, 'resumedAt');
    for (const wait of it.sheet.facts.pauses.filter(({ answeredAt }) => !answeredAt)) {
      if (input.at < wait.askedAt) throw new RuleViolation('before-pause', {}, 'resumedAt');
      await it.record('resumed', input.at, { about: wait.reason });
      it.tell('resumed', { reason: wait.reason, at: input.at.toISOString() });
    }
  });
}

/** Undoes a pause recorded by hand: the former dates apply again. */
export function undoPause(desk: Desk, by: By, target: Target, { reason }: { reason?: string } = {}) {
  return change(desk, by, target, 'undo-pause', async (it) => {
    const fact = await it.undo('undo-pause', { reason });
    it.tell('pause-undone', { reason: fact.about });
  });
}

import { needed } from '../../domain/lifecycle/needed.ts';
import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import type { Sending } from './changeTools.ts';
import { decide } from './decide.ts';

/**
 * Decides that the announced rest of an answer does not follow, and tells the person why: until their letter has gone out the day stands
 * (decision 0024). Nothing else ends it but sending it.
 */
export const endRest = (
  desk: Desk,
  by: By,
  target: Target,
  input: { reason: string; sending: Sending },
): Promise<void> =>
  change(desk, by, target, 'end-rest', async (it) => {
    const rest = outstandingRest(it.sheet.facts.rests);
    if (!rest) throw new RuleViolation('not-found');
    const reason = needed('end-rest', 'reason', input.reason);
    const letter = { reason, followsOn: rest.on };
    await decide(it, 'rest-ending-decided', { letter, sending: input.sending, detail: { reason } });
  });

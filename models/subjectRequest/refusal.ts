import { groundsFor } from '../../domain/policies/grounds.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Sending, type Target } from './change.ts';

/** `whole` ends what was asked; `part` leaves the rest to be answered. */
export const REFUSAL_SCOPES = ['whole', 'part'] as const;
export type RefusalScope = (typeof REFUSAL_SCOPES)[number];

/** Refuses with a ground of law and its facts. The letter names complaint and court (Art. 12(4)). Late is warned of, never blocked. */
export function refuse(
  desk: Desk,
  by: By,
  target: Target,
  input: { scope: RefusalScope; ground: string; reason: string; sending: Sending },
) {
  return change(desk, by, target, 'refuse', async (it) => {
    const ground = groundsFor(it.request.right).find(({ id }) => id === input.ground);
    if (!ground) throw new RuleViolation('ground-missing', {}, 'ground');
    if (!input.reason.trim()) throw new RuleViolation('reason-missing', {}, 'reason');
    const { scope, reason } = input;
    const letter = await it.write('refusal', { scope, ground: ground.id, reason }, input.sending);
    const at = letter.sentAt ?? it.now;
    await it.record(scope === 'whole' ? 'refused' : 'refused-in-part', at, {
      about: ground.id,
      detail: { reason },
    });
    if (scope === 'whole') it.request.outcome = 'refused';
    it.tell('refused', { scope, ground: ground.id, letter: letter.id });
  });
}

import { asksWhyUnconfirmed } from '../../domain/lifecycle/identity.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Change } from './change.ts';

/** Why something is done although the identity is not confirmed; nothing where that is not asked, `unconfirmed-reason-missing` where it is and was not said. */
export function whyUnconfirmed(
  { request: { right }, sheet: { identityConfirmed } }: Change,
  act: 'answer' | 'fulfil',
  why = '',
): string | undefined {
  if (!asksWhyUnconfirmed(act, { right, identityConfirmed })) return undefined;
  if (!why.trim()) throw new RuleViolation('unconfirmed-reason-missing', {}, 'unconfirmed');
  return why.trim();
}

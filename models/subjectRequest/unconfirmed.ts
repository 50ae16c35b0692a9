import { type ActOnData, asksWhyUnconfirmed } from '../../domain/lifecycle/identity.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Change } from './changeTools.ts';

/**
 * The reason for acting although the identity is not confirmed; undefined if none is needed. Throws `unconfirmed-reason-missing` if one is
 * needed and missing.
 */
export function whyUnconfirmed(
  { request: { right }, sheet: { identityConfirmed } }: Change,
  act: ActOnData,
  why = '',
): string | undefined {
  if (!asksWhyUnconfirmed(act, { right, identityConfirmed })) return undefined;
  if (!why.trim()) throw new RuleViolation('unconfirmed-reason-missing', {}, 'unconfirmed');
  return why.trim();
}

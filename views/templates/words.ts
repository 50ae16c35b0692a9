import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { LetterTemplate } from '../../models/letterTemplate.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';

/** Which letters of its kind a template is for: "Access, GDPR", or "All". */
export function scopeWords(
  { t, language }: Pick<FrameBase, 't' | 'language'>,
  { right, policy }: Pick<LetterTemplate, 'right' | 'policy'>,
  packs: readonly PolicyPack[],
): string {
  const named = [right && t(`requests:right.${right}`), policy && policyName(policy, packs, { t, language })];
  return named.filter(Boolean).join(', ') || t('templates:forAll');
}

import { reaches } from '../../domain/rights.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { byLaw } from '../law.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { citedIn } from '../writing.ts';

/** Data exempt from a right: each kind that the policy names, with its legal ground, and the law's own exceptions. */
export type Exempt = { title: string; law?: string; list: { data: string; ground: string }[] };

/**
 * The exempt categories of the request's policy for its right, and the exceptions that apply whatever the policy says: Art.
 * 17(3) GDPR always applies to an erasure. Undefined if there are neither.
 */
export function exemptionsOf(base: FrameBase, { policy, request }: RequestStanding): Exempt | undefined {
  const { t, language } = base;
  const reaching = policy.exemptions.filter((exemption) => reaches(exemption, request.right));
  const exception = policy.law.exceptions[request.right];
  if (reaching.length === 0 && exception === undefined) return undefined;
  return {
    title: t('status:exempt.title'),
    law: exception && t('status:exempt.law', { by: byLaw(base, policy.law, exception) }),
    list: reaching.map(({ data, ground, note }) => ({
      data: wordedOf(data, language),
      ground: [
        ...(note ? [wordedOf(note, language)] : []),
        ground
          ? t('status:exempt.ground', { ground: citedIn(ground, language) })
          : t('status:exempt.noGround'),
      ].join(' '),
    })),
  };
}

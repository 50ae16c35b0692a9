import { changePolicyOf } from '../../../models/subjectRequest/changePolicy.ts';
import type { Runs } from '../verb.ts';

/** Corrects the policy of a request. Without its confirmation it shows the effect, and changes nothing. */
export const changePolicyVerb = {
  'change-policy': ({ desk, by, target, form }) => {
    const { residence, category, customer, policy, reason, shown, confirmed } = form;
    const situation = {
      ...(residence && { residence }),
      ...(category && { category }),
      ...(customer && { customer }),
    };
    return changePolicyOf(desk, by, target, { situation, policy, reason, seen: confirmed ? shown : '' });
  },
} satisfies Partial<Runs>;

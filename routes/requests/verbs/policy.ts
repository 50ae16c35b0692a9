import { changePolicyOf } from '../../../models/subjectRequest/changePolicy.ts';
import type { Runs } from '../verb.ts';

/** Corrects by which policy a request is counted. Sent without its confirmation it shows what that does, and changes nothing. */
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

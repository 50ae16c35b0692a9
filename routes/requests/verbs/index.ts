import type { Verb } from '../verb.ts';
import { correctionVerbs } from './corrections.ts';
import { courseVerbs } from './course.ts';
import { decisionVerbs } from './decisions.ts';
import { identityVerbs } from './identity.ts';
import { letterVerbs } from './letters.ts';
import { messageVerbs } from './messages.ts';
import { changePolicyVerb } from './policy.ts';
import { promiseVerbs } from './promises.ts';
import { correctReceiptVerb } from './receipt.ts';
import { waitingVerbs } from './waiting.ts';

/** Every verb of the request page. */
export const verbs: readonly Verb[] = [
  ...identityVerbs,
  ...waitingVerbs,
  ...decisionVerbs,
  ...promiseVerbs,
  ...courseVerbs,
  ...messageVerbs,
  ...letterVerbs,
  ...correctionVerbs,
  correctReceiptVerb,
  changePolicyVerb,
];

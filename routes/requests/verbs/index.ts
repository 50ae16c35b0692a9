import type { Verb } from '../verb.ts';
import { courseVerbs } from './course.ts';
import { decisionVerbs } from './decisions.ts';
import { identityVerbs } from './identity.ts';
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
  correctReceiptVerb,
];

import type { VerbName } from '../../../domain/lifecycle/verbs.ts';
import type { Call, Runs } from '../verb.ts';
import { correctionVerbs } from './corrections.ts';
import { courseVerbs } from './course.ts';
import { decisionVerbs } from './decisions.ts';
import { identityVerbs } from './identity.ts';
import { letterVerbs } from './letters.ts';
import { messageVerbs } from './messages.ts';
import { changePolicyVerb } from './policy.ts';
import { promiseVerbs } from './promises.ts';
import { correctReceiptVerb } from './receipt.ts';
import { transmissionVerbs } from './transmissions.ts';
import { waitingVerbs } from './waiting.ts';

const RUNS: Runs = {
  ...identityVerbs,
  ...waitingVerbs,
  ...decisionVerbs,
  ...promiseVerbs,
  ...courseVerbs,
  ...messageVerbs,
  ...letterVerbs,
  ...transmissionVerbs,
  ...correctionVerbs,
  ...correctReceiptVerb,
  ...changePolicyVerb,
};

/** Runs a verb. Its form was read by the fields that the table names for it. */
export const runVerb = (verb: VerbName, call: Call): Promise<unknown> =>
  (RUNS[verb] as (call: Call) => Promise<unknown>)(call);

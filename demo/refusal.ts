import type { RefusalScope } from '../domain/lifecycle/vocabulary.ts';
import { needsWorksheet } from '../domain/lifecycle/worksheet.ts';
import { groundsFor } from '../domain/policies/grounds.ts';
import { findRequest } from '../models/subjectRequest/page.ts';
import { policyOf } from '../models/subjectRequest/recompute.ts';
import { refuse } from '../models/subjectRequest/refusal.ts';
import { saveWorksheet } from '../models/subjectRequest/worksheet.ts';
import { type StoryCase, sendingTo } from './story.ts';
import * as words from './words/office.ts';

/** Refuses a request of the demo on a ground of its law, with a worksheet where the ground takes one. */
export async function refuseFor(it: StoryCase, scope: RefusalScope): Promise<void> {
  const { dpo } = it.office.by;
  const request = await findRequest(dpo, it.target.reference);
  const allowed = groundsFor(policyOf(it.desk, request), it.right);
  const worded = allowed.filter(({ id }) => words.REFUSALS[id]);
  const grounds = worded.length > 0 ? worded : allowed;
  const ground = it.random.pick(scope === 'part' && grounds.length > 1 ? grounds.slice(1) : grounds);
  const reason = (words.REFUSALS[ground.id] ?? words.OTHER_REFUSAL)[it.language];
  if (needsWorksheet(ground))
    await saveWorksheet(it.desk, dpo, it.target, { ...words.WORKSHEET[it.language], letter: reason });
  await refuse(it.desk, dpo, it.target, { scope, ground: ground.id, reason, sending: sendingTo(it) });
}

import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { Attachment } from '../attachment.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { Fact } from '../fact.ts';
import type { AnswerContent } from './answer.ts';
import type { Change } from './changeTools.ts';

/** The content of the answer that the person got, whose files must all be there. Throws `answer-gone` once one of them was destroyed. */
export async function contentSent({ request, key }: Pick<Change, 'request' | 'key'>): Promise<AnswerContent> {
  const requestId = request.id;
  const answer = await AnswerPackage.findOne({ where: { requestId }, order: [['id', 'DESC']] });
  const fact = await Fact.findOne({
    where: { requestId, name: 'answered', undoneAt: null },
    order: [['id', 'DESC']],
  });
  const sealed = answer?.data ?? fact?.detail;
  if (!sealed) throw new RuleViolation('answer-gone');
  const content = unsealJson<AnswerContent>(key, sealed);
  const where = { requestId, id: content.attachments, destroyedAt: null };
  if ((await Attachment.count({ where })) < content.attachments.length)
    throw new RuleViolation('answer-gone');
  return content;
}

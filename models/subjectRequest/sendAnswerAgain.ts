import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { Attachment } from '../attachment.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { type AnswerContent, makePackage } from './answer.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';

/**
 * Makes the answer available once more, as it was, by a fresh link with days of its own; the former link stays as it is. Nothing is
 * decided: the day of the answer stands. Throws `answer-gone` once a file of it was destroyed.
 */
export function sendAnswerAgain(desk: Desk, by: By, target: Target): Promise<void> {
  return change(desk, by, target, 'send-answer-again', async (it) => {
    const content = await contentSent(it);
    const { version } = it.request;
    const { id: answer } = await makePackage(it, content, version);
    const letter = await it.write('answer-again', { version: String(version) }, { by: 'mail' });
    it.tell('answer-sent-again', { answer, letter: letter.id });
  });
}

/** The content of the latest answer, whose files must all be there. */
async function contentSent({ request, key }: Change): Promise<AnswerContent> {
  const answer = await AnswerPackage.findOne({ where: { requestId: request.id }, order: [['id', 'DESC']] });
  if (!answer) throw new RuleViolation('answer-gone');
  const content = unsealJson<AnswerContent>(key, answer.data);
  const where = { requestId: request.id, id: content.attachments, destroyedAt: null };
  if ((await Attachment.count({ where })) < content.attachments.length)
    throw new RuleViolation('answer-gone');
  return content;
}

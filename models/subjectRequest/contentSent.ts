import { RuleViolation } from '../../domain/ruleViolation.ts';
import { Attachment } from '../attachment.ts';
import type { AnswerContent } from './answerContent.ts';
import type { Change } from './changeTools.ts';
import { type SentAnswer, sentAnswers } from './sentAnswers.ts';

type Sent = Pick<Change, 'request' | 'key'>;

/** The answers that the person got, the first first. Throws `answer-gone` once a file of one of them was destroyed. */
export async function answersSent({ request: { id: requestId }, key }: Sent): Promise<SentAnswer[]> {
  const sent = await sentAnswers(requestId, key);
  const ids = sent.flatMap(({ content }) => content.attachments);
  const there = await Attachment.count({ where: { requestId, id: ids, destroyedAt: null } });
  if (sent.length === 0 || there < ids.length) throw new RuleViolation('answer-gone');
  return sent;
}

/** All that the person got, as one: the words of the last answer, the files of every one. */
export async function contentSent(it: Sent): Promise<AnswerContent> {
  const parts = (await answersSent(it)).map(({ content }) => content);
  const last = parts.at(-1) as AnswerContent;
  if (parts.length === 1) return last;
  const inAll = <T>(of: (part: AnswerContent) => Record<number, T> | undefined): Record<number, T> =>
    Object.assign({}, ...parts.map(of));
  return {
    ...last,
    text: parts.map(({ text }) => text).join('\n\n'),
    attachments: parts.flatMap(({ attachments }) => attachments),
    systems: inAll(({ systems }) => systems),
    origins: inAll(({ origins }) => origins),
    meanings: inAll(({ meanings }) => meanings),
    removed: inAll(({ removed }) => removed),
  };
}

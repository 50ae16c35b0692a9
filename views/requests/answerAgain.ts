import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type Undo, undoOf } from './offer.ts';
import type { ShownRequest } from './shownRequest.ts';

/** Whether a file of the answer was destroyed, so that it cannot be sent again. */
export function isAnswerGone({ facts, files }: RequestPage): boolean {
  const sent = facts.findLast(({ name }) => name === 'answered')?.detail.attachments;
  return Array.isArray(sent) && files.some(({ id, destroyedAt }) => destroyedAt && sent.includes(id));
}

/** The button that makes the answer available again; none where that is not possible. */
export const answerAgain = (base: FrameBase, given: ShownRequest): Undo | undefined =>
  isAnswerGone(given.page) ? undefined : undoOf(base, given, 'send-answer-again');

/** The same beside the person's messages, once the link has expired: they may have asked for it. */
export function askedForAgain(base: FrameBase, given: ShownRequest): Undo | undefined {
  const until = given.page.answers.at(-1)?.expiresAt;
  const isOver = until !== undefined && until <= given.now;
  return isOver && given.page.messages.length > 0 ? answerAgain(base, given) : undefined;
}

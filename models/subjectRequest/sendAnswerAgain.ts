import type { By, Desk } from '../desk.ts';
import { makePackage } from './answer.ts';
import { change, type Target } from './change.ts';
import { contentSent } from './contentSent.ts';

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

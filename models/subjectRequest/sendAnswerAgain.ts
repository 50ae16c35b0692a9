import type { By, Desk } from '../desk.ts';
import { makePackage } from './answer.ts';
import { change, type Target } from './change.ts';
import { answersSent } from './contentSent.ts';

/**
 * Makes the answer available once more, as it was, by a fresh link with days of its own; the former link stays as it is. Where a later
 * answer completed it, each comes by its own link. Nothing is decided: the day of the answer stands. Throws `answer-gone` once a file
 * of it was destroyed.
 */
export function sendAnswerAgain(desk: Desk, by: By, target: Target): Promise<void> {
  return change(desk, by, target, 'send-answer-again', async (it) => {
    for (const { content, letterId } of await answersSent(it)) {
      const { version } = it.request;
      const { id: answer } = await makePackage(it, content, version);
      const of = letterId === null ? undefined : String(letterId);
      const letter = await it.write(
        'answer-again',
        { version: String(version), ...(of && { of }) },
        { by: 'mail' },
      );
      it.tell('answer-sent-again', { answer, letter: letter.id });
      it.request.version += 1; // each link rests on a version of its own
    }
  });
}

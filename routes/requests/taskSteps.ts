import { type Request, type Response, Router } from 'express';
import { addTask, askAgain, dropTask } from '../../models/task/askAgain.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, say } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, text, wholeNumber } from '../middleware/text.ts';
import { referenceIn } from './reference.ts';
import { orShow } from './tasks.ts';

/** What the DPO does about one task: asks again or somebody else, leaves it out, adds another. */
export function taskStepsRouter(desk: AppDesk): Router {
  const router = Router();
  const act =
    (said: string, work: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response) =>
      orShow(desk, request, response, { typed: typedIn(request) }, async () => {
        assertReadable(request.body);
        await work(request, response);
        say(response, deskFrame(response).t(said));
      });
  const targetOf = (request: Request) => ({ reference: referenceIn(request) });
  const taskIn = (request: Request) => wholeNumber.parse(request.params.task);

  router.post(
    '/:reference/tasks/new',
    permit('hand-out'),
    act('handOut:added', (request, response) => {
      const { system, kind = '', words = '' } = typedIn(request);
      const given = { systemId: wholeNumber.parse(system), kind, words };
      return addTask(desk, staffOf(response).by, targetOf(request), given);
    }),
  );

  router.post(
    '/:reference/tasks/:task/again',
    permit('hand-out'),
    act('handOut:asked', (request, response) => {
      const { other, to = '', again = '' } = typedIn(request);
      const given = { task: taskIn(request), email: other || to, words: again };
      return askAgain(desk, staffOf(response).by, targetOf(request), given);
    }),
  );

  router.post(
    '/:reference/tasks/:task/drop',
    permit('hand-out'),
    act('handOut:dropped', (request, response) => {
      const { reason = '' } = typedIn(request);
      return dropTask(desk, staffOf(response).by, targetOf(request), { task: taskIn(request), reason });
    }),
  );

  return router;
}

/** What was typed, by the names of the fields. */
function typedIn({ body, params }: Request): Record<string, string> {
  const given = (body ?? {}) as Record<string, unknown>;
  const one = (name: string) => oneLine.catch('').parse(given[name]);
  const many = (name: string) => text.catch('').parse(given[name]);
  return {
    task: String(params.task ?? ''),
    other: one('other'),
    to: one('to'),
    reason: one('reason'),
    system: one('system'),
    kind: one('kind'),
    again: many('again'),
    words: many('words'),
  };
}

import { type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { seenAsItLeaves } from '../../models/answerDraft/asItLeaves.ts';
import type { FileTarget } from '../../models/answerDraft/changeFile.ts';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import {
  describeFile,
  leaveAsItCame,
  leaveFileOut,
  releaseFile,
  removeFromFile,
} from '../../models/answerDraft/review.ts';
import type { By } from '../../models/desk.ts';
import { systemsOf } from '../../models/system/register.ts';
import { answerFilePage } from '../../views/requests/answerFile.ts';
import { answerFilesPath } from '../../views/requests/answerFilesPath.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, text, wholeNumber } from '../middleware/text.ts';
import { isDescription, typedDescription } from './description.ts';
import { assertShort } from './forms.ts';
import { referenceIn, requestIn } from './reference.ts';
import { areRemovals, removalsIn, typedRemovals } from './removals.ts';

const PATH = '/:reference/answer/files/:enclosure';

type FileAct = (by: By, target: FileTarget, request: Request) => Promise<void>;

/** One file of an answer: looked at, released unread, left out, or without some of its words and pages. */
export function answerFileRouter(desk: AppDesk): Router {
  const router = Router();
  const act =
    (said: string, goOn: 'list' | 'file', run: FileAct) => async (request: Request, response: Response) => {
      if (isShownAgain(request, response)) return show(desk, request, response);
      try {
        assertReadable(request.body);
        assertShort(typedRemovals(request));
        await run(staffOf(response).by, targetOf(request), request);
      } catch (fault) {
        if (!(fault instanceof RuleViolation) || fault.code === 'not-found') throw fault;
        return show(desk, request, response, fault);
      }
      say(response, deskFrame(response).t(said));
      response.redirect(
        303,
        answerFilesPath(referenceIn(request), goOn === 'file' ? fileIn(request) : undefined),
      );
    };

  router.get(PATH, permit('answer'), (request, response) => show(desk, request, response));

  router.post(
    `${PATH}/release`,
    permit('answer'),
    act('answerFiles:released', 'list', (by, target, { body }) => {
      const copy = body?.copy ? wholeNumber.parse(body.copy) : undefined;
      return releaseFile(desk, by, target, { how: text.catch('').parse(body?.release), copy });
    }),
  );

  router.post(
    `${PATH}/left-out`,
    permit('answer'),
    act('answerFiles:leftOut', 'list', (by, target, { body }) =>
      leaveFileOut(desk, by, target, { reason: text.catch('').parse(body?.reason) }),
    ),
  );

  router.post(
    `${PATH}/removals`,
    permit('answer'),
    act('answerFiles:changed', 'file', (by, target, request) =>
      removeFromFile(desk, by, target, removalsIn(typedRemovals(request))),
    ),
  );

  router.post(
    `${PATH}/hidden-data`,
    permit('answer'),
    act('answerFiles:changed', 'file', (by, target, { body }) =>
      leaveAsItCame(desk, by, target, { asItCame: text.catch('').parse(body?.hidden) === 'kept' }),
    ),
  );

  router.post(
    `${PATH}/description`,
    permit('answer'),
    act('answerFiles:described', 'file', (by, target, request) =>
      describeFile(desk, by, target, typedDescription(request)),
    ),
  );

  return router;
}

/** What was typed into the form that was sent, if it was not saved. */
const typedIn = (request: Request): Record<string, string> | undefined => {
  if (areRemovals(request)) return typedRemovals(request);
  return isDescription(request) ? typedDescription(request) : undefined;
};

const fileIn = (request: Request): number => wholeNumber.parse(request.params.enclosure);

const targetOf = (request: Request): FileTarget => ({
  reference: referenceIn(request),
  file: fileIn(request),
  version: wholeNumber.parse(request.body?.version),
});

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  fault?: RuleViolation,
): Promise<void> {
  const page = await requestIn(desk, request, response);
  const files = await preparedFilesOf(desk, page.request);
  const file = files.find(({ id }) => id === fileIn(request));
  if (!file) throw notFound();
  const seen = await seenAsItLeaves(desk, page.request, file);
  const systems = await systemsOf(desk, page.request);
  const typed = typedIn(request);
  const shown = answerFilePage(deskFrame(response, 'requests'), { page, file, seen, systems, typed, fault });
  const status = fault?.code === 'stale' ? 409 : fault ? 422 : 200;
  sendPage(response, 'requests/answerFile', shown, 'desk', status);
}

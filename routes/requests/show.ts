import { type Request, type Response, Router } from 'express';
import { may } from '../../domain/permissions.ts';
import { isLetterOf } from '../../models/letter/printing.ts';
import { readFile } from '../../models/subjectRequest/page.ts';
import { tasksOfRequest } from '../../models/task/ofRequest.ts';
import { correctionsPage } from '../../views/requests/corrections.ts';
import { eventsPage } from '../../views/requests/events.ts';
import { showPage } from '../../views/requests/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendFile } from '../middleware/attachment.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { wholeNumber } from '../middleware/text.ts';
import { referenceIn, requestIn } from './reference.ts';

/** One request: its content, the next step, its promises and its history. */
export function showRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:reference', permit('read-requests'), async (request, response) => {
    const { role } = staffOf(response);
    const page = await requestIn(desk, request, response);
    const tasks = await tasksOfRequest(desk, page.request);
    const given = { page, role, now: desk.clock(), mayReadFiles: may(role, 'read-files'), tasks };
    sendPage(response, 'requests/show', showPage(deskFrame(response, 'requests'), given), 'desk');
  });

  router.get('/:reference/events', permit('read-requests'), async (request, response) => {
    const page = await requestIn(desk, request, response);
    const { role } = staffOf(response);
    const given = { page, role, now: desk.clock() };
    sendPage(response, 'requests/events', eventsPage(deskFrame(response, 'requests'), given), 'desk');
  });

  router.get('/:reference/corrections', permit('correct-person'), async (request, response) => {
    const page = await requestIn(desk, request, response);
    const given = { page, role: staffOf(response).role };
    const shown = correctionsPage(deskFrame(response, 'requests'), given);
    sendPage(response, 'requests/corrections', shown, 'desk');
  });

  router.get('/:reference/files/:file', permit('read-files'), async (request, response) => {
    const file = wholeNumber.parse(request.params.file);
    await sendFile(response, await readFile(desk, staffOf(response).by, referenceIn(request), file));
  });

  return router;
}

/** The address of a letter's request; 404 if the letter is not of the request in the address. */
export async function placeOfLetter(request: Request, response: Response): Promise<string> {
  const reference = referenceIn(request);
  const letter = wholeNumber.parse(request.params.letter);
  if (!(await isLetterOf(staffOf(response).by, reference, letter))) throw notFound();
  return `/requests/${reference}/letters`;
}

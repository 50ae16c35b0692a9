import type { Request, Response } from 'express';
import { byPerson } from '../../models/desk.ts';
import { keepTyped } from '../../models/draft/typed.ts';
import type { AppDesk } from '../appDesk.ts';
import { tokenPartsIn } from './formToken.ts';
import { hadLogIn } from './session.ts';
import { filesOf, readForLater, readTextsOnly } from './uploads.ts';
import { allWrittenIn, writtenFields } from './written.ts';

/**
 * A form of staff that was sent when its log-in had ended: kept for a while, with its files, for whoever logs in again in its
 * organisation. Only of a browser that shows a log-in of ours, and of a form that a page of ours made. Gives where it waits; nothing
 * of what is not kept, whose texts are then read.
 */
export function keptForLater(request: Request, response: Response): Promise<string | undefined> {
  const desk = response.locals.desk as AppDesk;
  const mayKeep = request.method === 'POST' && hadLogIn(request, desk);
  return new Promise((resolve, reject) => {
    const read = mayKeep ? readForLater : readTextsOnly;
    read(request, response, () => {
      if (mayKeep) kept(desk, request).then(resolve, reject);
      else resolve(undefined);
    });
  });
}

async function kept(desk: AppDesk, request: Request): Promise<string | undefined> {
  const { organisationId } = tokenPartsIn(request);
  const files = filesOf(request);
  if (organisationId === undefined || (allWrittenIn(request).length === 0 && files.length === 0))
    return undefined;
  const typed = { address: request.originalUrl, fields: writtenFields(request) };
  return `/sessions/typed/${await keepTyped(desk, byPerson(organisationId), typed, files)}`;
}

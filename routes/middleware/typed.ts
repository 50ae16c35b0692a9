import type { Request, Response } from 'express';
import { byPerson } from '../../models/desk.ts';
import { keepTyped } from '../../models/draft/typed.ts';
import type { AppDesk } from '../appDesk.ts';
import { tokenPartsIn } from './formToken.ts';
import { hadLogIn } from './session.ts';
import { filesOf, readForLater, readTextsOnly } from './uploads.ts';
import { allWrittenIn, writtenFields } from './written.ts';

/**
 * Keeps a staff form that was sent after its session expired, with its files, for a user who logs in again in its organisation. Only
 * from a browser with a session cookie of ours, and a form from our pages. Returns where it is kept; undefined if it is not, and its
 * texts are then read.
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

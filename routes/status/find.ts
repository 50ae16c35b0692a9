import type { Request, Response } from 'express';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { type FoundSubmission, submissionByStatusToken } from '../../models/submission/find.ts';
import type { AppDesk } from '../appDesk.ts';
import { notFound } from '../middleware/refusal.ts';
import { visitOf } from '../middleware/visit.ts';

/** The submission of the secret link in the address; 404 otherwise, also for another organisation's. */
export async function submissionFound(
  request: Request,
  response: Response,
): Promise<FoundSubmission & { token: string }> {
  const token = String(request.params.token);
  const found = await submissionByStatusToken(visitOf(response).by, token);
  if (!found) throw notFound();
  return { ...found, token };
}

/** One of the requests of the secret link, by the reference in the address. */
export async function requestOf(
  request: Request,
  response: Response,
): Promise<{ one: SubjectRequest; token: string }> {
  const { requests, token } = await submissionFound(request, response);
  const one = requests.find(({ reference }) => reference === request.params.reference);
  if (!one) throw notFound();
  return { one, token };
}

/** The titles of the documents that promises come from, by pack. */
export const documentsOf = ({ packs }: AppDesk): Record<string, string> =>
  Object.fromEntries(packs.map(({ id, version, document }) => [`${id}@${version}`, document.name]));

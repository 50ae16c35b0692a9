import type { Request, Response } from 'express';
import { readRequest } from '../../models/subjectRequest/page.ts';
import { readReference } from '../../models/subjectRequest/reference.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { AppDesk } from '../appDesk.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';

/** The reference in the address, as it may have been typed. 404 if it cannot be one. */
export function referenceIn(request: Request): string {
  const reference = readReference(String(request.params.reference));
  if (!/^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference)) throw notFound();
  return reference;
}

/** Everything about the request in the address, for the user's role; 404 for another organisation's. */
export function requestIn(desk: AppDesk, request: Request, response: Response): Promise<RequestPage> {
  const { by, role } = staffOf(response);
  return readRequest(desk, by, referenceIn(request), role);
}

import type { Desk } from '../desk.ts';
import { type Key, sealJson, unsealJson } from '../keyring.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** What the person wrote, kept under the request's own key. */
export type Details = {
  about: string;
  postalAddress?: string;
  customerNumber?: string;
  /** Set when the request is made for somebody else, with what shows the authority to act. */
  behalf?: { relation: string; name: string; authority?: string };
};

/** The request's own key. Throws once the key was destroyed: then nothing under it can be read again. */
export function keyOf(desk: Desk, request: Pick<SubjectRequest, 'wrappedKey' | 'reference'>): Buffer {
  if (!request.wrappedKey) throw new Error(`the key of ${request.reference} was destroyed`);
  return desk.keyring.unwrap(request.wrappedKey);
}

export const sealDetails = (key: Key, details: Details): Buffer => sealJson(key, details);

export const detailsOf = (desk: Desk, request: SubjectRequest): Details =>
  unsealJson<Details>(keyOf(desk, request), request.details);

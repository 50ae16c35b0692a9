import type { Particulars } from '../../domain/intake/particulars.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Key, sealJson, unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** What the person wrote, stored under the request's own key. */
export type Details = {
  about: string;
  postalAddress?: string;
  customerNumber?: string;
  /** By what else systems find the person whose data it is, as they told us. */
  phone?: string;
  userName?: string;
  /** The answers to the questions of the right. */
  particulars?: Particulars;
  /** What the register that it was imported from says of a charge, and of what was done. */
  charge?: string;
  action?: string;
  /** Set if the request is made for somebody else: the client, with the proof of authority. */
  behalf?: Client;
};

/** The person whose data it is, if somebody else writes for them: their own name, addresses and number. */
export type Client = {
  relation: string;
  name: string;
  authority?: string;
  email?: string;
  postalAddress?: string;
  customerNumber?: string;
};

/** The customer number of the person whose data it is. */
export const numberIn = ({ behalf, customerNumber }: Details): string | undefined =>
  behalf?.customerNumber ?? customerNumber;

/** The request's own key. Throws `request-destroyed` once the key was destroyed: then nothing under it can be read again. */
export function keyOf(desk: Desk, request: Pick<SubjectRequest, 'wrappedKey' | 'reference'>): Buffer {
  const { wrappedKey, reference } = request;
  if (!wrappedKey) throw new RuleViolation('request-destroyed', { reference });
  return desk.keyring.unwrap(wrappedKey);
}

export const sealDetails = (key: Key, details: Details): Buffer => sealJson(key, details);

export const detailsOf = (desk: Desk, request: SubjectRequest): Details =>
  unsealJson<Details>(keyOf(desk, request), request.details);

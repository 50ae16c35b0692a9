import { timingSafeEqual } from 'node:crypto';
import { hashOfToken } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { readReference } from '../subjectRequest/reference.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { linkedTo, statusTokenOf } from './links.ts';

/** Letters that are not confused with each other or with digits, and form no words: no vowels, no L. */
const SIGNS = 'BCDFGHJKMNPQRSTVWXZ';
const LENGTH = 8;

/**
 * The code on paper letters, such as `KDRT-XWMB`: with the reference it opens the status page for a person without a
 * mailbox. It is derived like the links (decision 0003), so no table stores it, and it expires with them.
 */
export function paperCodeOf(desk: Desk, formKey: string, mailboxChanges = 0): string {
  const bytes = Buffer.from(desk.keyring.token('paper', linkedTo(formKey, mailboxChanges)), 'base64url');
  const signs = Array.from({ length: LENGTH }, (_, nth) => SIGNS[bytes.readUInt16BE(nth * 2) % SIGNS.length]);
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}

/** The status token that a reference and its paper code open; undefined if they do not match. */
export async function openWithPaperCode(
  desk: Desk,
  by: By,
  { reference, code }: { reference: string; code: string },
): Promise<string | undefined> {
  const typed = { reference: readReference(reference).slice(0, 20), kind: 'request' as const };
  const request = await SubjectRequest.findOne({ where: { organisationId: by.organisationId, ...typed } });
  if (!request || !(await hasPaper(request))) return undefined;
  const { formKey, mailboxChanges } = await Submission.findByPk(request.submissionId, {
    rejectOnEmpty: true,
  });
  return isSame(code, paperCodeOf(desk, formKey, mailboxChanges))
    ? statusTokenOf(desk, formKey, mailboxChanges)
    : undefined;
}

/** A request without a paper letter has no code. */
async function hasPaper({ submissionId }: SubjectRequest): Promise<boolean> {
  const linked = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'], raw: true });
  const where = { requestId: linked.map(({ id }) => id), recipient: 'person', channel: 'post' as const };
  return (await Letter.count({ where })) > 0;
}

/** Compares a code as typed (lower case, without the dash), in constant time. */
function isSame(typed: string, code: string): boolean {
  const digest = (text: string) => Buffer.from(hashOfToken(text.toUpperCase().replace(/[^A-Z]/g, '')), 'hex');
  return timingSafeEqual(digest(typed), digest(code));
}

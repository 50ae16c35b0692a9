import { hashOfToken } from '../crypto/keyring.ts';
import type { By } from '../desk.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';

/** One submission of the form, with the requests made by it. */
export type FoundSubmission = { submission: Submission; requests: SubjectRequest[] };

/** The submission that a secret status link opens in this organisation; undefined for another organisation's. */
export async function submissionByStatusToken(by: By, token: string): Promise<FoundSubmission | undefined> {
  return withRequests(by, { statusTokenHash: hashOfToken(token) });
}

/** The submission that a mailbox link opens in this organisation. */
export async function submissionByMailboxToken(by: By, token: string): Promise<FoundSubmission | undefined> {
  return withRequests(by, { mailboxTokenHash: hashOfToken(token) });
}

async function withRequests(by: By, where: object): Promise<FoundSubmission | undefined> {
  const submission = await Submission.findOne({ where: { ...where, organisationId: by.organisationId } });
  if (!submission) return undefined;
  const asked = { submissionId: submission.id, kind: 'request' as const };
  const requests = await SubjectRequest.findAll({ where: asked, order: ['id'] });
  return requests.length > 0 ? { submission, requests } : undefined;
}

import { normalisedEmail } from '../../domain/email.ts';
import { type CodeUse, isCodeDue, makeCode, useCode } from '../code/codes.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { witness } from '../subjectRequest/change.ts';
import { confirmMailboxOf } from '../subjectRequest/mailbox.ts';
import { readReference } from '../subjectRequest/reference.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { statusTokenOf } from './links.ts';

/** A question for the status of a request, as the person typed it. */
export type StatusQuestion = { reference: string; email: string };

/** Emails a code if reference and address match. The caller cannot see whether they did. */
export async function sendStatusCode(desk: Desk, by: By, question: StatusQuestion): Promise<void> {
  const request = await requestOf(by, question);
  if (!request) return waitInLine(desk);
  await witness(desk, by, { reference: request.reference }, 'send-code', async (it) => {
    if (!(await isCodeDue(desk, 'status', String(request.submissionId)))) return;
    const code = await makeCode(desk, 'status', String(request.submissionId));
    await it.write('status-code', { code }, { by: 'mail' });
    it.tell('status-code-ordered');
  });
}

/**
 * The status token that the right code opens. It proves that the person reads the mailbox, so it also confirms it, as the link of
 * the acknowledgement would. Otherwise the state of the digits: wrong if reference and address do not match.
 */
export async function openWithCode(
  desk: Desk,
  by: By,
  question: StatusQuestion,
  digits: string,
): Promise<{ token: string } | { failed: Exclude<CodeUse, 'right'> }> {
  const request = await requestOf(by, question);
  if (!request) {
    await waitInLine(desk);
    return { failed: 'wrong' };
  }
  const use = await useCode(desk, 'status', String(request.submissionId), digits);
  if (use !== 'right') return { failed: use };
  const submission = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
  if (submission.mailboxTokenHash) await confirmMailboxOf(desk, submission);
  return { token: statusTokenOf(desk, submission.formKey, submission.mailboxChanges) };
}

/**
 * An unknown address waits for the database as long as a known one: otherwise the response time under load would reveal
 * which it is.
 */
const waitInLine = (desk: Desk): Promise<void> => inTransaction(desk.database, async () => undefined);

async function requestOf(by: By, { reference, email }: StatusQuestion): Promise<SubjectRequest | undefined> {
  const typed = { reference: readReference(reference).slice(0, 20), kind: 'request' as const };
  const request = await SubjectRequest.findOne({ where: { organisationId: by.organisationId, ...typed } });
  if (!request?.personEmail) return undefined;
  return normalisedEmail(request.personEmail) === normalisedEmail(email) ? request : undefined;
}

import { normalisedEmail } from '../../domain/email.ts';
import { isCodeDue, makeCode, useCode } from '../code/codes.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { witness } from '../subjectRequest/change.ts';
import { confirmMailboxOf } from '../subjectRequest/mailbox.ts';
import { statusTokenOf } from '../subjectRequest/receive.ts';
import { readReference } from '../subjectRequest/reference.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';

/** Whose status is asked for, as the person typed it. */
export type StatusQuestion = { reference: string; email: string };

/** Sends a code to the mailbox of the request, if reference and address belong together. Says nothing either way. */
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
 * The status token that the right code opens. Whoever types the code has read the mailbox, so it is confirmed as by the
 * link of the receipt: a lost letter of receipt leaves nobody unverified. Else what became of the digits; for what does not belong
 * together they are wrong.
 */
export async function openWithCode(
  desk: Desk,
  by: By,
  question: StatusQuestion,
  digits: string,
): Promise<{ token: string } | { failed: 'ended' | 'wrong' }> {
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

/** Who is not known waits for the database as long as who is: under load the time of an answer would tell them apart. */
const waitInLine = (desk: Desk): Promise<void> => inTransaction(desk.database, async () => undefined);

async function requestOf(by: By, { reference, email }: StatusQuestion): Promise<SubjectRequest | undefined> {
  const where = { organisationId: by.organisationId, reference: readReference(reference).slice(0, 20) };
  const request = await SubjectRequest.findOne({ where });
  if (!request?.personEmail) return undefined;
  return normalisedEmail(request.personEmail) === normalisedEmail(email) ? request : undefined;
}

import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Desk } from '../desk.ts';
import { hashOfToken } from '../keyring.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { inTransaction } from '../transaction.ts';
import { change } from './change.ts';
import { factSheetOf } from './recompute.ts';

/** The submission that a mailbox link belongs to, or nothing. */
export const submissionByMailboxToken = (token: string): Promise<Submission | null> =>
  Submission.findOne({ where: { mailboxTokenHash: hashOfToken(token) } });

/**
 * Confirms the mailbox for every request of the submission. A second visit changes nothing.
 * Gives the submission, or throws `not-found`.
 */
export async function confirmMailbox(desk: Desk, token: string): Promise<Submission> {
  const submission = await submissionByMailboxToken(token);
  if (!submission) throw new RuleViolation('not-found');
  await inTransaction(desk.database, async () => {
    for (const request of await SubjectRequest.findAll({
      where: { submissionId: submission.id },
      order: ['id'],
    })) {
      const by = { organisationId: request.organisationId, actor: 'person' as const };
      await change(desk, by, { reference: request.reference }, undefined, async (it) => {
        const { standing } = await factSheetOf(it.request);
        if (standing.mailboxConfirmed || standing.closed) return;
        await it.record('mailbox-confirmed', it.now);
        it.tell('mailbox-confirmed');
      });
    }
  });
  return submission;
}

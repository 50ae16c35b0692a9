import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Desk } from '../desk.ts';
import { hashOfToken } from '../keyring.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { inTransaction } from '../transaction.ts';
import { change } from './change.ts';
import { factSheetOf } from './recompute.ts';

/**
 * Confirms the mailbox for every request of the submission. A second visit changes nothing.
 * Gives the submission, or throws `not-found`.
 */
export async function confirmMailbox(desk: Desk, token: string): Promise<Submission> {
  const submission = await Submission.findOne({ where: { mailboxTokenHash: hashOfToken(token) } });
  if (!submission) throw new RuleViolation('not-found');
  await confirmMailboxOf(desk, submission);
  return submission;
}

/** Confirms the mailbox of a submission whose person has shown that they read it. */
export async function confirmMailboxOf(desk: Desk, submission: Submission): Promise<void> {
  await inTransaction(desk.database, async () => {
    const where = { submissionId: submission.id };
    for (const request of await SubjectRequest.findAll({ where, order: ['id'] })) {
      const by = { organisationId: request.organisationId, actor: 'person' as const };
      await change(desk, by, { reference: request.reference }, undefined, async (it) => {
        const { standing } = await factSheetOf(it.request);
        if (standing.mailboxConfirmed || standing.closed) return;
        await it.record('mailbox-confirmed', it.now);
        it.tell('mailbox-confirmed');
      });
    }
  });
}

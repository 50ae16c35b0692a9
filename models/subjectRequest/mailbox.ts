import { isPossible } from '../../domain/lifecycle/actions.ts';
import { standsIn } from '../../domain/lifecycle/merging.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import { byPerson, bySystem, type Desk } from '../desk.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { change } from './change.ts';
import { circumstancesOf } from './circumstances.ts';
import { joiningOf, mergeable } from './joined.ts';
import { unmerge } from './merge.ts';
import { factSheetOf } from './recompute.ts';
import { unmarkSpam } from './spam.ts';

/**
 * Confirms the mailbox for every request of the submission. A second visit changes nothing. Returns the submission, or
 * throws `not-found`.
 */
export async function confirmMailbox(desk: Desk, token: string): Promise<Submission> {
  const submission = await Submission.findOne({ where: { mailboxTokenHash: hashOfToken(token) } });
  if (!submission) throw new RuleViolation('not-found');
  await confirmMailboxOf(desk, submission);
  return submission;
}

/** Confirms the mailbox of a submission whose person has proved that they read it. */
export async function confirmMailboxOf(desk: Desk, submission: Submission): Promise<void> {
  await inTransaction(desk.database, async () => {
    const where = { submissionId: submission.id };
    for (const request of await SubjectRequest.findAll({ where, order: ['id'], ...ROW_LOCK })) {
      const now = await circumstancesOf(desk, request, await factSheetOf(request));
      if (!isPossible(now, 'confirm-mailbox')) continue;
      const { organisationId, reference } = request;
      await change(desk, byPerson(organisationId), { reference }, 'confirm-mailbox', async (it) => {
        await it.record('mailbox-confirmed', it.now);
        it.tell('mailbox-confirmed');
      });
      await goesOnAlone(desk, request);
    }
  });
}

/** Whoever opens the link asked: their request is no spam. A merged one whose owner proves to read another mailbox than that of the kept one is somebody's own: it is taken apart again. */
async function goesOnAlone(desk: Desk, request: SubjectRequest): Promise<void> {
  const { organisationId, reference, outcome } = await request.reload();
  if (outcome === 'spam') return unmarkSpam(desk, bySystem(organisationId), { reference });
  const joining = await joiningOf(request);
  if (!joining || standsIn(await mergeable(request), joining.proof)) return;
  await unmerge(desk, bySystem(organisationId), { reference });
}

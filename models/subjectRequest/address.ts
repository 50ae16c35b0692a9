import { RuleViolation } from '../../domain/ruleViolation.ts';
import { hashOfToken, keyedDigest } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { mailboxTokenOf, statusTokenOf } from '../submission/links.ts';
import { Submission } from '../submission.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { searchTextOf } from './searchText.ts';
import { takeBackFacts } from './takeBack.ts';

/**
 * The new address. `known`: how a different address is known to be the person's. `reason`: why it was corrected, if for another reason.
 */
export type Address = { email: string; known: string; reason?: string };

/** A person has one address, so all requests made together are corrected. */
export async function correctTogether(
  desk: Desk,
  by: By,
  { reference }: Target,
  address: Address,
): Promise<void> {
  const { submissionId } = await SubjectRequest.findOne({ where: { reference }, rejectOnEmpty: true });
  for (const other of await SubjectRequest.findAll({ where: { submissionId }, order: ['id'] })) {
    if (other.personEmail === address.email) continue;
    await change(desk, by, { reference: other.reference }, 'correct-address', (it) =>
      correctAddress(it, address),
    );
  }
}

/**
 * Corrects the person's address. A new address is an unconfirmed mailbox; an identity confirmed through the former mailbox is
 * undone. Answers may go there, so the user states how it is known to be the person's. Without an address, letters go by post.
 */
export async function correctAddress(it: Change, { email, known, reason }: Address): Promise<void> {
  const { request, key } = it;
  const { personEmail, personName, reference, clientName } = request;
  if ((personEmail ?? '') === email) return;
  if (email && !known) throw new RuleViolation('address-unknown', {}, 'known');
  request.personEmail = email || null;
  request.searchText = searchTextOf({ personName, personEmail: email, reference, clientName });
  await takeBackFacts(request.id, { names: ['mailbox-confirmed'] }, it);
  await takeBackIdentity(it);
  await renewLinks(it);
  const detail = { known, ...(reason && { reason }), addressWas: personEmail ?? '', address: email };
  await it.record('address-corrected', it.now, { detail });
  it.tell('address-corrected', { was: keyedDigest(key, personEmail ?? ''), is: keyedDigest(key, email) });
}

/** Only until the person has the answer; after that the record stays as it was. */
async function takeBackIdentity(it: Change): Promise<void> {
  if (it.sheet.standing.answered || it.sheet.standing.closed) return;
  const where = { requestId: it.request.id, name: 'identity-confirmed' as const, about: 'mailbox' };
  for (const { id } of await Fact.findAll({ where: { ...where, undoneAt: null } })) {
    await takeBackFacts(it.request.id, { names: [where.name], id }, it);
    it.tell('identity-undone');
  }
}

/** A reader of the former mailbox has links to the status page and to confirm: these expire, and the next letters have new ones. */
async function renewLinks({ desk, request }: Change): Promise<void> {
  const submission = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
  const { formKey, mailboxTokenHash } = submission;
  const mailboxChanges = submission.mailboxChanges + 1;
  await submission.update({
    mailboxChanges,
    statusTokenHash: hashOfToken(statusTokenOf(desk, formKey, mailboxChanges)),
    mailboxTokenHash: mailboxTokenHash && hashOfToken(mailboxTokenOf(desk, formKey, mailboxChanges)),
  });
}

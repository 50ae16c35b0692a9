import { RuleViolation } from '../../domain/ruleViolation.ts';
import { hashOfToken, keyedDigest } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { type Change, change, type Target } from './change.ts';
import { mailboxTokenOf, statusTokenOf } from './receive.ts';
import { searchTextOf } from './searchText.ts';
import { takeBackFacts } from './takeBack.ts';

/** Where to, and how it is known to be the person's where it is another than before; why it was corrected, where that is another thing. */
export type Address = { email: string; known: string; reason?: string };

/** A person has one address: what they asked for together is corrected with it. */
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
 * A new address is a new mailbox: that the former one was confirmed says nothing of it, nor does an identity that rested on it.
 * An answer may go there, so whoever corrects it says how it is known to be the person's. Without one, letters go by post.
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

/** Until the person has the answer: what was known then stays as it was. */
async function takeBackIdentity(it: Change): Promise<void> {
  if (it.sheet.standing.answered || it.sheet.standing.closed) return;
  const where = { requestId: it.request.id, name: 'identity-confirmed' as const, about: 'mailbox' };
  for (const { id } of await Fact.findAll({ where: { ...where, undoneAt: null } })) {
    await takeBackFacts(it.request.id, { names: [where.name], id }, it);
    it.tell('identity-undone');
  }
}

/** Whoever read the former mailbox has links to the status page and to confirm by: they end, and the next letters bring new ones. */
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

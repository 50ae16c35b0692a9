import type { Language } from '../../domain/languages.ts';
import { assertMay } from '../../domain/permissions.ts';
import { situationAsked } from '../../domain/policies/choice.ts';
import type { PolicyRow } from '../../domain/policies/situation.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { organisationById } from '../organisation/find.ts';
import { policiesOf } from '../organisation/policies.ts';
import { type Intake, receiveRequest } from '../subjectRequest/receive.ts';
import type { Details } from '../subjectRequest/sealed.ts';
import { type Received, submissionOf } from '../submission/received.ts';
import { type Answers, type Behalf, type FormStep, firstUnanswered } from './answers.ts';
import { formCourseOf } from './course.ts';
import {
  destroyDraftFiles,
  draftFileRows,
  filesToSend,
  type OpenDraft,
  readDraft,
  takeDraft,
} from './drafts.ts';
import { digestOfShown } from './shown.ts';

/** What the check page's button sends: the form's key, the digest of what the page showed, the language of the letters. */
export type SendDraftInput = { formKey: string; shown: string; language: Language };

/** The result: received (now or before), a question that is still open, or a form that changed since its page was shown. */
type SendDraftResult = { received: Received } | { unanswered: FormStep } | { changed: true };

/**
 * The result if this form was sent before. Its key leads to the status page, so only a hash of it is stored: a copy of the
 * database opens nothing.
 */
export const sentBefore = (desk: Desk, by: By, formKey: string): Promise<Received | undefined> =>
  submissionOf(desk, by, hashOfToken(formKey));

/**
 * Sends the form exactly as the check page showed it, or not at all. A second click, a retry or a reload finds the result of
 * the first: the draft's row is locked and deleted in the same transaction, so it is sent once.
 */
export async function sendDraft(
  desk: Desk,
  by: By,
  token: string,
  sending: SendDraftInput,
): Promise<SendDraftResult> {
  assertMay(by, 'send-request');
  const { formKey, shown, language } = sending;
  return inTransaction(desk.database, async () => {
    const draft = await readDraft(desk, by, token, 'held');
    if (draft?.formKey !== formKey) return foundOrLost(desk, by, formKey, draft);
    const rows = await policiesOf(desk, by);
    const unanswered = await unansweredIn(desk, by, rows, draft);
    if (unanswered) return { unanswered };
    const notes = await draftFileRows(desk, token);
    if (digestOfShown(by, { draft, files: notes, language }) !== shown) return { changed: true };
    const situation = situationAsked(rows, draft.answers);
    const answered = intakeOf(draft.answers, desk.clock());
    const intake = { ...answered, situation, formKey: hashOfToken(formKey), language };
    await takeDraft(desk, token);
    const files = await filesToSend(desk, notes);
    const received = await receiveRequest(desk, by, { ...intake, files });
    if (notes.length > 0) await destroyDraftFiles(desk, token);
    return { received };
  });
}

/** There is no such form: another click has sent it, it has expired, or the browser shows another form. */
async function foundOrLost(
  desk: Desk,
  by: By,
  formKey: string,
  another?: OpenDraft,
): Promise<SendDraftResult> {
  const made = await sentBefore(desk, by, formKey);
  if (made) return { received: made };
  if (!another) return { unanswered: 'rights' };
  const unanswered = await unansweredIn(desk, by, await policiesOf(desk, by), another);
  return unanswered ? { unanswered } : { changed: true };
}

/** The first question that is still open under the organisation's present policies. */
async function unansweredIn(desk: Desk, by: By, rows: PolicyRow[], { answers }: OpenDraft) {
  const organisation = await organisationById(by.organisationId);
  return firstUnanswered(answers, 'check', formCourseOf(desk, organisation, rows, answers));
}

/** The person the request is for, by what the organisation may know them. */
function clientIn(given: Behalf): NonNullable<Details['behalf']> {
  const { otherName: name, relation, authority, otherEmail, otherAddress, otherNumber } = given;
  return {
    name,
    relation,
    ...(authority && { authority }),
    ...(otherEmail && { email: otherEmail }),
    ...(otherAddress && { postalAddress: otherAddress }),
    ...(otherNumber && { customerNumber: otherNumber }),
  };
}

function intakeOf({ rights, who, behalf, about = '', particulars }: Answers, now: Date) {
  if (!rights || !who || !behalf) throw new Error('A form was sent with answers missing');
  const details: Details = {
    about,
    postalAddress: who.postalAddress || undefined,
  };
  if (behalf.for === 'other') details.behalf = clientIn(behalf);
  else if (who.customerNumber) details.customerNumber = who.customerNumber;
  const person = { name: who.name, email: who.email || undefined };
  const received = { at: now };
  return { channel: 'form', rights, person, details, particulars, received } satisfies Partial<Intake>;
}

import type { Language } from '../../domain/lifecycle/vocabulary.ts';
import type { By, Desk } from '../desk.ts';
import { hashOfToken } from '../keyring.ts';
import { type Intake, type Received, receiveRequest, submissionOf } from '../subjectRequest/receive.ts';
import type { Details } from '../subjectRequest/sealed.ts';
import { inTransaction } from '../transaction.ts';
import { type Answers, firstUnanswered, type Step } from './answers.ts';
import {
  destroyDraftFiles,
  draftFiles,
  type OpenDraft,
  openDraftFiles,
  readDraft,
  takeDraft,
} from './drafts.ts';

/** What became of a sending: received (now or before), or a question that is still open. */
export type Sent = { received: Received } | { unanswered: Step };

/**
 * What a form made when it was sent before, if anything. Its key leads whoever has it to the status page, so what is stored
 * of it is a hash: a copy of the database opens nothing.
 */
export const sentBefore = (desk: Desk, by: By, formKey: string): Promise<Received | undefined> =>
  submissionOf(desk, by, hashOfToken(formKey));

/**
 * Sends the form that was on the check page. A second click, a retry after a lost answer or a reload finds what the first
 * one made: its draft is held, and has gone in the same transaction, so that it is sent once.
 */
export async function sendDraft(
  desk: Desk,
  by: By,
  token: string,
  formKey: string,
  language: Language,
): Promise<Sent> {
  return inTransaction(desk.database, async () => {
    const draft = await readDraft(desk, by, token, 'held');
    if (draft?.formKey !== formKey) return foundOrLost(desk, by, formKey, draft);
    const unanswered = firstUnanswered(draft.answers, 'check');
    if (unanswered) return { unanswered };
    const intake = { ...intakeOf(draft.answers, desk.clock()), formKey: hashOfToken(formKey), language };
    await takeDraft(desk, token);
    const notes = await draftFiles(desk, token);
    const files = { [Symbol.asyncIterator]: () => openDraftFiles(desk, notes) };
    const received = await receiveRequest(desk, by, { ...intake, files });
    if (notes.length > 0) await destroyDraftFiles(desk, token);
    return { received };
  });
}

/** Nothing to send: somebody else was faster with the same form, it was forgotten, or the browser is at another one. */
async function foundOrLost(desk: Desk, by: By, formKey: string, another?: OpenDraft): Promise<Sent> {
  const made = await sentBefore(desk, by, formKey);
  if (made) return { received: made };
  return { unanswered: another ? (firstUnanswered(another.answers, 'check') ?? 'check') : 'rights' };
}

function intakeOf({ rights, who, behalf, about = '' }: Answers, now: Date) {
  if (!rights || !who || !behalf) throw new Error('A form was sent with answers missing');
  const details: Details = {
    about,
    postalAddress: who.postalAddress || undefined,
    customerNumber: who.customerNumber || undefined,
  };
  if (behalf.for === 'other') {
    const { otherName: name, relation, authority } = behalf;
    details.behalf = { name, relation, authority: authority || undefined };
  }
  const person = { name: who.name, email: who.email || undefined };
  return { channel: 'form', rights, person, details, received: { at: now } } satisfies Partial<Intake>;
}

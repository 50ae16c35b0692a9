import { countsAtOnce, RIGHTS_ANSWERED_WITH_DATA, type Right } from '../rights.ts';
import {
  type Action,
  type Channel,
  IDENTITY_METHODS,
  type IdentityMethod,
  type LetterKind,
} from './vocabulary.ts';

/** How an identity can be confirmed: by the mailbox only if its owner has opened the link sent there. */
export const methodsFor = ({ mailboxConfirmed }: { mailboxConfirmed: boolean }): readonly IdentityMethod[] =>
  mailboxConfirmed ? IDENTITY_METHODS : IDENTITY_METHODS.filter((method) => method !== 'mailbox');

/**
 * Whether the mailbox of a request may be anybody's: it was typed into the form, nobody has opened the link sent there, and the
 * identity is not confirmed. The name may then be a stranger's words (an advertisement, a link), so no letter to that mailbox
 * contains it. Requests that staff logged have their name from the letter or email.
 */
export const isMailboxUnproven = (
  { channel }: { channel: Channel },
  { mailboxConfirmed, identityConfirmed }: { mailboxConfirmed: boolean; identityConfirmed: boolean },
): boolean => channel === 'form' && !mailboxConfirmed && !identityConfirmed;

/** Letters that go to a mailbox before anybody has confirmed it: they contain nothing written by whoever typed the address. */
export const LETTERS_WITHOUT_NAME: readonly LetterKind[] = ['receipt', 'status-code', 'client-notice'];

/** Rights that destroy or change data, which cannot be reversed if it was done for the wrong person. */
const CHANGES_DATA: readonly Right[] = ['erasure', 'rectification', 'after-death'];

/** What may need a reason while the identity is not confirmed. */
export type ActOnData = Extract<Action, 'answer' | 'fulfil'>;

/**
 * Whether a reason must be given for acting while the identity is not confirmed (Art. 12(6), 32). It must for an answer, unless the
 * right counts at once, or hands out data, which always needs a confirmed identity; and for the record that data was deleted
 * or changed. Example: an answer to an erasure needs a reason, one to an objection to marketing does not.
 */
export function asksWhyUnconfirmed(
  act: ActOnData,
  { right, identityConfirmed }: { right: Right; identityConfirmed: boolean },
): boolean {
  if (identityConfirmed) return false;
  if (act === 'fulfil') return CHANGES_DATA.includes(right);
  return !countsAtOnce(right) && !RIGHTS_ANSWERED_WITH_DATA.includes(right);
}

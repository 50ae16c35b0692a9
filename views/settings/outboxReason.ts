import type { ReasonNotToSend } from '../../models/letter/wanted.ts';
import type { T } from '../i18n.ts';

/** Reasons of our own, which have words; anything else is what the mail server said. */
const OURS: readonly (ReasonNotToSend | 'cannot-be-written')[] = [
  'settled',
  'later-step',
  'told-by-digest',
  'other-recipient',
  'nothing-late',
  'another-day',
  'code-ended',
  'extension-lapsed',
  'key-destroyed',
  'no-address',
  'cannot-be-written',
];

/** Why a letter did not go, in the reader's words, or in the server's own. */
export function reasonIn(lastError: string | null, t: T): string {
  if (!lastError) return '';
  const ours = OURS.find((reason) => reason === lastError);
  return ours ? t(`outbox:reason.${ours}`) : lastError;
}

import { recallIn } from '../../domain/lifecycle/recall.ts';
import { DELIVERY_FAULTS, type DeliveryFault } from '../../domain/mailSteps.ts';
import type { ReasonNotToSend } from '../../models/letter/wanted.ts';
import type { T } from '../i18n.ts';
import { VERBS } from '../requests/verbs.ts';

/** Reasons of our own, which have words; anything else is what the mail server said. */
const OURS: readonly (ReasonNotToSend | DeliveryFault)[] = [
  'settled',
  'later-step',
  'told-by-digest',
  'other-recipient',
  'nothing-late',
  'another-day',
  'code-ended',
  'link-ended',
  'extension-lapsed',
  'key-destroyed',
  'no-address',
  'reply-came',
  'read-already',
  'nothing-new',
  ...DELIVERY_FAULTS,
];

/** Why a letter did not go, in the reader's words, or in the server's own. */
export function reasonIn(lastError: string | null, t: T): string {
  if (!lastError) return '';
  const act = recallIn(lastError);
  if (act)
    return act in VERBS ? t('outbox:recalled', { act: t(`verbs:${act}.title`) }) : t('outbox:recalledLater');
  const ours = OURS.find((reason) => reason === lastError);
  return ours ? t(`outbox:reason.${ours}`) : lastError;
}

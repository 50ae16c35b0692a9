import { recallIn } from '../../domain/lifecycle/letterEffects.ts';
import { VERBS } from '../../domain/lifecycle/verbs.ts';
import { REASONS_NOT_TO_SEND } from '../../domain/lifecycle/vocabulary.ts';
import { DELIVERY_FAULTS } from '../../domain/mailSteps.ts';
import type { T } from '../i18n.ts';

/** Our own reasons have words; anything else is the mail server's text. */
const OURS = [...REASONS_NOT_TO_SEND, ...DELIVERY_FAULTS];

/** Why a letter was not sent, in the reader's language, or in the server's own words. */
export function reasonIn(lastError: string | null, t: T): string {
  if (!lastError) return '';
  const act = recallIn(lastError);
  if (act)
    return act in VERBS ? t('outbox:recalled', { act: t(`verbs:${act}.title`) }) : t('outbox:recalledLater');
  const ours = OURS.find((reason) => reason === lastError);
  return ours ? t(`outbox:reason.${ours}`) : lastError;
}

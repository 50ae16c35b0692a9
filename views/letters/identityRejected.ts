import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { byLaw } from '../law.ts';
import { forWhom } from './named.ts';
import { penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** We could not confirm the person's identity, so we may not act; further information reopens the request. */
export function identityRejected(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { governed } = context;
  const by = governed && byLaw(pen, governed.law, governed.law.identity);
  const client = forWhom(context, pen);
  return toPerson(context, {
    subject: t('letters:identityRejected.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      outcome: client
        ? t('letters:identityRejected.outcomeFor', { by, client })
        : t('letters:identityRejected.outcome', { by }),
      reason: written(t('letters:identityRejected.reason'), context.data.reason),
      again: t('letters:identityRejected.again'),
      complaint: complaint(context, pen, 'full'),
    },
  });
}

import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { forWhom } from './named.ts';
import { penOf } from './pen.ts';
import { about, byStatus, complaint, toPerson, written } from './sheet.ts';
import { waiting } from './waiting.ts';

/** Art. 12(6): why we doubt, what would help, and that information suffices unless a document was asked for. */
export function identityRequest(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { data } = context;
  const client = forWhom(context, pen);
  return toPerson(context, {
    subject: t('letters:identityRequest.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      doubt: written(
        client ? t('letters:identityRequest.doubtFor', { client }) : t('letters:identityRequest.doubt'),
        data.doubt,
      ),
      needed: written(t('letters:identityRequest.needed'), data.needed),
      how: byStatus(context, pen, 'letters:identityRequest.how'),
      onPaper: context.links.paper && t('letters:identityRequest.onPaper'),
      waiting: waiting(context, pen),
      complaint: complaint(context, pen, 'any'),
    },
  });
}

import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, complaint, linked, toPerson } from './sheet.ts';

/** Asks once more to confirm the mailbox that a request came from; its time limits run all the same. */
export function mailboxReminder(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:mailboxReminder.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      open: t('letters:mailboxReminder.open'),
      confirm: linked(t('letters:receipt.confirm'), context.links.confirm),
      otherwise: t('letters:mailboxReminder.otherwise'),
      notYou: t('letters:receipt.notYou'),
      complaint: complaint(context, pen, 'any'),
    },
  });
}

import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, toStaff } from './sheet.ts';

/** Tells a data protection officer that the desk was restored: as at when it is, what is asked again, and what only they can do. */
export function restoreNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { data, links } = context;
  const moment = (name: string) => pen.moment(new Date(data[name] ?? 0));
  const [from, at, count] = [moment('restored'), moment('restoredAt'), Number(data.tasks ?? 0)];
  return toStaff(context, {
    subject: t('letters:restoreNotice.subject', { from: pen.day(new Date(data.restored ?? 0)) }),
    paragraphs: [
      t('letters:restoreNotice.what', { from, at }),
      count > 0 && t('letters:restoreNotice.asked', { count, owners: Number(data.owners ?? 0) }),
      t('letters:restoreNotice.todo', { from }),
      linked(t('letters:overdueDigest.open'), links.queue),
    ],
  });
}

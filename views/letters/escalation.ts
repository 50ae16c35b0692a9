import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** The day after a promise was due: to the organisation's escalation address. */
export function escalation(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { deadline, requests, links, assignee } = context;
  const [request] = requests;
  if (!deadline || !request) throw new Error('An escalation without its clock');
  const { reference } = request;
  const title = pen.title(deadline.title);
  return toStaff(context, {
    subject: t('letters:escalation.subject', { reference, title }),
    paragraphs: [
      t('letters:escalation.late', { due: pen.due(deadline) }),
      [t('letters:reminder.promise', { title, left: pen.left(deadline) }), requestLine(request, pen)].join(
        '\n',
      ),
      assignee ? t('letters:escalation.assigned', { name: assignee }) : t('letters:escalation.unassigned'),
      linked(t('letters:reminder.open'), links.request),
    ],
  });
}

import { REPLY } from '../../domain/deadlines/reply.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/deliveries.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** Art. 12(3): receipt, the reasons of this request, the new date, complaint and court (LAW.md F). */
export function extensionNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { requests, reply, data } = context;
  const first = requests[0]?.deadlines.find(({ clock }) => clock === REPLY);
  const due = reply ? pen.due(reply) : '';
  return toPerson(context, {
    subject: t('letters:extensionNotice.subject', { reference: requests[0]?.reference, due }),
    paragraphs: [
      about(context, pen),
      t('letters:extensionNotice.why', { first: first ? pen.due(first) : '' }),
      written(t(`letters:extensionNotice.ground.${data.ground}`), data.reason),
      t('letters:extensionNotice.until', { due, length: lengthOf(context, pen) }),
      complaint(context, pen, 'full'),
    ],
  });
}

/** "3 months", as the computation itself says it. */
function lengthOf({ reply }: LetterContext, { t }: Pen): string {
  const step = reply?.because.find(({ code }) => code === 'extension');
  return step ? t(`because:length.${step.data.unit}`, { count: step.data.count }) : '';
}

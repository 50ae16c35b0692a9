import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** Tells staff that the person has written: when, about which request, and where to read it. Contains none of their words. */
export function messageNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const [request] = context.requests;
  if (!request) throw new Error('A notice of a message without its request');
  const { reference } = request;
  return toStaff(context, {
    subject: t('letters:messageNotice.subject', { reference }),
    paragraphs: [
      [
        t('letters:messageNotice.came', { when: pen.moment(context.orderedAt) }),
        requestLine(request, pen),
      ].join('\n'),
      linked(t('letters:messageNotice.open'), context.links.request),
    ],
  });
}

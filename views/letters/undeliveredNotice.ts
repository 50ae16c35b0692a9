import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** A letter to the person did not arrive: which, of which request, and where to see the mail server's words. */
export function undeliveredNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const [request] = context.requests;
  if (!request) throw new Error('A notice of a letter without its request');
  const { reference } = request;
  const { how, letterKind } = context.data;
  const perhaps = how === 'perhaps' ? 'Perhaps' : '';
  return toStaff(context, {
    subject: t(`letters:undeliveredNotice.subject${perhaps}`, { reference }),
    paragraphs: [
      [
        t(`letters:undeliveredNotice.${how}`, { letter: t(`events:letterKind.${letterKind}`) }),
        requestLine(request, pen),
      ].join('\n'),
      t(`letters:undeliveredNotice.until${perhaps}`),
      linked(t('letters:undeliveredNotice.open'), context.links.request),
    ],
  });
}

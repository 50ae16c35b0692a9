import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** Tells staff that the person has written, or wishes their data to go to another provider, or that a provider asks for its link again: when, about which request, and where to read it. Contains none of their words. */
export function messageNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const [request] = context.requests;
  if (!request) throw new Error('A notice of a message without its request');
  const { reference } = request;
  const about = `letters:messageNotice${aboutWish(context.data.wish)}`;
  return toStaff(context, {
    subject: t(`${about}.subject`, { reference }),
    paragraphs: [
      [t(`${about}.came`, { when: pen.moment(context.orderedAt) }), requestLine(request, pen)].join('\n'),
      linked(t(`${about}.open`), context.links.request),
    ],
  });
}

const aboutWish = (wish: string | undefined): string => (wish === 'again' ? '.again' : wish ? '.wish' : '');

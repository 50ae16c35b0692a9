import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, linked, toPerson, written } from './sheet.ts';

/**
 * On paper: the answer itself, with its enclosures. By email: the link to the answer, its expiry, and that a code will be asked for. The
 * email contains nothing of the answer.
 */
export function answer(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { links, validUntil } = context;
  return toPerson(context, {
    subject: t(context.channel === 'post' ? 'letters:answer.subjectOnPaper' : 'letters:answer.subject', {
      reference: context.requests[0]?.reference,
    }),
    paragraphs: [
      about(context, pen),
      ...(context.channel === 'post'
        ? answerItself(context, pen)
        : [
            linked(t('letters:answer.ready'), links.answer),
            t('letters:answer.code'),
            validUntil && t('letters:answer.until', { until: pen.moment(validUntil) }),
          ]),
      complaint(context, pen, 'full'),
    ],
  });
}

const answerItself = ({ data }: LetterContext, { t }: Pen) => [
  written(t('letters:answer.text'), data.text),
  written(t('letters:answer.nothingHeld'), data.nothingHeld),
  data.enclosed &&
    [t('letters:answer.enclosed'), ...data.enclosed.split('\n').map((name) => `- ${name}`)].join('\n'),
];

import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { inBrackets } from '../law.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** Art. 12(4): which part, the ground with the passage of the request's law, the facts, who decided, complaint and court. */
export function refusal(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { data, decidedBy, organisation } = context;
  return toPerson(context, {
    subject: t('letters:refusal.subject', { reference: context.requests[0]?.reference }),
    paragraphs: [
      about(context, pen),
      data.scope === 'part' ? t('letters:refusal.part') : t('letters:refusal.whole'),
      groundIn(context, pen),
      written(t('letters:refusal.facts'), data.reason),
      decidedBy && t('letters:refusal.decidedBy', { name: decidedBy, organisation: organisation.name }),
      complaint(context, pen, 'full'),
    ],
  });
}

function groundIn({ ground }: LetterContext, pen: Pen): string | undefined {
  if (!ground) return undefined;
  const title = forThePerson(pen.title(ground.title));
  return pen.t('letters:refusal.ground', { title, by: inBrackets(pen, ground.article) });
}

/** The words of a ground without what stands in brackets, which tells the DPO what to write in the facts. */
export const forThePerson = (ground: string): string => ground.replace(/ \([^)]*\)$/, '');

import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { inBrackets } from '../law.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** Art. 12(4): which part, the ground with its article, the facts, who decided, complaint and court. */
export function refusal(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { data, decidedBy, organisation } = context;
  return toPerson(context, {
    subject: t('letters:refusal.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      decision: data.scope === 'part' ? t('letters:refusal.part') : t('letters:refusal.whole'),
      ground: groundIn(context, pen),
      facts: written(t('letters:refusal.facts'), data.reason),
      decider:
        decidedBy && t('letters:refusal.decidedBy', { name: decidedBy, organisation: organisation.name }),
      complaint: complaint(context, pen, 'full'),
    },
  });
}

function groundIn({ ground }: LetterContext, pen: Pen): string | undefined {
  if (!ground) return undefined;
  const title = forThePerson(pen.title(ground.title));
  return pen.t('letters:refusal.ground', { title, by: inBrackets(pen, ground.article) });
}

/** A ground without the words in brackets, which are a hint to the DPO. */
export const forThePerson = (ground: string): string => ground.replace(/ \([^)]*\)$/, '');

import { groundOf } from '../../domain/policies/grounds.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/deliveries.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** Art. 12(4): which part, the ground with its article, the facts, who decided, complaint and court. */
export function refusal(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { data, decidedBy, organisation } = context;
  return toPerson(context, {
    subject: t('letters:refusal.subject', { reference: context.requests[0]?.reference }),
    paragraphs: [
      about(context, pen),
      data.scope === 'part' ? t('letters:refusal.part') : t('letters:refusal.whole'),
      groundIn(data.ground, pen),
      written(t('letters:refusal.facts'), data.reason),
      decidedBy && t('letters:refusal.decidedBy', { name: decidedBy, organisation: organisation.name }),
      complaint(context, pen, 'full'),
    ],
  });
}

function groundIn(id: string | undefined, { t, title }: Pen): string | undefined {
  const ground = groundOf(id ?? '');
  if (!ground) return undefined;
  // What stands in brackets tells the DPO what to write in the facts.
  const words = title(ground.title).replace(/ \([^)]*\)$/, '');
  return t('letters:refusal.ground', { title: words, article: ground.article });
}

import type { TemplateText } from '../../domain/letters/template.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { translator } from '../i18n.ts';
import { wordsToKeep } from '../letters/wordsOf.ts';

/** What an author of letters writes, by the name of the field: in a preview it is an example. */
const WRITTEN = ['reason', 'doubt', 'needed', 'question', 'text', 'provider'] as const;

/** The letter that a template makes of a context, with examples for what its author would write. Its secrets are masked. */
export function previewOf(context: LetterContext, template?: TemplateText): LetterText | undefined {
  const t = translator(context.language);
  const written = WRITTEN.map((name) => [name, t(`letters:example.${name}`)]);
  const { ground, kind } = context;
  const data = {
    ...Object.fromEntries(written),
    email: 'provider@example.org',
    ...(ground && { ground: ground.id }),
    ...(kind === 'extension-notice' &&
      context.governed?.law.extension?.byGrounds && { ground: 'complexity' }),
  };
  return wordsToKeep({ ...context, data, template });
}

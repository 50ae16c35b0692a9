import { isPerhapsEmpty, partsOf, TEMPLATE_FIELDS } from '../../domain/letters/parts.ts';
import type { LetterTemplate } from '../../models/letterTemplate.ts';
import { translator } from '../i18n.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { otherwiseIn } from '../letters/fields.ts';

/** What may be put into a template, each with what it says. */
export type TemplateNames = { title: string; hint: string; rows: { key: string; value: string }[] };

type NamesInput = Pick<LetterTemplate, 'kind' | 'language'> & { organisation: string };

/** The blocks of the kind, with what each says and why it must stay. */
export function blocksOf({ t }: FrameBase, { kind }: NamesInput): TemplateNames {
  return {
    title: t('templates:blocks'),
    hint: t('templates:blocksHint'),
    rows: partsOf(kind).map(({ name, fixed }) => ({
      key: `{{${name}}}`,
      value: [t(`templates:part.${name}`), fixed && t(`templates:fixed.${fixed}`)].filter(Boolean).join(' '),
    })),
  };
}

/** The values within a sentence, and what is said where there is none. */
export function fieldsIn({ t }: FrameBase, { language, organisation }: NamesInput): TemplateNames {
  const reader = { t: translator(language), language };
  return {
    title: t('templates:fields'),
    hint: t('templates:fieldsHint', { begin: '{{#client}}', end: '{{/client}}' }),
    rows: TEMPLATE_FIELDS.map((name) => {
      const empty = isPerhapsEmpty(name) ? otherwiseIn(reader, name, organisation) : '';
      return {
        key: `{{${name}}}`,
        value: [t(`templates:field.${name}`), empty && t('templates:empty', { words: empty })]
          .filter(Boolean)
          .join(' '),
      };
    }),
  };
}

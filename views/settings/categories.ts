import { LANGUAGES, type Language } from '../../domain/languages.ts';
import type { OwnCategory } from '../../domain/policies/categories.ts';
import type { T } from '../i18n.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';

export type CategoryForm = { id: string } & Record<Language, string>;
/** The kinds of data with words of the organisation's own, and the form that words one. */
export type Categories = {
  rows: { name: string; id: string; removal: string }[];
  /** Folded until it is wanted. */
  addition: { id: string; title: string; open: boolean; form: object };
};

const ACTION = '/settings/policies/categories';

export function categoriesPart(
  { t, language }: FrameBase,
  { own, version, category }: { own: OwnCategory[]; version: number; category: CategoryForm },
  errors: Record<string, string>,
): Categories {
  const ask = (name: keyof CategoryForm, more: object = {}) => ({
    partial: 'field',
    name,
    label: labelOf(name, language, t),
    value: category[name],
    error: errors[name],
    ...more,
  });
  return {
    rows: own.map(({ id, title }) => ({
      name: wordedOf(title, language),
      id,
      removal: `${ACTION}/${id}/removal`,
    })),
    addition: {
      id: 'category',
      title: t('settings:categories.add'),
      open: ['id', ...LANGUAGES].some((field) => errors[field]),
      form: {
        action: ACTION,
        fields: [
          { partial: 'hidden', name: 'version', value: String(version) },
          ...LANGUAGES.map((one) => ask(one, { optional: one !== 'en' })),
          ask('id', { hint: t('settings:categories.idHint'), width: 'medium', spellcheck: false }),
        ],
        button: { text: t('settings:categories.save'), kind: 'quiet' },
      },
    },
  };
}

/** "Name in French": each language as the reader calls it. */
function labelOf(name: keyof CategoryForm, language: Language, t: T): string {
  if (name === 'id') return t('settings:categories.id');
  const called = new Intl.DisplayNames([language], { type: 'language' }).of(name);
  return t('settings:categories.name', { language: called });
}

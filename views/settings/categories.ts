import { LANGUAGES, type Language } from '../../domain/languages.ts';
import type { OwnCategory } from '../../domain/policies/categories.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { T } from '../i18n.ts';
import { type FrameBase, TYPING } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import type { FormPage } from './form.ts';

type CategoryForm = { id: string } & Record<Language, string>;
/** The kinds of data with the organisation's own names, and the link to add one. */
export type Categories = { rows: { name: string; id: string; removal: string }[]; addition: string };

const ACTION = '/settings/policies/categories';

export const categoriesPart = ({ language }: FrameBase, own: OwnCategory[]): Categories => ({
  rows: own.map(({ id, title }) => ({
    name: wordedOf(title, language),
    id,
    removal: `${ACTION}/${id}/removal`,
  })),
  addition: `${ACTION}/new`,
});

type CategoryPageInput = { version: number; category: CategoryForm; faults: RuleViolation[] };

/** The form that names a kind of data. */
export function categoryPage(base: FrameBase, { version, category, faults }: CategoryPageInput): FormPage {
  const { t, language } = base;
  const errors = errorsOf(t, faults);
  const ask = (name: keyof CategoryForm, more: object = {}) => ({
    partial: 'field',
    name,
    label: labelOf(name, language, t),
    value: category[name],
    error: errors[name],
    ...more,
  });
  return {
    frame: {
      ...base,
      title: t('settings:categories.add'),
      faulty: faults.length > 0,
      typing: TYPING,
    },
    back: { href: '/settings/policies', text: t('settings:policies.title') },
    lead: t('settings:categories.text'),
    errors,
    form: {
      id: TYPING,
      action: ACTION,
      fields: [
        { partial: 'hidden', name: 'version', value: String(version) },
        ...LANGUAGES.map((one) => ask(one, { optional: one !== 'en' })),
        ask('id', { hint: t('settings:categories.idHint'), width: 'medium', spellcheck: false }),
      ],
      button: {
        text: t('settings:categories.save'),
        links: [{ href: '/settings/policies', text: t('settings:rows.cancel') }],
      },
    },
  };
}

/** "Name in French": languages are named in the reader's language. */
function labelOf(name: keyof CategoryForm, language: Language, t: T): string {
  if (name === 'id') return t('settings:categories.id');
  const called = new Intl.DisplayNames([language], { type: 'language' }).of(name);
  return t('settings:categories.name', { language: called });
}

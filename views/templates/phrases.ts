import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Phrase } from '../../models/phrase.ts';
import { errorsOf, type FieldErrors } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { TEMPLATES } from './index.ts';

/** A phrase as its form holds it; number 0 for a new one. */
export type PhraseForm = { id: number; name: string; text: string };
type PhrasesPage = {
  frame: Frame;
  errors: FieldErrors;
  rows: { id: string; title: string; text: string; form: object; removal: object; open: boolean }[];
  addition: object;
};
type PhrasesPageInput = {
  phrases: readonly Pick<Phrase, 'id' | 'name' | 'text' | 'version'>[];
  /** A form that was sent, and what is wrong with it. */
  tried?: PhraseForm;
  fault?: RuleViolation;
};

/** The address of the phrases. */
export const PHRASES = `${TEMPLATES}/phrases`;

/** The short answers that colleagues keep, each with its form, and the form of a new one. */
export function phrasesPage(base: FrameBase, { phrases, tried, fault }: PhrasesPageInput): PhrasesPage {
  const { t } = base;
  const errors = fault ? errorsOf(t, [fault]) : {};
  const formOf = (kept: PhraseForm & { version: number }) => {
    const isTried = tried?.id === kept.id;
    const { name, text } = isTried ? tried : kept;
    const asked = (partial: string, field: 'name' | 'text', value: string, more: object = {}) => ({
      partial,
      name: field,
      id: isTried ? field : `${field}-${kept.id}`,
      label: t(`templates:phrase.${field}`),
      value,
      error: isTried ? errors[field] : undefined,
      ...more,
    });
    return {
      action: kept.id ? `${PHRASES}/${kept.id}` : PHRASES,
      fields: [
        { partial: 'hidden', name: 'version', value: String(kept.version) },
        asked('field', 'name', name, { hint: t('templates:phrase.nameHint'), width: 'medium' }),
        asked('textarea', 'text', text, { rows: 4 }),
      ],
      button: { text: t(kept.id ? 'settings:save' : 'templates:phrase.add') },
    };
  };
  return {
    frame: { ...base, title: t('templates:phrase.title'), faulty: fault !== undefined },
    errors,
    rows: phrases.map(({ id, name, text, version }) => ({
      id: `phrase-${id}`,
      title: name,
      text,
      form: formOf({ id, name, text, version }),
      removal: {
        action: `${PHRASES}/${id}/removal`,
        fields: [{ partial: 'hidden', name: 'version', value: String(version) }],
        button: { text: t('templates:phrase.remove'), kind: 'quiet' },
      },
      open: tried?.id === id,
    })),
    addition: formOf({ id: 0, name: '', text: '', version: 0 }),
  };
}

import { type Language, languageName } from '../../domain/languages.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** A system that a file may come from. */
export type NamedSystem = { id: number; name: string };

type DescriptionGiven = {
  systems: readonly NamedSystem[];
  /** The language of the person who reads what the file is. */
  language: Language;
  values: Record<string, string>;
  errors: Record<string, string>;
};

/** Where a file comes from that somebody puts into an answer, and what it is: both may stay open. */
export function descriptionFields(
  { t }: FrameBase,
  { systems, language, values, errors }: DescriptionGiven,
): object[] {
  const none = { value: '', text: t('answerFiles:describe.none') };
  const system = {
    partial: 'select',
    name: 'system',
    label: t('answerFiles:describe.system'),
    hint: t('answerFiles:describe.systemHint'),
    optional: true,
    options: [none, ...systems.map(({ id, name }) => ({ value: String(id), text: name }))],
    value: values.system ?? '',
    error: errors.system,
  };
  const meaning = {
    partial: 'field',
    name: 'meaning',
    label: t('answerFiles:describe.meaning'),
    hint: t('answerFiles:describe.meaningHint', { language: languageName(language) }),
    optional: true,
    width: 'full',
    value: values.meaning ?? '',
    error: errors.meaning,
  };
  return systems.length > 0 ? [system, meaning] : [meaning];
}

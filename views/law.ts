import type { Worded } from '../domain/languages.ts';
import type { Passage } from '../domain/policies/law.ts';
import { cited, type Law } from '../domain/policies/law.ts';
import type { Recourse } from '../domain/policies/recourse.ts';
import type { Wording } from './i18n.ts';
import { wordedOf } from './requests/words.ts';
import { citedIn } from './writing.ts';

/** How much a sentence says: `any` of a right that is always there, `full` where something was decided or put off. */
export type Reach = 'any' | 'full';

/** Where to turn, in a sentence and the name of the authority below it: what every letter and public page says of it. */
export function recourseWords(reader: Wording, recourse: Recourse, reach: Reach): [string, string] {
  const { t, language } = reader;
  const { kind, authority, article, court } = recourse;
  const way = reach === 'any' ? 'any' : court ? 'full' : 'noCourt';
  const name = authority && wordedOf(authority.name, language);
  return [
    t(`law:${kind}.${way}`, { by: inBrackets(reader, article), courtBy: inBrackets(reader, court?.article) }),
    t('law:authority', {
      authority: [name ?? t('law:authorityAtHome'), authority?.site].filter(Boolean).join(', '),
    }),
  ];
}

/** A passage as a law cites it, in brackets after a sentence's words; nothing where the law names none. */
export function inBrackets({ language }: Wording, passage: Worded | undefined): string {
  return passage ? ` (${passage[language] ?? citedIn(passage.en, language)})` : '';
}

/** The same of a passage that is not cited yet. */
export const byLaw = (reader: Wording, law: Law, passage: Passage | undefined): string =>
  inBrackets(reader, passage === undefined ? undefined : cited(law, passage));

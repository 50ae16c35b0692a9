import type { Worded } from '../domain/languages.ts';
import type { Passage } from '../domain/policies/law.ts';
import { cited, type Law } from '../domain/policies/law.ts';
import type { Recourse } from '../domain/policies/recourse.ts';
import type { Wording } from './i18n.ts';
import { wordedOf } from './requests/words.ts';
import { citedIn } from './writing.ts';

/** How much to say: `any` for a right that always exists, `full` where something was decided or postponed. */
export type Reach = 'any' | 'full';

/** Where to complain: a sentence, and the name of the authority below it, as in every letter and public page. */
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

/** An article in brackets, as a law cites it, to follow a sentence; empty if the law has none. */
export function inBrackets({ language }: Wording, passage: Worded | undefined): string {
  return passage ? ` (${passage[language] ?? citedIn(passage.en, language)})` : '';
}

/** The same for an article that is not formatted yet. */
export const byLaw = (reader: Wording, law: Law, passage: Passage | undefined): string =>
  inBrackets(reader, passage === undefined ? undefined : cited(law, passage));

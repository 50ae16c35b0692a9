import { categoryTitle, type OwnCategory } from '../domain/policies/categories.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { type Criterion, criteriaNamedIn, type Situation } from '../domain/policies/situation.ts';
import { countryName } from './countries.ts';
import type { Language, T } from './i18n.ts';
import { wordedOf } from './requests/words.ts';

/** The sources of categories' names: the organisation, and the desk's policies. */
export type CategoryNames = { own: readonly OwnCategory[]; packs: readonly PolicyPack[] };

/** A value that decides a policy, by name: a country, a kind of data, a customer. */
export function answerName(
  criterion: Criterion,
  answer: string,
  language: Language,
  { own, packs }: CategoryNames,
): string {
  if (criterion === 'residence') return countryName(answer, language);
  return criterion === 'category' ? wordedOf(categoryTitle(answer, own, packs), language) : answer;
}

/** A situation as part of a sentence: "residence is Switzerland and the customer is Acme SA"; or as the person reads it. */
export function situationWords(
  { t, language }: { t: T; language: Language },
  situation: Situation,
  names: CategoryNames,
  reader: 'staff' | 'person' = 'staff',
): string {
  const parts = criteriaNamedIn(situation).map((criterion) =>
    t(`situation:${reader}.${criterion}`, {
      name: answerName(criterion, situation[criterion] ?? '', language, names),
    }),
  );
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
}

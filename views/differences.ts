import type { Deadline } from '../domain/deadlines/deadline.ts';
import type { Difference } from '../domain/deadlines/difference.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { longDate, longMoment } from './dates.ts';
import type { Language, T } from './i18n.ts';
import { policyName } from './policies/name.ts';
import { wordedOf } from './requests/words.ts';

type DifferencesContext = { t: T; language: Language; packs: readonly PolicyPack[] };

/** The columns of changed dates: the promise, the effect, the former and the new date, and the pack. */
export const DIFFERENCE_COLUMNS = ['clock', 'effect', 'was', 'is', 'policy'] as const;

/** One date that moves, ends or is new, as the cells of a row. */
export function differenceCells(
  reader: DifferencesContext,
  { effect, was, is }: Difference,
  zone: string,
): { text: string }[] {
  const { t, language } = reader;
  return [
    { text: wordedOf((is ?? was)?.title ?? { en: '' }, language) },
    { text: t(`moves:effect.${effect}`) },
    { text: was ? dateOf(reader, was, zone) : '' },
    { text: is ? dateOf(reader, is, zone) : '' },
    { text: policyName((is ?? was)?.pack ?? '', reader.packs, reader) },
  ];
}

function dateOf(
  { t, language }: Pick<DifferencesContext, 't' | 'language'>,
  { dueOn, targetAt }: Deadline,
  zone: string,
): string {
  if (dueOn) return longDate(dueOn, language);
  return targetAt ? longMoment(targetAt, language, zone) : t('moves:none');
}

import { PARTICULARS, type Particulars } from '../domain/intake/particulars.ts';
import type { Right } from '../domain/rights.ts';
import type { T } from './i18n.ts';

export type ParticularRow = { key: string; value: string };

/** The answers to a right's questions: each question by its short name, choices in words. */
export function particularRows(t: T, right: Right, given: Particulars = {}): ParticularRow[] {
  return PARTICULARS[right].flatMap(({ name, choices }) => {
    const answer = given[name];
    if (!answer) return [];
    const value = choices ? t(`particulars:${right}.${name}.choice.${answer}`) : answer;
    return [{ key: t(`particulars:${right}.${name}.name`), value }];
  });
}

/** The same as lines: "Which consent: the newsletter". */
export const particularLines = (t: T, right: Right, given?: Particulars): string[] =>
  particularRows(t, right, given).map(({ key, value }) => t('particulars:line', { key, value }));

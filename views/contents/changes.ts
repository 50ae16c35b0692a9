import type { ContentsChange } from '../../domain/answers/changes.ts';
import type { ToldSection } from '../../domain/answers/content.ts';
import type { ContentsToTell } from '../../models/answerDraft/telling.ts';
import { longDate } from '../dates.ts';
import { type T, translator } from '../i18n.ts';

type Since = NonNullable<ContentsToTell['since']>;

/** What changed since an earlier answer, a sentence for each; that nothing did, is a sentence too. */
export function changesTold(
  { language }: ContentsToTell,
  { day, changes, told }: Since,
  now: readonly ToldSection[],
): ToldSection {
  const t = translator(language);
  const words = changes.flatMap((change) => sentenceOf(t, change, told, now) ?? []);
  const sentences = words.length > 0 ? words : [t('contents:change.nothing')];
  return {
    id: 'changes',
    title: t('contents:title.changes', { day: longDate(day, language) }),
    article: '',
    rows: sentences.map((sentence, nth) => ({ part: `changes-${nth + 1}`, label: '', words: sentence })),
  };
}

/** Undefined where the register says it otherwise, and the person read the same words: `P3Y`, three years. */
function sentenceOf(
  t: T,
  change: ContentsChange,
  told: readonly ToldSection[],
  now: readonly ToldSection[],
): string | undefined {
  if (change.code !== 'changed') return t(`contents:change.${change.code}`, change);
  const { what, system, part } = change;
  const [was, is] = [told, now].map((sections) => wordsIn(sections, part));
  if (was === is) return undefined;
  const key = system ? 'contents:change.changed' : 'contents:change.changedAlone';
  return t(key, { system, what: t(`contents:change.what.${what}`), was, is });
}

const wordsIn = (sections: readonly ToldSection[], part: string): string =>
  sections.flatMap(({ rows }) => rows).find((row) => row.part === part)?.words ?? '';

import type { ContentPart } from '../../domain/answers/content.ts';
import { isSaid } from '../../domain/answers/evidence.ts';
import { isPeriod } from '../../domain/calendar/periodText.ts';
import type { ContentsToTell } from '../../models/answerDraft/telling.ts';
import { type T, translator } from '../i18n.ts';
import { recourseWords } from '../law.ts';
import { periodInWords } from '../policies/words.ts';
import { nameOf } from '../systems/words.ts';

/** The suggested words of one part of an answer, in the language of its reader. */
export function wordsOfPart(given: ContentsToTell, part: ContentPart): string {
  const t = translator(given.language);
  const { code, data, requirement } = part;
  switch (code) {
    case 'of-system':
      return requirement === 'categories' ? categories(given, part) : registered(t, String(data.words));
    case 'recipient':
      return isSaid(String(data.purpose))
        ? t(`contents:words.${data.kind}For`, { purpose: data.purpose })
        : t(`contents:words.${data.kind}`);
    case 'received-by':
      return String(data.names).split('\n').join('; ');
    case 'stated':
      return String(data.words);
    case 'in-letter':
      return requirement === 'complaint'
        ? recourseWords({ t, language: given.language }, given.recourse, 'full').join('\n')
        : t('contents:words.rights');
    case 'handed-over':
      return data.count === undefined
        ? t('contents:words.handed-over')
        : t('contents:words.handed-over-counted', { count: Number(data.count) });
    case 'deleted':
      return counted(t, t('contents:words.deleted', { categories: categories(given, part) }), part);
    case 'done':
      return counted(t, t(`contents:words.done.${requirement}`), part);
    case 'kept-in':
      return t(requirement === 'erased' ? 'contents:words.kept-in-erased' : 'contents:words.kept-in');
    case 'searched':
      return t('contents:words.searched', { how: data.how });
    case 'held-in':
    case 'held-nowhere':
    case 'inside':
    case 'adequate':
    case 'safeguarded':
    case 'readable':
    case 'nothing-held':
    case 'awaited':
      return t(`contents:words.${code}`, data);
  }
}

/** The kinds of data that a part is about. */
export const categories = (given: ContentsToTell, { data }: ContentPart): string =>
  String(data.categories)
    .split('\n')
    .map((one) => nameOf(given, given, one))
    .join('; ');

/** What the register says, as it is written there; a period like `P3Y` in words. */
export const registered = (t: T, words: string): string =>
  isPeriod(words.trim()) ? periodInWords(words.trim(), t) : words;

const counted = (t: T, sentence: string, { data }: ContentPart): string =>
  data.count === undefined ? sentence : t('contents:words.records', { sentence, count: Number(data.count) });

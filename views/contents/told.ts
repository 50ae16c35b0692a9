import type { ContentPart, ContentSection, ToldSection } from '../../domain/answers/content.ts';
import { cited } from '../../domain/policies/law.ts';
import type { ContentsToTell } from '../../models/answerDraft/telling.ts';
import { translator } from '../i18n.ts';
import { passageIn } from '../policies/answers.ts';
import { changesTold } from './changes.ts';
import { categories, wordsOfPart } from './words.ts';

/** The contents of an answer in the words of its reader: section by section, each part with its label. */
export function contentsTold(given: ContentsToTell): ToldSection[] {
  const told = given.sections.map((section) => sectionTold(given, section));
  return given.since && told.length > 0 ? [changesTold(given, given.since, told), ...told] : told;
}

function sectionTold(given: ContentsToTell, section: ContentSection): ToldSection {
  const t = translator(given.language);
  const { id, system, parts } = section;
  const [first] = parts;
  const title = t(`contents:title.${system === undefined ? id : 'set'}`, { system });
  const article = first && articleOf(section, first);
  return {
    id,
    title,
    article: article ? passageIn(given, cited(given.law, article)) : '',
    rows: parts.map((part) => ({
      part: part.id,
      label: labelOf(given, section, part),
      words: part.own ?? wordsOfPart(given, part),
    })),
  };
}

/** A data set is about several points of one article; what is about one point names it. */
function articleOf({ system, parts }: ContentSection, { article }: ContentPart): string {
  const isOne = system === undefined && parts.every((part) => part.article === article);
  return isOne ? article : article.replace(/(\([^)]*\))+$/, '');
}

/** Codes whose words stand without a label. */
const ALONE: readonly ContentPart['code'][] = [
  'held-in',
  'held-nowhere',
  'in-letter',
  'stated',
  'readable',
  'nothing-held',
];

function labelOf(given: ContentsToTell, { system }: ContentSection, part: ContentPart): string {
  const t = translator(given.language);
  const { code, data, requirement } = part;
  if (code === 'stated' && data.categories) return categories(given, part);
  if (ALONE.includes(code)) return '';
  if (system !== undefined) return t(`contents:label.${requirement}`);
  if (code === 'recipient') return String(data.name);
  return requirement === 'transfers'
    ? t('contents:whereOf', { name: data.system })
    : String(data.system ?? '');
}

import { LANGUAGES, type Language, languageName } from '../../domain/languages.ts';
import { TEMPLATE_KINDS } from '../../domain/letters/parts.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { LetterTemplate } from '../../models/letterTemplate.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { scopeWords } from './words.ts';

type TemplateLink = { href: string; text: string; note?: string };
type TemplateCell = { language: string; links: TemplateLink[]; add?: TemplateLink & { unseen: string } };
type TemplatesPage = {
  frame: Frame;
  columns: string[];
  rows: { kind: string; cells: TemplateCell[] }[];
  /** That some cannot be used, and that their letters go out in the desk's own words. */
  warning?: string;
  /** The way to the phrases, for a user who keeps some. */
  phrases?: string;
};
type TemplatesPageInput = {
  templates: readonly LetterTemplate[];
  packs: readonly PolicyPack[];
  /** Those that are no letters of their kind any more. */
  unusable: ReadonlySet<number>;
  mayChange: boolean;
  mayKeepPhrases: boolean;
};

/** The address of the templates. */
export const TEMPLATES = '/settings/templates';

/** Every letter to the person by kind and language: whose words it has, and the way to write one's own. */
export function templatesPage(base: FrameBase, given: TemplatesPageInput): TemplatesPage {
  const { t } = base;
  return {
    frame: { ...base, title: t('templates:title') },
    columns: [t('templates:column.kind'), ...LANGUAGES.map(languageName)],
    rows: TEMPLATE_KINDS.map((kind) => ({
      kind: t(`events:letterKind.${kind}`),
      cells: LANGUAGES.map((language) => cellOf(base, given, kind, language)),
    })),
    phrases: given.mayKeepPhrases ? `${TEMPLATES}/phrases` : undefined,
    warning: given.unusable.size > 0 ? t('templates:unusable', { count: given.unusable.size }) : undefined,
  };
}

function cellOf(
  base: FrameBase,
  { templates, packs, unusable, mayChange }: TemplatesPageInput,
  kind: LetterTemplate['kind'],
  language: Language,
): TemplateCell {
  const { t } = base;
  const own = templates.filter((one) => one.kind === kind && one.language === language);
  const state = ({ id, isUsed }: LetterTemplate) =>
    unusable.has(id) ? t('templates:state.unusable') : isUsed ? undefined : t('templates:state.aside');
  const add = {
    href: `${TEMPLATES}/new?kind=${kind}&language=${language}`,
    text: t(own.length > 0 ? 'templates:another' : 'templates:write'),
    unseen: `${t(`events:letterKind.${kind}`)}, ${languageName(language)}`,
  };
  return {
    language: languageName(language),
    links: own.map((one) => ({
      href: `${TEMPLATES}/${one.id}`,
      text: scopeWords(base, one, packs),
      note: state(one),
    })),
    add: mayChange ? add : undefined,
  };
}

import { basisOf, type ContentPart, type ContentSection, isReworded } from '../../domain/answers/content.ts';
import { languageName } from '../../domain/languages.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { DraftContents } from '../../models/answerDraft/contents.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { contentsTold } from '../contents/told.ts';
import { wordsOfPart } from '../contents/words.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';

type SectionPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  errors: Record<string, string>;
  /** Somebody saved meanwhile: what they wrote. */
  conflict: { key: string; value: string }[];
  /** What no words replace. */
  fixed: { key: string; lines: string[] }[];
  form: object;
};

type SectionGiven = {
  page: RequestPage;
  draft: DraftContents;
  section: ContentSection;
  /** What was written and is not saved. */
  written?: Record<string, string>;
  fault?: RuleViolation;
};

/** The words of one section of an answer, each beside the suggested ones. View: `requests/contentsSection`. */
export function sectionPage(base: FrameBase, given: SectionGiven): SectionPage {
  const { t } = base;
  const { page, draft, section, fault } = given;
  const stale = fault?.code === 'stale';
  const place = `/requests/${page.request.reference}/answer/words`;
  const told = contentsTold(draft.contents).find(({ id }) => id === section.id);
  const labelOf = (part: ContentPart) =>
    told?.rows.find((row) => row.part === part.id)?.label || told?.title || '';
  const changed = section.parts.filter(isReworded);
  return {
    frame: { ...base, title: told?.title ?? '', faulty: Boolean(fault), typing: TYPING },
    back: { href: `${place}#about-${section.id}`, text: t('gate:words.back') },
    lead: t('gate:words.sectionLead', { language: languageName(page.request.language) }),
    errors: fault && !stale ? errorsOf(t, [fault]) : {},
    conflict: stale
      ? changed.map((part) => ({ key: labelOf(part), value: part.own ?? t('gate:nothingWritten') }))
      : [],
    fixed: (told?.rows ?? [])
      .filter((row) => !changed.some(({ id }) => id === row.part))
      .map(({ label, words }) => ({ key: label || t('gate:words.fixed'), lines: words.split('\n') })),
    form: {
      id: TYPING,
      action: `${place}/${section.id}`,
      fields: [
        { partial: 'hidden', name: 'version', value: String(draft.version) },
        ...changed.flatMap((part) => fieldsOf(base, given, part, labelOf(part))),
      ],
      button: { text: t('gate:save') },
    },
  };
}

function fieldsOf(
  { t }: FrameBase,
  { draft, written, fault }: SectionGiven,
  part: ContentPart,
  label: string,
) {
  const suggested = t('gate:words.suggested', { words: wordsOfPart(draft.contents, part) });
  const noted = part.aside ? t('gate:words.aside', { words: part.aside }) : '';
  const isOutdated = part.isOutdated ? t('gate:words.outdatedHint') : '';
  return [
    { partial: 'hidden', name: `seen-${part.id}`, value: basisOf(part) },
    {
      partial: 'textarea',
      name: part.id,
      label,
      hint: [isOutdated, suggested, noted].filter(Boolean).join(' '),
      error: fault?.field === part.id ? errorsOf(t, [fault])[part.id] : undefined,
      rows: 3,
      optional: true,
      value: written?.[part.id] ?? part.own ?? '',
    },
  ];
}

import { isReworded, type ToldSection } from '../../domain/answers/content.ts';
import { type Language, languageName } from '../../domain/languages.ts';
import type { DraftContents } from '../../models/answerDraft/contents.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { headingOf } from '../contents/shown.ts';
import { contentsTold } from '../contents/told.ts';
import { isolated, translator } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

/** One section of an answer as it would leave now, and where its words are changed. */
type DraftSection = {
  id: string;
  title: string;
  paragraphs: string[];
  rows: { key: string; lines: string[] }[];
  /** Words of the DPO, or ones that may no longer be true. */
  marks: { text: string; tone: string }[];
  edit?: { href: string; text: string; hidden: string };
};
/** What an answer would say in words now. View: `requests/contentsDraft`. */
export type DraftInWords = { language: Language; sections: DraftSection[]; outdated: string };

type ContentsPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  none: string;
  draft: DraftInWords;
  earlier?: { text: string; link: { href: string; text: string }; form: object };
};

/** What the answer to a request would say in words, section by section. View: `requests/contents`. */
export function contentsPage(
  base: FrameBase,
  { page, draft }: { page: RequestPage; draft: DraftContents },
): ContentsPage {
  const { t } = base;
  const { reference, language } = page.request;
  return {
    frame: { ...base, title: t('gate:words.title') },
    back: { href: `/requests/${reference}/answer`, text: t('gate:backToAnswer') },
    lead: t('gate:words.lead', { language: languageName(language) }),
    none: draft.contents.sections.length > 0 ? '' : t('gate:words.none'),
    draft: shownDraft(base, reference, draft),
    earlier: earlierOf(base, reference, draft),
  };
}

/** The contents of an answer as they would leave now. */
export function shownDraft(base: FrameBase, reference: string, draft: DraftContents): DraftInWords {
  const { t } = base;
  const told = contentsTold(draft.contents);
  const outdated = draft.contents.sections.filter(({ parts }) => parts.some((part) => part.isOutdated));
  return {
    language: draft.contents.language,
    sections: told.map((section) => sectionOf(base, reference, draft, section)),
    outdated: outdated.length > 0 ? t('gate:words.outdated', { count: outdated.length }) : '',
  };
}

function sectionOf(
  { t }: FrameBase,
  reference: string,
  draft: DraftContents,
  section: ToldSection,
): DraftSection {
  const { id, rows } = section;
  const { language } = draft.contents;
  const title = headingOf({ t: translator(language), language }, section);
  const parts = draft.contents.sections.find((one) => one.id === id)?.parts ?? [];
  const isOutdated = parts.some((part) => part.isOutdated);
  const isOwn = parts.some(({ own }) => own !== undefined);
  const place = `/requests/${reference}/answer`;
  const hidden = isolated(title);
  const words = { href: `${place}/words/${id}`, text: t('gate:words.edit'), hidden };
  const stated = parts.find(({ code }) => code === 'stated')?.requirement;
  const statement = {
    href: `${place}/statements#${stated}`,
    text: t('gate:words.editStatement'),
    hidden,
  };
  return {
    id: `about-${id}`,
    title,
    paragraphs: rows.filter(({ label }) => !label).map((row) => row.words),
    rows: rows.filter(({ label }) => label).map((row) => ({ key: row.label, lines: row.words.split('\n') })),
    marks: [
      ...(isOutdated ? [{ text: t('gate:words.isOutdated'), tone: 'open' }] : []),
      ...(isOwn ? [{ text: t('gate:words.isOwn'), tone: 'closed' }] : []),
    ],
    edit: parts.some(isReworded) ? words : stated ? statement : undefined,
  };
}

/** An earlier answer that this one compares itself with, and the DPO's way to say that it is somebody else's. */
function earlierOf({ t }: FrameBase, reference: string, { earlier, version }: DraftContents) {
  if (!earlier) return undefined;
  const { isApart } = earlier;
  return {
    text: t(isApart ? 'gate:words.apart' : 'gate:words.compared', { reference: earlier.reference }),
    link: { href: `/requests/${earlier.reference}`, text: t('gate:words.openEarlier') },
    form: {
      action: `/requests/${reference}/answer/words`,
      fields: [
        { partial: 'hidden', name: 'version', value: String(version) },
        { partial: 'hidden', name: 'apart', value: isApart ? '' : earlier.reference },
      ],
      button: { text: t(isApart ? 'gate:words.compare' : 'gate:words.keepApart'), kind: 'quiet' },
    },
  };
}

import type { FoundThing, Gap, Place, SaidData } from '../../domain/answers/finding.ts';
import type { Gate, GateRow } from '../../domain/answers/gate.ts';
import { isStated } from '../../domain/answers/requirementIds.ts';
import { cited } from '../../domain/policies/law.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { registered } from '../contents/words.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { passageIn } from '../policies/answers.ts';
import { nameOf } from '../systems/words.ts';

/** One requirement as the page of an answer shows it. */
type ShownRequirement = {
  id: string;
  article: string;
  asks: string;
  found: string[];
  gaps: { text: string; href: string; link: string }[];
  state: GateRow['state'];
  badge: { text: string; urgency: string };
};
export type ShownGate = {
  /** Why nothing is checked. */
  unchecked: string;
  lead: string;
  rows: ShownRequirement[];
  rules: string;
  /** Where the DPO states what no system shows. */
  statements?: string;
};

const URGENCIES: Record<GateRow['state'], string> = {
  complete: 'done',
  missing: 'soon',
  'not-applicable': 'waiting',
};

/** What an answer must contain against what there is, row by row. View: `requests/gate`. */
export function shownGate(base: FrameBase, page: RequestPage, gate: Gate): ShownGate {
  const { t } = base;
  const { reference, policyId } = page.request;
  const missing = gate.rows.filter(({ state }) => state === 'missing').length;
  return {
    unchecked: gate.stands === 'checked' ? '' : t(`gate:unchecked.${gate.stands}`),
    lead: missing > 0 ? t('gate:missing', { count: missing }) : t('gate:nothingMissing'),
    rows: gate.rows.map((row) => shownRow(base, page, row)),
    rules: `/policies/${policyId}/answers#${page.request.right}`,
    statements: gate.rows.some(({ id }) => isStated(id))
      ? `/requests/${reference}/answer/statements`
      : undefined,
  };
}

function shownRow(base: FrameBase, page: RequestPage, row: GateRow): ShownRequirement {
  const { t } = base;
  const { id, article, state } = row;
  return {
    id,
    article: passageIn(base, cited(page.policy.law, article)),
    asks: t(`policies:answers.asks.${id}`),
    found: row.found.map((one) => foundWords(base, page, one)),
    gaps: row.gaps.map((one) => ({
      text: gapWords(base, page, one),
      href: hrefOf(page.request.reference, one.where),
      link: t(`gate:fill.${one.where.to}`),
    })),
    state,
    badge: { text: t(`gate:state.${state}`), urgency: URGENCIES[state] },
  };
}

/** What is missing, after the kinds of data that it is missing for. */
function gapWords(base: FrameBase, page: RequestPage, { code, data }: Gap): string {
  const text = base.t(`gate:gap.${code}`, data);
  return data.categories ? base.t('gate:ofData', { categories: categoriesOf(base, page, data), text }) : text;
}

function foundWords(base: FrameBase, page: RequestPage, { code, data }: FoundThing): string {
  const { t } = base;
  const categories = categoriesOf(base, page, data);
  const words = typeof data.words === 'string' ? registered(t, data.words) : categories;
  const said = t(code === 'stated' && categories ? 'gate:ofData' : `gate:found.${code}`, {
    ...data,
    ...{ categories, words, text: words },
  });
  const more = [
    data.count === undefined ? '' : t('gate:records', { count: Number(data.count) }),
    code === 'done' ? String(data.note ?? '') : '',
  ];
  return [said, ...more].filter(Boolean).join(', ');
}

const categoriesOf = (
  base: FrameBase,
  { choice: { names } }: RequestPage,
  { categories }: SaidData,
): string =>
  String(categories ?? '')
    .split('\n')
    .filter(Boolean)
    .map((one) => nameOf(base, { names }, one))
    .join(', ');

/** Where what is missing is filled in. */
function hrefOf(reference: string, where: Place): string {
  switch (where.to) {
    case 'system':
      return `/systems/${where.id}`;
    case 'systems':
      return '/systems';
    case 'tasks':
      return `/requests/${reference}/tasks`;
    case 'statement':
      return `/requests/${reference}/answer/statements#${where.requirement}`;
    case 'form':
      return `#${where.field}`;
  }
}

import { COUNTRIES } from '../../domain/countries.ts';
import { URGENCIES } from '../../domain/deadlines/urgency.ts';
import { STATUSES } from '../../domain/lifecycle/status.ts';
import { CHANNELS } from '../../domain/lifecycle/vocabulary.ts';
import { YES_OR_NO } from '../../domain/queue/narrowing.ts';
import { RIGHTS } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Filter } from '../../models/subjectRequest/filter.ts';
import { countryOptions } from '../countries.ts';
import { errorsOf, type FieldErrors } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { FilterNames } from './crumbs.ts';
import { queryOf } from './listQuery.ts';
import { wordedOf } from './words.ts';

type FiltersPage = {
  frame: Frame;
  errors: FieldErrors;
  back: string;
  fields: object[];
  /** The list without any filter. */
  clear: string;
};

type FiltersInput = FilterNames & {
  filter: Filter;
  /** What stood in the fields, also where it is no day. */
  asked: Record<string, string>;
  faults: readonly RuleViolation[];
};

const PERIODS = ['received', 'due', 'closed'] as const;
const KINDS = ['paused', 'extended', 'message'] as const;

/** Everything that can narrow a list, as one form whose address holds it all. */
export function filtersPage(base: FrameBase, given: FiltersInput): FiltersPage {
  const { t } = base;
  const { filter, asked, faults } = given;
  const errors = errorsOf(t, faults);
  const select = ([name, options]: [string, { value: string; text: string }[]]) => ({
    partial: 'select',
    name,
    label: t(`queue:filter.${name}`),
    options: [{ value: '', text: t('queue:every') }, ...options],
    value: asked[name] ?? '',
  });
  const day = (name: string, end: 'from' | 'to') => ({
    partial: 'field',
    name,
    type: 'date',
    width: 'short',
    label: t(`queue:filter.${end}`),
    value: asked[name] ?? '',
    error: errors[name],
  });
  return {
    frame: { ...base, title: t('queue:filter.title'), faulty: faults.length > 0 },
    errors,
    back: `/requests${queryOf({ ...filter, after: undefined })}`,
    clear: `/requests${queryOf({ view: filter.view, sort: filter.sort, order: filter.order, columns: filter.columns })}`,
    fields: [
      ...(['view', 'sort', 'columns'] as const).flatMap((name) =>
        asked[name] ? [{ partial: 'hidden', name, value: asked[name] }] : [],
      ),
      {
        partial: 'field',
        name: 'q',
        type: 'search',
        label: t('queue:filter.q'),
        value: asked.q ?? '',
        width: 'medium',
        spellcheck: false,
      },
      ...choicesIn(base, given).map(select),
      ...PERIODS.map((period) => ({
        partial: 'group',
        legend: t(`queue:filter.${period}`),
        fields: [day(`${period}From`, 'from'), day(`${period}To`, 'to')],
      })),
      ...KINDS.map((name) =>
        select([name, YES_OR_NO.map((value) => ({ value, text: t(`queue:crumb.${name}.${value}`) }))]),
      ),
    ],
  };
}

/** The choices that each select offers. */
function choicesIn(
  { t, language }: FrameBase,
  { packs, colleagues, tags }: FiltersInput,
): [string, { value: string; text: string }[]][] {
  const words = (values: readonly string[], wordOf: (value: string) => string) =>
    values.map((value) => ({ value, text: wordOf(value) }));
  const policies = new Map(packs.map(({ id, title }) => [id, wordedOf(title, language)]));
  return [
    ['right', words(RIGHTS, (one) => t(`requests:right.${one}`))],
    ['policy', [...policies].map(([value, text]) => ({ value, text }))],
    ['status', words(STATUSES, (one) => t(`requests:status.${one}`))],
    ['urgency', words(URGENCIES, (one) => t(`urgency:word.${one}`))],
    ['channel', words(CHANNELS, (one) => t(`requests:channel.${one}`))],
    ['country', countryOptions(COUNTRIES, language)],
    [
      'assignee',
      [
        { value: 'nobody', text: t('requests:nobody') },
        ...colleagues.map(({ id, name, email }) => ({ value: String(id), text: name || email })),
      ],
    ],
    ['tag', tags.map(({ id, name }) => ({ value: String(id), text: name }))],
  ];
}

import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { coverageOf } from '../../domain/systems/coverage.ts';
import { type Suggestion, suggestedRecipients } from '../../domain/systems/suggestions.ts';
import { isActiveOn, isDeputised } from '../../domain/systems/system.ts';
import type { HoldingSystem } from '../../models/system/holding.ts';
import type { ListedSystem, SystemFilter, SystemList } from '../../models/system/listing.ts';
import { longDate } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { wordedOf } from '../requests/words.ts';
import type { CategoryNames } from '../situation.ts';
import { namesOnce } from './words.ts';

type SystemsPageInput = SystemList & {
  filter: SystemFilter;
  /** The categories that the organisation and its policies name. */
  categories: string[];
  names: CategoryNames;
  today: CalendarDate;
  mayChange: boolean;
  faults: RuleViolation[];
  /** What was filled in to begin with, where it was not taken. */
  begun?: { recipients: string[]; places: Record<string, string> };
};
type Cell = { text: string; href?: string; note?: string };
export type SystemsPage = {
  frame: Frame;
  errors: Record<string, string>;
  /** Whether the register has any system. */
  hasSystems: boolean;
  /** The field by which a long register is searched. */
  search?: { find: string; category?: string; clear?: string };
  /** What the list was narrowed to. */
  narrowed: string;
  rows: { cells: Cell[] }[];
  pagination: { next?: string; first?: string };
  /** Each category with the systems that hold it: the first of them, and where the others are listed. */
  coverage: { name: string; systems: Cell[]; more?: Cell; hole: string }[];
  /** How many categories no system holds. */
  holes: string;
  mayChange: boolean;
  /** What an empty register begins with. */
  beginning?: object;
};

/** The register: where personal data lie, who looks after them, and which category lies nowhere. */
export function systemsPage(base: FrameBase, given: SystemsPageInput): SystemsPage {
  const { listed, all, next, filter, categories, today, mayChange, faults } = given;
  const { t } = base;
  const held = coverageOf(categories, all, today);
  const holes = held.filter(isHole).length;
  const nameOf = namesOnce(base, given);
  return {
    frame: { ...base, title: t('systems:title'), faulty: faults.length > 0 },
    errors: errorsOf(t, faults),
    hasSystems: all.length > 0,
    search: searchOf(given),
    narrowed: filter.category ? t('systems:holding', { category: nameOf(filter.category) }) : '',
    rows: listed.map((system) => ({ cells: cellsOf(base, today, system, nameOf) })),
    pagination: {
      next: next ? addressOf({ ...filter, after: next }) : undefined,
      first: filter.after ? addressOf({ ...filter, after: undefined }) : undefined,
    },
    coverage: (all.length > 0 ? held : []).map(({ category, systems }) => ({
      name: nameOf(category),
      hole: isHole({ systems }) ? t(systems.length > 0 ? 'systems:onlyRecipients' : 'systems:nowhere') : '',
      systems: systems.slice(0, FEW).map(({ id, name }) => ({ text: name, href: `/systems/${id}` })),
      more:
        systems.length > FEW
          ? { text: t('systems:others', { count: systems.length - FEW }), href: addressOf({ category }) }
          : undefined,
    })),
    holes: all.length === 0 || held.length === 0 ? '' : t('systems:holes', { count: holes }),
    mayChange,
    beginning: mayChange ? beginning(base, given) : undefined,
  };
}

/** So many systems of a category are named in the map. */
const FEW = 5;
/** A register of more systems than this has a field to search it. */
const SHORT = 20;

function searchOf({ all, filter }: SystemsPageInput): SystemsPage['search'] {
  const { find = '', category } = filter;
  const isNarrowed = find !== '' || category !== undefined;
  return all.length > SHORT || isNarrowed
    ? { find, category, clear: isNarrowed ? addressOf({}) : undefined }
    : undefined;
}

function addressOf({ find, category, after }: SystemFilter): string {
  const query = new URLSearchParams();
  if (find) query.set('find', find);
  if (category) query.set('category', category);
  if (after) query.set('after', String(after));
  return query.size > 0 ? `/systems?${query}` : '/systems';
}

/** Whether nobody is asked for a category: no system holds it, or only recipients were given it, who search nothing for us. */
const isHole = ({ systems }: { systems: Pick<HoldingSystem, 'kind'>[] }): boolean =>
  systems.every(({ kind }) => kind === 'recipient');

/** The recipients that the organisation's policies name, in the reader's words. */
export const recipientsSuggested = ({ language }: FrameBase, packs: readonly PolicyPack[]): Suggestion[] =>
  suggestedRecipients(packs, { language, say: (text) => wordedOf(text, language) });

/** The field that says where a category lies. */
export const placeField = (category: string): string => `holds-${category}`;

function cellsOf(
  base: FrameBase,
  today: CalendarDate,
  system: ListedSystem,
  nameOf: (category: string) => string,
): Cell[] {
  const { t, language } = base;
  const { id, name, kind, categories, ownerName, ownerEmail, deputyEmail, absentUntil, activeUntil } = system;
  const away = isDeputised(system, today) && absentUntil;
  return [
    { text: name, href: `/systems/${id}`, note: system.purpose },
    { text: t(`systems:kind.${kind}`) },
    { text: categories.map(nameOf).join('; ') || t('systems:noCategory') },
    {
      text: ownerName || ownerEmail || t('systems:noOwner'),
      note: away ? t('systems:away', { until: longDate(away, language), deputy: deputyEmail }) : undefined,
    },
    {
      text: isActiveOn(system, today)
        ? t('systems:inUse')
        : activeUntil && activeUntil < today
          ? t('systems:endedOn', { on: longDate(activeUntil, language) })
          : t('systems:notYet'),
    },
  ];
}

/** The form by which an empty register begins. A register that has begun is not asked again for what was left out. */
function beginning(base: FrameBase, given: SystemsPageInput): object | undefined {
  const { all, categories, names, faults, begun } = given;
  if (all.length > 0) return undefined;
  const { t } = base;
  const packs = names.packs as PolicyPack[];
  const every = recipientsSuggested(base, packs);
  if (every.length + categories.length === 0) return undefined;
  const errors = errorsOf(t, faults);
  const nameOf = namesOnce(base, given);
  const options = every.map(({ form, pack, source }) => ({
    value: form.name,
    text: form.name,
    hint: [form.purpose, t('systems:from', { policy: policyName(pack, packs, base), source })]
      .filter(Boolean)
      .join('. '),
  }));
  const recipients = {
    partial: 'choices',
    type: 'checkbox',
    name: 'recipient',
    legend: t('systems:recipients'),
    hint: t('systems:recipientsHint'),
    options,
    values: begun?.recipients ?? every.map(({ form }) => form.name),
    error: errors.recipient,
    optional: true,
  };
  const places = categories.map((category) => ({
    partial: 'field',
    name: placeField(category),
    label: nameOf(category),
    value: begun?.places[category],
    error: errors[placeField(category)],
    optional: true,
  }));
  const group = (legend: string, fields: object[]) =>
    fields.length > 0 ? [{ partial: 'group', legend, fields }] : [];
  return {
    action: '/systems/beginning',
    fields: [
      ...group(t('systems:places'), places),
      ...group(t('systems:namedByPolicies'), every.length > 0 ? [recipients] : []),
    ],
    button: { text: t('systems:begin') },
  };
}

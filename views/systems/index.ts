import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { coverageOf } from '../../domain/systems/coverage.ts';
import { type Suggestion, suggestedRecipients } from '../../domain/systems/suggestions.ts';
import { isActiveOn, isDeputised } from '../../domain/systems/system.ts';
import type { ListedSystem } from '../../models/system/listing.ts';
import { longDate } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { wordedOf } from '../requests/words.ts';
import type { CategoryNames } from '../situation.ts';
import { namesOnce } from './words.ts';

type SystemsPageInput = {
  systems: ListedSystem[];
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
  rows: { cells: Cell[] }[];
  /** Each category with the systems that hold it. */
  coverage: { name: string; systems: Cell[]; hole: string }[];
  /** How many categories no system holds. */
  holes: string;
  mayChange: boolean;
  /** What an empty register begins with. */
  beginning?: object;
};

/** The register: where personal data lie, who looks after them, and which category lies nowhere. */
export function systemsPage(base: FrameBase, given: SystemsPageInput): SystemsPage {
  const { systems, categories, today, mayChange, faults } = given;
  const { t } = base;
  const held = coverageOf(categories, systems, today);
  const holes = held.filter(isHole).length;
  const nameOf = namesOnce(base, given);
  return {
    frame: { ...base, title: t('systems:title'), faulty: faults.length > 0 },
    errors: errorsOf(t, faults),
    rows: systems.map((system) => ({ cells: cellsOf(base, today, system, nameOf) })),
    coverage: (systems.length > 0 ? held : []).map(({ category, systems }) => ({
      name: nameOf(category),
      hole: isHole({ systems }) ? t(systems.length > 0 ? 'systems:onlyRecipients' : 'systems:nowhere') : '',
      systems: systems.map(({ id, name }) => ({ text: name, href: `/systems/${id}` })),
    })),
    holes: systems.length === 0 || held.length === 0 ? '' : t('systems:holes', { count: holes }),
    mayChange,
    beginning: mayChange ? beginning(base, given) : undefined,
  };
}

/** Whether nobody is asked for a category: no system holds it, or only recipients were given it, who search nothing for us. */
const isHole = ({ systems }: { systems: Pick<ListedSystem, 'kind'>[] }): boolean =>
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
  const { systems, categories, names, faults, begun } = given;
  if (systems.length > 0) return undefined;
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

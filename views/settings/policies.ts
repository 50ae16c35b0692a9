import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { OwnCategory } from '../../domain/policies/categories.ts';
import { packNamed } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { criteriaNamedIn } from '../../domain/policies/situation.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ListedPolicy } from '../../models/organisation/policies.ts';
import type { PolicyListChange } from '../../models/organisation/policyChanges.ts';
import type { ChangesPage } from '../../models/settingsChange/log.ts';
import { calendarName } from '../calendars.ts';
import { type ChangesShown, changesShown } from '../changesShown.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { effectWords } from '../policies/words.ts';
import { wordedOf } from '../requests/words.ts';
import { situationWords } from '../situation.ts';
import { type Categories, categoriesPart } from './categories.ts';
import { type Numbers, type NumbersInput, numbersOf } from './numbers.ts';
import { type ChangeRow, policyChangeRows } from './policyChanges.ts';

type PolicySettingsPageInput = NumbersInput & {
  packs: PolicyPack[];
  policies: ListedPolicy[];
  own: OwnCategory[];
  version: number;
  today: CalendarDate;
  mayRead: boolean;
  mayMoveDates: boolean;
  changes: ChangesPage<PolicyListChange>;
  /** The change before which the page begins. */
  before?: number;
  faults: RuleViolation[];
};

/** One row of the list: its requests and its policy. */
type PolicySettingsRow = {
  condition: string;
  policy?: { text: string; href: string };
  facts?: string;
  /** The pack that it extends. */
  parent?: { text: string; href: string };
  missing: boolean;
  change?: string;
  moves: { action: string; text: string }[];
};
type PolicySettingsPage = {
  frame: Frame;
  errors: Record<string, string>;
  version: string;
  rows: PolicySettingsRow[];
  /** The link to add a policy, for a user who may. */
  addition?: string;
  links: { href: string; text: string }[];
  categories?: Categories;
  /** The organisation's own periods if a policy leaves one open; else undefined. */
  numbers?: Numbers;
  /** The changes of the list and their authors, the latest first. */
  changes: ChangeRow[];
  /** That there are more changes, and the way to them. */
  more?: ChangesShown;
};

/** The organisation's policies in the order of choice; their content is at /policies. */
export function policySettingsPage(base: FrameBase, given: PolicySettingsPageInput): PolicySettingsPage {
  const { policies, mayRead, mayChange, mayMoveDates, faults } = given;
  const { t } = base;
  const errors = errorsOf(t, faults);
  const hasForm = mayChange && given.clocks.length > 0;
  const link = (is: boolean, href: string, text: string) => (is ? [{ href, text: t(text) }] : []);
  return {
    frame: {
      ...base,
      title: t('settings:policies.title'),
      faulty: faults.length > 0,
      typing: hasForm ? TYPING : undefined,
    },
    errors,
    version: String(given.version),
    rows: policies.map((row, place) => rowOf(base, given, row, place)),
    addition: mayChange ? `${ROWS}/new` : undefined,
    links: [
      ...link(true, '/policies', 'settings:policies.all'),
      ...link(mayMoveDates, '/settings/dates', 'moves:link'),
      ...link(mayRead, '/settings/organisation', 'settings:organisation.title'),
    ],
    categories: mayChange ? categoriesPart(base, given.own) : undefined,
    changes: policyChangeRows(base, {
      ...given,
      changes: given.changes.changes,
      names: { own: given.own, packs: given.packs },
    }),
    more: changesShown(base, given.changes, {
      here: '/settings/policies',
      isFirst: given.before === undefined,
    }),
    numbers: given.clocks.length > 0 ? numbersOf(base, given, errors) : undefined,
  };
}

/** The prefix of the forms for rows. */
export const ROWS = '/settings/policies/rows';

function rowOf(
  base: FrameBase,
  given: PolicySettingsPageInput,
  row: ListedPolicy,
  place: number,
): PolicySettingsRow {
  const { packs, policies, own, today, mayChange } = given;
  const { t, language } = base;
  const [, pinned] = row.policy.split('@', 2);
  const pack = packNamed(packs, row.policy, today);
  const parent = packs.find((one) => one.id === pack?.extends);
  const isForAll = criteriaNamedIn(row.appliesTo).length === 0;
  const move = (where: 'up' | 'down' | 'removal') => ({
    action: `${ROWS}/${row.id}/${where}`,
    text: t(`settings:rows.${where}`),
  });
  const all = t(policies.length > 1 ? 'settings:rows.others' : 'settings:rows.all');
  return {
    condition: isForAll
      ? all
      : t('situation:if', { what: situationWords(base, row.appliesTo, { own, packs }) }),
    policy: pack && {
      text: wordedOf(pack.title, language),
      href: `/policies/${pack.id}?version=${encodeURIComponent(pack.version)}`,
    },
    facts:
      pack &&
      [
        t('settings:rows.facts', {
          version: t(`settings:policies.${pinned ? 'pinned' : 'current'}`, { version: pack.version }),
          role: t(`settings:rows.role.${row.role}`),
          effect: effectWords(pack, packs, today, language, t),
        }),
        row.calendar && t('settings:rows.holidays', { calendar: calendarName(row.calendar, language, t) }),
      ]
        .filter(Boolean)
        .join(' '),
    parent: parent && {
      text: t('settings:policies.extends', { policy: wordedOf(parent.title, language) }),
      href: `/policies/${parent.id}`,
    },
    missing: !pack,
    change: mayChange ? `${ROWS}/${row.id}` : undefined,
    moves:
      mayChange && !isForAll
        ? [
            ...(place > 0 ? [move('up')] : []),
            ...(place < policies.length - 2 ? [move('down')] : []),
            move('removal'),
          ]
        : [],
  };
}

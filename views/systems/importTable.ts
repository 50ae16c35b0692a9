import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ImportPlan } from '../../domain/systems/importPlan.ts';
import { IDENTIFIERS, SYSTEM_KINDS } from '../../domain/systems/system.ts';
import { COLUMNS, type Column } from '../../domain/systems/systemCsv.ts';
import { errorsOf, sentenceOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { CategoryNames } from '../situation.ts';
import { changeWords, identifierName, nameOf } from './words.ts';

type ImportPageInput = {
  table: string;
  plan?: ImportPlan & { seen: string };
  faults?: RuleViolation[];
  /** The categories that a table may name by their ids, and their titles. */
  categories: string[];
  names: CategoryNames;
};
type PlanPart = {
  text: string;
  faults: { cells: { text: string }[] }[];
  rows: { cells: { text: string }[] }[];
  /** What imports it; none where nothing would change, or a line has a fault. */
  form?: object;
};
export type ImportPage = {
  frame: Frame;
  errors: Record<string, string>;
  plan?: PlanPart;
  form: object;
  /** Each column with what belongs there. */
  columns: { key: string; value: string }[];
};

/** A table for the register: chosen or pasted, then shown with what it would do, line by line. */
export function importPage(base: FrameBase, given: ImportPageInput): ImportPage {
  const { table, plan, faults = [] } = given;
  const { t } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: {
      ...base,
      title: t('systems:import'),
      faulty: faults.length > 0 || (plan?.faults.length ?? 0) > 0,
    },
    errors,
    plan: plan && planPart(base, given, plan),
    form: {
      action: '/systems/import',
      files: true,
      fields: [
        {
          partial: 'file',
          name: 'files',
          label: t('systems:file'),
          hint: t('systems:fileHint'),
          accept: '.csv,text/csv',
          error: errors.files ?? errors.file,
          optional: true,
        },
        {
          partial: 'textarea',
          name: 'table',
          label: t('systems:pasted'),
          rows: 8,
          value: table,
          optional: true,
        },
      ],
      button: { text: t('systems:look'), kind: plan?.faults.length === 0 ? 'quiet' : 'primary' },
    },
    columns: COLUMNS.map((column) => ({ key: column, value: columnWords(base, given, column) })),
  };
}

/** Columns whose cells have a form of their own. */
const FORMED: readonly string[] = [
  'kind',
  'categories',
  'identifiers',
  'after',
  'active',
  'leadDays',
  'backupDays',
];

function columnWords(base: FrameBase, given: ImportPageInput, column: Column): string {
  const { t } = base;
  const named = (ids: readonly string[], name: (id: string) => string) =>
    ids.map((id) => `${id} (${name(id)})`).join(', ');
  const known: Partial<Record<Column, string>> = {
    kind: named(SYSTEM_KINDS, (kind) => t(`systems:kind.${kind}`)),
    categories: named(given.categories, (id) => nameOf(base, given, id)),
    identifiers: named(IDENTIFIERS, (id) => identifierName(base, id)),
  };
  const title = column === 'active' ? t('systems:column.use') : t(`systems:label.${column}`);
  const form = FORMED.includes(column) ? t(`systems:cell.${column}`) : '';
  return [[title, form].filter(Boolean).join('. '), known[column]].filter(Boolean).join(' ');
}

function planPart(base: FrameBase, given: ImportPageInput, plan: ImportPlan & { seen: string }): PlanPart {
  const { t } = base;
  const { table } = given;
  const { added, changed, unchanged, faults } = plan;
  const counts = { added: added.length, changed: changed.length, unchanged };
  const isEmpty = added.length + changed.length === 0;
  return {
    text: faults.length > 0 ? t('systems:planFaulty', { count: faults.length }) : t('systems:plan', counts),
    faults: faults.map(({ line, column, fault }) => ({
      cells: [{ text: String(line) }, { text: column }, { text: sentenceOf(t, fault) }],
    })),
    rows:
      faults.length > 0
        ? []
        : [
            ...added.map((entry) => ({ cells: cells(t('systems:isNew'), entry) })),
            ...changed.map(({ before, entry }) => ({
              cells: [
                { text: entry.name },
                { text: t('systems:isChanged') },
                { text: changeWords(base, given, { was: before, is: entry }).join(' ') },
              ],
            })),
          ],
    form:
      faults.length > 0 || isEmpty
        ? undefined
        : {
            action: '/systems/import',
            files: true,
            fields: [
              { partial: 'hidden', name: 'table', value: table },
              { partial: 'hidden', name: 'seen', value: plan.seen },
            ],
            button: { text: t('systems:importNow', { count: added.length + changed.length }) },
          },
  };
}

const cells = (effect: string, { name, purpose, ownerName, ownerEmail }: ImportPlan['added'][number]) => [
  { text: name },
  { text: effect },
  { text: [purpose, ownerName || ownerEmail].filter(Boolean).join(', ') },
];

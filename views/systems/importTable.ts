import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ImportPlan } from '../../domain/systems/importPlan.ts';
import { COLUMNS } from '../../domain/systems/systemCsv.ts';
import { errorsOf, sentenceOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type ImportPageInput = { table: string; plan?: ImportPlan & { seen: string }; faults?: RuleViolation[] };
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
  columns: string;
};

/** A table for the register: chosen or pasted, then shown with what it would do, line by line. */
export function importPage(base: FrameBase, { table, plan, faults = [] }: ImportPageInput): ImportPage {
  const { t } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: {
      ...base,
      title: t('systems:import'),
      faulty: faults.length > 0 || (plan?.faults.length ?? 0) > 0,
    },
    errors,
    plan: plan && planPart(base, table, plan),
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
    columns: COLUMNS.join(','),
  };
}

function planPart({ t }: FrameBase, table: string, plan: ImportPlan & { seen: string }): PlanPart {
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
            ...changed.map(({ entry }) => ({ cells: cells(t('systems:isChanged'), entry) })),
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

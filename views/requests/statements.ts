import type { GateRow } from '../../domain/answers/gate.ts';
import { isStated, keptId } from '../../domain/answers/requirementIds.ts';
import { cited } from '../../domain/policies/law.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Statements } from '../../models/answerDraft/statements.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { passageIn } from '../policies/answers.ts';
import { nameOf } from '../systems/words.ts';

type StatementsPage = {
  frame: Frame;
  back: { href: string; text: string };
  errors: Record<string, string>;
  /** Somebody saved meanwhile: what they wrote. */
  conflict: { key: string; value: string }[];
  form: object;
};

type StatementsGiven = {
  page: RequestPage;
  rows: readonly GateRow[];
  saved: Statements;
  /** What was written and is not saved. */
  written?: Record<string, string>;
  fault?: RuleViolation;
};

/** What the DPO states for an answer where no system shows it. View: `requests/statements`. */
export function statementsPage(base: FrameBase, given: StatementsGiven): StatementsPage {
  const { t } = base;
  const { page, saved, written, fault } = given;
  const stale = fault?.code === 'stale';
  const asked = given.rows.filter(({ id }) => isStated(id)).flatMap(fieldsOf);
  const label = ({ row, category }: StatementField): string => {
    const text = t(`policies:answers.asks.${row.id}`);
    const names = page.choice.names;
    return category ? t('gate:ofData', { categories: nameOf(base, { names }, category), text }) : text;
  };
  const savedOf = ({ names }: StatementField): string | undefined =>
    names.map((name) => saved.stated[name]).find(Boolean);
  return {
    frame: { ...base, title: t('gate:statementsTitle'), faulty: Boolean(fault), typing: TYPING },
    back: { href: `/requests/${page.request.reference}/answer`, text: t('gate:backToAnswer') },
    errors: fault && !stale ? errorsOf(t, [fault]) : {},
    conflict: stale
      ? asked.map((field) => ({ key: label(field), value: savedOf(field) ?? t('gate:nothingWritten') }))
      : [],
    form: {
      id: TYPING,
      action: `/requests/${page.request.reference}/answer/statements`,
      fields: [
        { partial: 'hidden', name: 'version', value: String(saved.version) },
        ...asked.map((field) => ({
          partial: 'textarea',
          name: field.names[0],
          id: field.id,
          label: label(field),
          hint: [
            passageIn(base, cited(page.policy.law, field.row.article)),
            t(`gate:statementHint.${field.row.id}`),
          ].join('. '),
          rows: 3,
          optional: true,
          value: written ? written[field.names[0]] : savedOf(field),
        })),
      ],
      button: { text: t('gate:save') },
    },
  };
}

/** A field of the form: under which name its words are saved, and under which other they may have been before. */
type StatementField = {
  row: GateRow;
  id: string;
  names: [keyof Statements['stated'], ...(keyof Statements['stated'])[]];
  category?: string;
};

/** One field for a requirement; where data of several kinds are kept, one for each. */
function fieldsOf(row: GateRow): StatementField[] {
  const { id } = row;
  if (id !== 'kept') return [{ row, id, names: [id] }];
  const said = [...row.found, ...row.gaps].flatMap(({ data: { category = '' } }) => category || []);
  const kinds = [...new Set(said.map(String))];
  if (kinds.length < 2) return [{ row, id, names: [id, ...kinds.map(keptId)] }];
  return kinds.map((category, nth) => ({
    row,
    id: nth === 0 ? id : `${id}-${nth}`, // the links of the check lead to the first
    names: [keptId(category), id],
    category,
  }));
}

import type { GateRow } from '../../domain/answers/gate.ts';
import { isStated } from '../../domain/answers/requirementIds.ts';
import { cited } from '../../domain/policies/law.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Statements } from '../../models/answerDraft/statements.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { passageIn } from '../policies/answers.ts';

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
  const asked = given.rows.filter(({ id }) => isStated(id));
  const words = (id: string): string => written?.[id] ?? saved.stated[id as GateRow['id']] ?? '';
  return {
    frame: { ...base, title: t('gate:statementsTitle'), faulty: Boolean(fault), typing: TYPING },
    back: { href: `/requests/${page.request.reference}/answer`, text: t('gate:backToAnswer') },
    errors: fault && !stale ? errorsOf(t, [fault]) : {},
    conflict: stale
      ? asked.map(({ id }) => ({
          key: t(`policies:answers.asks.${id}`),
          value: saved.stated[id] || t('gate:nothingWritten'),
        }))
      : [],
    form: {
      id: TYPING,
      action: `/requests/${page.request.reference}/answer/statements`,
      fields: [
        { partial: 'hidden', name: 'version', value: String(saved.version) },
        ...asked.map(({ id, article }) => ({
          partial: 'textarea',
          name: id,
          id,
          label: t(`policies:answers.asks.${id}`),
          hint: [passageIn(base, cited(page.policy.law, article)), t(`gate:statementHint.${id}`)].join('. '),
          rows: 3,
          optional: true,
          value: words(id),
        })),
      ],
      button: { text: t('gate:save') },
    },
  };
}

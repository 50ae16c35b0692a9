import { BULK, bulkShapeOf } from '../../domain/lifecycle/bulk.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { BulkOutcome, BulkOutcomeItem } from '../../models/bulk/outcome.ts';
import { errorsOf, type FieldErrors, sentenceOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { BulkRow } from './bulkPlan.ts';

type BulkOutcomeInput = {
  outcome: BulkOutcome;
  role: Role;
  /** The query of the list that they were picked from. */
  list: string;
  reason?: string;
  fault?: RuleViolation;
};
type BulkOutcomeTable = { caption: string; columns: { text: string }[]; rows: BulkRow[] };
type BulkOutcomePage = {
  frame: Frame;
  errors: FieldErrors;
  back: string;
  /** What was done to how many; then that it was broken off, or taken back. */
  said: string[];
  tables: BulkOutcomeTable[];
  undo?: object;
  /** What a run that was broken off had not come to, to go on with. */
  goOn?: object;
};

/** What became of an act on many requests, and the button that takes it back while that is possible. */
export function bulkOutcomePage(base: FrameBase, given: BulkOutcomeInput): BulkOutcomePage {
  const { outcome, role, list, fault } = given;
  const { t } = base;
  const { act, assignee, tag, items } = outcome;
  const waiting = items.filter(({ isWaiting }) => isWaiting);
  const done = items.filter(({ obstacle, isWaiting }) => !obstacle && !isWaiting);
  const left = items.filter(({ obstacle }) => obstacle);
  const taken = done.filter(({ isTakenBack }) => isTakenBack);
  const standing = done.filter(({ isTakenBack }) => !isTakenBack);
  const kept = standing.filter(({ keptFor }) => keptFor);
  const errors = errorsOf(t, fault ? [fault] : []);
  const words = { context: assignee || act !== 'assign' ? undefined : 'nobody', assignee, tag };
  const { takesBack } = bulkShapeOf(act);
  const table = (
    key: string,
    rows: BulkOutcomeItem[],
    why?: (item: BulkOutcomeItem) => RuleViolation | undefined,
  ) => ({
    caption: t(`bulk:${key}`, { count: rows.length }),
    columns: [
      { text: t('queue:column.reference') },
      { text: t('queue:column.person') },
      ...(why ? [{ text: t('bulk:why') }] : []),
    ],
    rows: rows.map((item) => rowOf(item, why && sentenceOf(t, why(item) as RuleViolation))),
  });
  return {
    frame: {
      ...base,
      title: t(standing.length > 0 || taken.length === 0 ? `bulk:${act}.done` : 'bulk:takenBack', {
        ...words,
        count: standing.length || taken.length,
      }),
      faulty: Boolean(fault),
    },
    errors,
    back: `/requests${list}`,
    said: [
      outcome.isUnderway
        ? t('bulk:underway', { done: items.length - waiting.length, count: items.length })
        : '',
      outcome.isBrokenOff ? t('bulk:brokenOff') : '',
      left.length > 0 ? t('bulk:leftOut', { count: left.length }) : '',
      taken.length > 0 && standing.length > 0 ? t('bulk:takenBack', { count: taken.length }) : '',
    ].filter(Boolean),
    tables: [
      table('left', left, ({ obstacle }) => obstacle),
      table('kept', kept, ({ keptFor }) => keptFor),
      table(
        'worked',
        standing.filter(({ keptFor }) => !keptFor),
      ),
      table('taken', taken),
      table('waiting', waiting),
    ].filter(({ rows }) => rows.length > 0),
    undo:
      takesBack && may(role, takesBack) && standing.length > 0 && !outcome.isUnderway
        ? undoForm(base, given, errors)
        : undefined,
    goOn:
      outcome.isBrokenOff && waiting.length > 0 && may(role, BULK[act].action)
        ? {
            action: '/requests/bulk',
            fields: [
              { partial: 'hidden', name: 'act', value: act },
              { partial: 'hidden', name: 'list', value: list },
              {
                partial: 'hidden',
                name: 'picked',
                value: waiting.map(({ reference }) => reference).join(' '),
              },
            ],
            button: { text: t('bulk:goOn', { count: waiting.length }) },
          }
        : undefined,
  };
}

function rowOf({ reference, person }: BulkOutcomeItem, why?: string): BulkRow {
  const cells = [{ text: reference, href: `/requests/${reference}` }, { text: person }];
  return { cells: why === undefined ? cells : [...cells, { text: why }] };
}

function undoForm(
  { t }: FrameBase,
  { outcome, list, reason }: BulkOutcomeInput,
  errors: FieldErrors,
): object {
  const asksWhy = bulkShapeOf(outcome.act).takesBack === 'reopen';
  const why = {
    partial: 'textarea',
    name: 'reason',
    label: t('verbs:label.reason'),
    hint: t('bulk:undoReason'),
    rows: 2,
    value: reason ?? '',
    error: errors.reason,
  };
  return {
    action: `/requests/bulk/runs/${outcome.id}/undo`,
    fields: [{ partial: 'hidden', name: 'list', value: list }, ...(asksWhy ? [why] : [])],
    button: { text: t('bulk:undo'), kind: 'quiet' },
  };
}

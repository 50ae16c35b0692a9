import type { DeclaredDay } from '../../domain/calendar/declaredDays.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Move, MovedDate, Outdated } from '../../models/subjectRequest/basis.ts';
import { longDate, longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

export type DatesForm = { on: string; name: string; source: string; kind: string };

type Cell = { text: string; href?: string };
export type DatesPage = {
  frame: Frame;
  errors: Record<string, string>;
  declared: { day: string; what: string; source: string; withdrawal: string }[];
  form: object;
  /** The open requests that are counted by former rules, a row a date. */
  moves: { cells: Cell[] }[];
  outdated: number;
};

type Given = { declared: DeclaredDay[]; outdated: Outdated[]; form: DatesForm; faults: RuleViolation[] };

export function datesPage(base: FrameBase, { declared, outdated, form, faults }: Given): DatesPage {
  const { t, language } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: { ...base, title: t('moves:title'), faulty: faults.length > 0 },
    errors,
    declared: declared.map(({ on, name, source, working }) => ({
      day: longDate(on, language),
      what: t(working ? 'moves:workingDay' : 'moves:holiday', { name }),
      source,
      withdrawal: `/settings/dates/declared/${on}/withdrawal`,
    })),
    form: declareForm(base, form, errors),
    moves: outdated.flatMap((each) => rowsOf(base, each)),
    outdated: outdated.length,
  };
}

function declareForm({ t }: FrameBase, form: DatesForm, errors: Record<string, string>) {
  const kinds = ['holiday', 'working'].map((value) => ({ value, text: t(`moves:kind.${value}`) }));
  const field = (name: 'on' | 'name' | 'source', more: object = {}) => ({
    partial: 'field',
    name,
    label: t(`moves:label.${name}`),
    value: form[name],
    error: errors[name],
    ...more,
  });
  return {
    action: '/settings/dates/declared',
    fields: [
      field('on', { type: 'date', width: 'short' }),
      field('name'),
      field('source', { hint: t('moves:sourceHint') }),
      {
        partial: 'choices',
        name: 'kind',
        legend: t('moves:label.kind'),
        options: kinds,
        values: [form.kind || 'holiday'],
      },
    ],
    button: { text: t('moves:declare'), kind: 'quiet' },
  };
}

/** One row for each date that moves; a request whose dates stay is named all the same. */
function rowsOf(base: FrameBase, { request, basis, moves }: Outdated): { cells: Cell[] }[] {
  const { t } = base;
  const { reference, personName, zone } = request;
  const policy = `${basis.policyId}@${basis.policyVersion}`;
  const head = [{ text: reference, href: `/requests/${reference}` }, { text: personName }];
  if (moves.length === 0)
    return [{ cells: [...head, { text: t('moves:stays') }, { text: '' }, { text: '' }, { text: policy }] }];
  return moves.map((move) => ({
    cells: [
      ...head,
      { text: titleOf(base, move) },
      wordsOf(base, move.was, zone),
      wordsOf(base, move.is, zone),
      { text: policy },
    ],
  }));
}

const titleOf = ({ language }: FrameBase, { title }: Move): string => title[language] ?? title.en;

function wordsOf({ t, language }: FrameBase, { dueOn, targetAt }: MovedDate, zone: string): Cell {
  if (dueOn) return { text: longDate(dueOn, language) };
  return { text: targetAt ? longMoment(targetAt, language, zone) : t('moves:none') };
}

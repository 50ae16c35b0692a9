import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ListedAbsence } from '../../models/absence/list.ts';
import { longDate } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type AwayForm = { who: string; from: string; until: string; deputy: string };
type AwayRow = { text: string; note: string; remove?: string };

type AwayPage = {
  frame: Frame;
  errors: Record<string, string>;
  absences: AwayRow[];
  closures: AwayRow[];
  form: object;
  closureForm?: object;
};

export type AwayPageInput = {
  absences: ListedAbsence[];
  colleagues: { id: number; name: string }[];
  me: number;
  /** Whether the reader may record when others are away, and when the organisation is closed. */
  forOthers: boolean;
  mayClose: boolean;
  /** The form that is shown again, and what is wrong with it. */
  about?: 'absence' | 'closure';
  given: AwayForm;
  faults: RuleViolation[];
};

/** When the reader and their colleagues are away, when the organisation is closed, and the forms to record it. */
export function awayPage(base: FrameBase, input: AwayPageInput): AwayPage {
  const { t } = base;
  const { absences, faults, mayClose } = input;
  const errors = errorsOf(t, faults);
  return {
    frame: { ...base, title: t('today:away.title'), faulty: faults.length > 0 },
    errors,
    absences: absences.filter(({ userId }) => userId !== null).map((one) => rowOf(base, one, input)),
    closures: absences.filter(({ userId }) => userId === null).map((one) => rowOf(base, one, input)),
    form: absenceForm(base, input, input.about === 'absence' ? errors : {}),
    closureForm: mayClose ? closureForm(base, input, input.about === 'closure' ? errors : {}) : undefined,
  };
}

function rowOf(
  { t, language }: FrameBase,
  one: ListedAbsence,
  { me, forOthers, mayClose }: AwayPageInput,
): AwayRow {
  const days = t('today:away.days', {
    from: longDate(one.from, language),
    until: longDate(one.until, language),
  });
  const isClosure = one.userId === null;
  const mayRemove = isClosure ? mayClose : forOthers || one.userId === me;
  return {
    text: isClosure ? days : (one.name ?? ''),
    note: isClosure
      ? ''
      : `${days} ${one.deputy ? t('today:away.deputyIs', { name: one.deputy }) : t('today:ahead.noDeputy')}`,
    remove: mayRemove ? `/today/away/${one.id}/end` : undefined,
  };
}

function daysFields(
  { t }: FrameBase,
  given: Pick<AwayForm, 'from' | 'until'>,
  id: string,
  errors: Record<string, string>,
) {
  return (['from', 'until'] as const).map((name) => ({
    partial: 'field',
    type: 'date',
    width: 'short',
    name,
    id: `${id}${name}`,
    label: t(`today:away.${name}`),
    value: given[name],
    error: errors[name],
  }));
}

function absenceForm(base: FrameBase, input: AwayPageInput, errors: Record<string, string>) {
  const { t } = base;
  const { colleagues, me, forOthers, given, about } = input;
  const typed = about === 'absence' ? given : { ...EMPTY, who: String(me) };
  const options = colleagues.map(({ id, name }) => ({ value: String(id), text: name }));
  const who = { partial: 'select', name: 'who', label: t('today:away.who'), options, value: typed.who };
  return {
    action: '/today/away',
    fields: [
      ...(forOthers ? [who] : []),
      ...daysFields(base, typed, '', errors),
      {
        partial: 'select',
        name: 'deputy',
        label: t('today:away.deputy'),
        hint: t('today:away.deputyHint'),
        options: [{ value: '', text: t('today:away.nobody') }, ...options],
        value: typed.deputy,
        error: errors.deputy,
      },
    ],
    button: { text: t('today:away.add') },
  };
}

const EMPTY: AwayForm = { who: '', from: '', until: '', deputy: '' };

function closureForm(base: FrameBase, { given, about }: AwayPageInput, errors: Record<string, string>) {
  return {
    action: '/today/away/closures',
    fields: daysFields(base, about === 'closure' ? given : EMPTY, 'closure-', errors),
    button: { text: base.t('today:away.addClosure') },
  };
}

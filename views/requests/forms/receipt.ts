import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { atTime, startOfDay } from '../../../domain/calendar/zone.ts';
import { type Difference, differencesOf } from '../../../domain/deadlines/difference.ts';
import { promisesOf } from '../../../domain/deadlines/keptPromises.ts';
import { receiptInFull } from '../facts.ts';
import { ask, type FormContext, type FormField } from './context.ts';
import { differencesTable } from './corrections.ts';

/** The form that corrects the receipt; once filled in, with the dates that would move and the box that confirms it. */
export function correctReceiptFields(context: FormContext): FormField[] {
  const { t, isPreview } = context;
  const words = (name: string) => t(`verbs:correct-receipt.${name}`);
  return [
    ask(context, 'field', 'receivedOn', {
      type: 'date',
      width: 'short',
      hint: [
        words('onHint'),
        t('verbs:correct-receipt.noted', { received: receiptInFull(context, context.page) }),
      ].join(' '),
    }),
    ask(context, 'field', 'receivedOnTime', {
      type: 'time',
      width: 'short',
      optional: true,
      label: t('verbs:label.receivedTime'),
      hint: words('timeHint'),
    }),
    ask(context, 'textarea', 'reason', { rows: 2, hint: words('reasonHint') }),
    ...(isPreview ? confirmation(context) : []),
  ];
}

function confirmation(context: FormContext): FormField[] {
  const { t } = context;
  const moves = movesIn(context);
  return [
    ...differencesTable(context, moves),
    ask(context, 'choices', 'confirmed', {
      type: 'checkbox',
      label: t(`verbs:correct-receipt.${moves.length > 0 ? 'confirmed' : 'none'}`),
      options: [{ value: 'yes', text: t('verbs:correct-receipt.confirm') }],
    }),
  ];
}

/** Each date that would move, with its former and new value. */
function movesIn({ page, values }: FormContext): Difference[] {
  const { request, sheet, counting, deadlines } = page;
  const { zone } = request;
  const day = calendarDate(values.receivedOn ?? '');
  const time = values.receivedOnTime;
  const receivedAt = time ? atTime(day, time, zone) : startOfDay(day, zone);
  const facts = { ...sheet.facts, receivedAt, receivedOn: time ? undefined : day };
  return differencesOf(deadlines, promisesOf({ ...counting, facts })).filter(({ was, is }) => was && is);
}

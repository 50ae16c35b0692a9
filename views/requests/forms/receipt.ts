import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { atTime, startOfDay } from '../../../domain/calendar/zone.ts';
import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import { differencesOf } from '../../../domain/deadlines/difference.ts';
import { promisesOf } from '../../../domain/deadlines/keptPromises.ts';
import { longDate, longMoment } from '../../dates.ts';
import { wordedOf } from '../words.ts';
import { ask, type Field, type FormContext } from './context.ts';

/** The form that corrects the receipt; once it is filled in, with the dates that would move and the box that moves them. */
export function correctReceiptFields(context: FormContext): Field[] {
  const { t, isPreview } = context;
  const words = (name: string) => t(`verbs:correct-receipt.${name}`);
  return [
    ask(context, 'field', 'receivedOn', { type: 'date', width: 'short', hint: words('onHint') }),
    ask(context, 'field', 'receivedOnTime', {
      type: 'time',
      width: 'short',
      optional: true,
      label: t('verbs:label.receivedTime'),
      hint: words('timeHint'),
    }),
    ask(context, 'textarea', 'reason', { rows: 2, hint: words('reasonHint') }),
    ...(isPreview ? [confirmation(context)] : []),
  ];
}

function confirmation(context: FormContext): Field {
  const { t } = context;
  const moves = movesIn(context);
  return ask(context, 'choices', 'confirmed', {
    type: 'checkbox',
    label: t('verbs:correct-receipt.confirmed'),
    hint: moves.length > 0 ? moves.join('. ') : t('verbs:correct-receipt.none'),
    options: [{ value: 'yes', text: t('verbs:correct-receipt.confirm') }],
  });
}

/** Each date that would move, from when to when, in words. */
function movesIn({ t, language, page, values }: FormContext): string[] {
  const { request, sheet, counting, deadlines } = page;
  const { zone } = request;
  const day = calendarDate(values.receivedOn ?? '');
  const time = values.receivedOnTime;
  const receivedAt = time ? atTime(day, time, zone) : startOfDay(day, zone);
  const facts = { ...sheet.facts, receivedAt, receivedOn: time ? undefined : day };
  const dateOf = ({ dueOn, targetAt }: Deadline) =>
    dueOn ? longDate(dueOn, language) : targetAt ? longMoment(targetAt, language, zone) : '';
  return differencesOf(deadlines, promisesOf({ ...counting, facts })).flatMap(({ was, is }) => {
    if (!was || !is) return [];
    const clock = wordedOf(is.title, language);
    return [t('verbs:correct-receipt.move', { clock, was: dateOf(was), is: dateOf(is) })];
  });
}

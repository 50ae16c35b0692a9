import type { MergePreview } from '../../../models/subjectRequest/merge.ts';
import { longDate } from '../../dates.ts';
import { ask, type FormContext, type FormField } from './context.ts';

/** Which other request; once it is named, what would happen. */
export function mergeFields(context: FormContext): FormField[] {
  const { t, isPreview, broken } = context;
  return [
    ask(context, 'field', 'other', {
      width: 'medium',
      label: t('verbs:relate.other'),
      hint: t('verbs:relate.otherHint'),
    }),
    ...(isPreview && broken ? preview(context, broken as MergePreview) : []),
  ];
}

function preview(context: FormContext, effect: MergePreview): FormField[] {
  const { t, language, page } = context;
  const { kept, merged, by, proof, letters, moves, calledOff, seen } = effect;
  const day = (at: string) => longDate(new Date(at), language, page.request.zone);
  const both = { kept, merged };
  const parts = [
    t(`verbs:merge.by.${by}`, { ...both, day: day(effect.keptAt) }),
    t('verbs:merge.dates', { ...both, day: day(effect.mergedAt) }),
    t(`verbs:merge.proof.${proof}`, both),
    letters > 0 && t('verbs:merge.letters', { ...both, count: letters }),
    moves > 0 && t('verbs:merge.moves', { ...both, count: moves }),
    calledOff > 0 && t('verbs:merge.calledOff', { ...both, count: calledOff }),
    t('verbs:merge.undo', both),
  ].filter((part) => typeof part === 'string');
  return [
    { partial: 'notice', title: t('verbs:merge.then', both), text: parts[0], list: parts.slice(1) },
    { partial: 'hidden', name: 'shown', value: seen },
    ask(context, 'choices', 'confirmed', {
      type: 'checkbox',
      label: t('verbs:merge.do'),
      options: [{ value: 'yes', text: t('verbs:merge.confirm') }],
    }),
  ];
}

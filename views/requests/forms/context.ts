import { hoursCount } from '../../../domain/deadlines/hoursCount.ts';
import type { VerbName } from '../../../domain/lifecycle/verbs.ts';
import type { RequestPage } from '../../../models/subjectRequest/requestPage.ts';
import type { Language, T } from '../../i18n.ts';
import { movesIn } from '../../moves.ts';

/** Files of a form that is shown again: they are kept under a token. */
export type WaitingFiles = { token: string; names: string[] };

/** What a verb's form is made from. */
export type FormContext = {
  t: T;
  language: Language;
  page: RequestPage;
  verb: VerbName;
  /** The key of the promise that the verb is about, or empty. */
  clock: string;
  now: Date;
  values: Record<string, string>;
  errors: Record<string, string>;
  /** The data of the broken rule. */
  broken?: Record<string, unknown>;
  /** Whether the effect was computed and is shown for confirmation. */
  isPreview?: boolean;
  kept?: WaitingFiles;
  /** Whether the text that reminds the person of the question is filled in. */
  isReminder?: boolean;
  /** Whether an answer lacks something that the law lists. */
  isIncomplete?: boolean;
  /** The short answers that colleagues keep. */
  phrases?: readonly { id: number; name: string }[];
  /** A prefix for ids, since a page may have several forms. */
  prefix: string;
};

export type FormField = { partial: string } & Record<string, unknown>;

type More = { hint?: string; label?: string; [name: string]: unknown };

/** A field of a verb's form, with its label, its value and its fault. */
export function ask(context: FormContext, partial: string, name: string, more: More = {}): FormField {
  const { t, values, errors, prefix } = context;
  const label = more.label ?? t(`verbs:label.${name}`);
  const value = values[name] ?? more.value;
  return {
    partial,
    name,
    id: `${prefix}${name}`,
    label,
    legend: label,
    error: errors[name],
    ...more,
    value,
    values: value ? [value] : [],
  };
}

/** A day and a time, local to the request's zone; if no deadline counts in hours, the day suffices. */
export const askMoment = (context: FormContext, name: string, hint: string): FormField[] => [
  ask(context, 'field', name, { type: 'date', width: 'short', hint }),
  ask(context, 'field', `${name}Time`, {
    type: 'time',
    width: 'short',
    label: context.t('verbs:time'),
    optional: !hoursCount(context.page.deadlines, context.clock),
  }),
];

/**
 * How the letter leaves: by email if there is an address, on paper, or already posted, on a day with proof. `from-here`: a
 * letter that was not sent yet cannot have been posted.
 */
export function askSending(context: FormContext, ways: 'anyhow' | 'from-here' = 'anyhow'): FormField[] {
  const { t, page } = context;
  const email = page.request.personEmail;
  const options = [
    ...(email ? [{ value: 'mail', text: t('verbs:sending.mail'), hint: email }] : []),
    { value: 'paper', text: t('verbs:sending.paper'), hint: t('verbs:sending.paperHint') },
    ...(ways === 'anyhow'
      ? [{ value: 'post', text: t('verbs:sending.post'), hint: t('verbs:sending.postHint') }]
      : []),
  ];
  const { greeting, wording } = context.values;
  const leaving = ask(context, 'choices', 'sending', { options, value: email ? 'mail' : 'paper' });
  if (ways === 'from-here') return [leaving];
  return [
    ...(greeting ? [{ partial: 'hidden', name: 'greeting', value: greeting }] : []),
    ...(wording ? [askWording(context, wording)] : []),
    leaving,
    ask(context, 'field', 'postedOn', { type: 'date', width: 'short', label: t('verbs:sending.postedOn') }),
    ask(context, 'field', 'proof', { label: t('verbs:sending.proof'), hint: t('verbs:sending.proofHint') }),
    ...(context.isPreview ? [askSeen(context)] : []),
  ];
}

/** The text of this one letter as its author changed it: to be seen again only where something is wrong with it. */
const askWording = (context: FormContext, value: string): FormField =>
  context.errors.wording
    ? ask(context, 'textarea', 'wording', {
        label: context.t('requests:letterPage.wording'),
        rows: 14,
        value,
      })
    : { partial: 'hidden', name: 'wording', value };

/** A posting in the past that moves a date must be confirmed after both dates were shown. */
const askSeen = (context: FormContext): FormField =>
  ask(context, 'choices', 'confirmed', {
    type: 'checkbox',
    label: context.t('verbs:sending.moves'),
    hint: movesIn(context.t, context.language, context.page.request.zone, context.broken ?? {}),
    options: [{ value: 'yes', text: context.t('verbs:sending.movesSeen') }],
  });

/** Files to attach; those of a form shown again need not be chosen twice. */
export function askFiles(context: FormContext, hint: string): FormField[] {
  const { t, kept } = context;
  const file = ask(context, 'file', 'files', {
    multiple: true,
    optional: true,
    hint: kept ? t('verbs:kept', { names: kept.names.join(', ') }) : hint,
  });
  return kept ? [{ partial: 'hidden', name: 'kept', value: kept.token }, file] : [file];
}

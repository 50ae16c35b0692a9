import { RELATING } from '../../../domain/lifecycle/doubles.ts';
import { isGivenUpByClosing } from '../../../domain/lifecycle/status.ts';
import { REOPENING_SCOPES } from '../../../domain/lifecycle/vocabulary.ts';
import { capital } from '../words.ts';
import { ask, askFiles, askMoment, askSending, type FormContext, type FormField } from './context.ts';
import { askUnconfirmed } from './identity.ts';

export function fulfilFields(context: FormContext): FormField[] {
  const { t } = context;
  return [
    ...askUnconfirmed(context, 'fulfil'),
    ask(context, 'textarea', 'done', { rows: 3, hint: t('verbs:fulfil.doneHint') }),
    ...askMoment(context, 'doneAt', t('verbs:fulfil.atHint')),
    ask(context, 'textarea', 'proof', { rows: 2, hint: t('verbs:fulfil.proofHint') }),
    ...askFiles(context, t('verbs:fulfil.filesHint')),
  ];
}

export const cancelClockFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'reason', { rows: 3, hint: context.t('verbs:cancel-clock.reasonHint') }),
];

export function assignFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const colleagues = page.colleagues.map(({ id, name }) => ({ value: String(id), text: name }));
  const options = [{ value: '', text: t('requests:nobody') }, ...colleagues];
  return [ask(context, 'select', 'assignee', { options, value: String(page.request.assigneeId ?? '') })];
}

/** The tags that the organisation has are suggested; another makes a new one. */
export function tagFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const suggestions = page.tags.filter(({ isOn }) => !isOn).map(({ name }) => name);
  return [ask(context, 'field', 'tag', { suggestions, width: 'medium', hint: t('verbs:tag.tagHint') })];
}

/** Which other request, and what is said of the two. */
export function relateFields(context: FormContext): FormField[] {
  const { t } = context;
  const options = RELATING.map((value) => ({ value, text: t(`verbs:relate.as.${value}`) }));
  return [
    ask(context, 'field', 'other', {
      width: 'medium',
      label: t('verbs:relate.other'),
      hint: t('verbs:relate.otherHint'),
    }),
    ask(context, 'choices', 'as', { options, label: t('verbs:relate.asLabel') }),
  ];
}

export function untagFields(context: FormContext): FormField[] {
  const on = context.page.tags.filter(({ isOn }) => isOn);
  return [ask(context, 'select', 'tag', { options: on.map(({ name }) => ({ value: name, text: name })) })];
}

export const noteFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'note', { rows: 3, label: context.t('verbs:note.label') }),
];

export const withdrawFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'reason', {
    rows: 3,
    optional: true,
    label: context.t('verbs:withdraw.reason'),
    hint: context.t('verbs:withdraw.reasonHint'),
  }),
];

/** Why it is taken for spam, for colleagues and for whoever examines the desk. */
export const spamFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'reason', { rows: 3, hint: context.t('verbs:mark-spam.reasonHint') }),
];

/** The reason for undoing something: both stay with the request. */
export const undoFields = (context: FormContext): FormField[] => [
  ask(context, 'field', 'reason', { optional: true, label: context.t('verbs:label.undoReason') }),
];

/** An answered request is simply closed; one that waits for the person is given up, with a letter that says why. */
export function closeFields(context: FormContext): FormField[] {
  if (!isGivingUp(context)) return [];
  const hint = context.t('verbs:close.reasonHint');
  return [ask(context, 'textarea', 'reason', { rows: 4, hint }), ...askSending(context)];
}

export const isGivingUp = ({ page }: Pick<FormContext, 'page'>): boolean =>
  isGivenUpByClosing(page.request.status);

export function reopenFields(context: FormContext): FormField[] {
  const { t } = context;
  const options = REOPENING_SCOPES.map((value) => ({
    value,
    text: capital(t(`events:reopeningScope.${value}`)),
    hint: t(`verbs:reopen.scopeHint.${value}`),
  }));
  return [
    ask(context, 'choices', 'scope', { options, label: t('verbs:reopen.scopeLabel') }),
    ask(context, 'textarea', 'reason', { rows: 3, hint: t('verbs:reopen.reasonHint') }),
  ];
}

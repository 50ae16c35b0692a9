import { IDENTITY_METHODS } from '../../../domain/lifecycle/vocabulary.ts';
import { capital } from '../words.ts';
import { ask, askSending, type Field, type FormContext } from './context.ts';

export function confirmIdentityFields(context: FormContext): Field[] {
  const { t } = context;
  const options = IDENTITY_METHODS.map((value) => ({ value, text: capital(t(`events:method.${value}`)) }));
  return [
    ask(context, 'choices', 'method', { options }),
    ask(context, 'textarea', 'note', { rows: 2, optional: true, hint: t('verbs:confirm-identity.noteHint') }),
  ];
}

export function askIdentityFields(context: FormContext): Field[] {
  const { t } = context;
  return [
    ask(context, 'textarea', 'doubt', { rows: 3, hint: t('verbs:ask-identity.doubtHint') }),
    ask(context, 'textarea', 'needed', { rows: 3, hint: t('verbs:ask-identity.neededHint') }),
    ...askSending(context),
  ];
}

export function rejectIdentityFields(context: FormContext): Field[] {
  const hint = context.t('verbs:reject-identity.reasonHint');
  return [ask(context, 'textarea', 'reason', { rows: 4, hint }), ...askSending(context)];
}

import { pauseReasonsOf } from '../offers.ts';
import { capital } from '../words.ts';
import { ask, askMoment, askSending, type Field, type FormContext } from './context.ts';

export function askClarificationFields(context: FormContext): Field[] {
  const hint = context.t('verbs:ask-clarification.questionHint');
  return [ask(context, 'textarea', 'question', { rows: 4, hint }), ...askSending(context)];
}

export function recordClarificationFields(context: FormContext): Field[] {
  const { t } = context;
  return [
    ...askMoment(context, 'clarifiedAt', t('verbs:record-clarification.atHint')),
    ask(context, 'textarea', 'note', {
      rows: 3,
      optional: true,
      hint: t('verbs:record-clarification.noteHint'),
    }),
  ];
}

export function pauseFields(context: FormContext): Field[] {
  const { t, page } = context;
  const options = pauseReasonsOf(page).map(({ reason, source }) => ({
    value: reason,
    text: capital(t(`verbs:pauseReason.${reason}`)),
    hint: source,
  }));
  return [
    ask(context, 'choices', 'reason', { options, label: t('verbs:pause.reason') }),
    ...askMoment(context, 'askedAt', t('verbs:pause.atHint')),
    ask(context, 'field', 'proof', { hint: t('verbs:pause.proofHint') }),
  ];
}

export const resumeFields = (context: FormContext): Field[] =>
  askMoment(context, 'resumedAt', context.t('verbs:resume.atHint'));

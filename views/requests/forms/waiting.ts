import type { VerbName } from '../../../domain/lifecycle/verbs.ts';
import { pausesAllowed, stopsAClock } from '../../../domain/policies/pauseRules.ts';
import type { PauseReason } from '../../../domain/policies/policy.ts';
import { capital } from '../words.ts';
import { ask, askMoment, askSending, type FormContext, type FormField } from './context.ts';

export function askClarificationFields(context: FormContext): FormField[] {
  const hint = context.t('verbs:ask-clarification.questionHint');
  return [ask(context, 'textarea', 'question', { rows: 4, hint }), ...askSending(context)];
}

export function recordClarificationFields(context: FormContext): FormField[] {
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

const ASKS: Partial<Record<VerbName, PauseReason>> = {
  'ask-identity': 'identity',
  'ask-clarification': 'clarification',
};

/** Whether the question pauses a deadline of this request. */
export function stopsWords({ verb, page, t }: FormContext): string | undefined {
  const reason = ASKS[verb];
  if (!reason) return undefined;
  const stops = stopsAClock(page.policy, page.calendar, reason, page.request.right);
  return t(`verbs:asking.${stops ? 'stops' : 'runs'}`);
}

export function pauseFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const options = pausesAllowed(page.policy, page.calendar, page.request.right).map(({ reason, source }) => ({
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

export const resumeFields = (context: FormContext): FormField[] =>
  askMoment(context, 'resumedAt', context.t('verbs:resume.atHint'));

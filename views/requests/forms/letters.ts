import { isCode } from '../../../domain/lifecycle/undelivered.ts';
import type { RequestPage } from '../../../models/subjectRequest/requestPage.ts';
import { shortDate } from '../../dates.ts';
import { ask, askMoment, askSending, type FormContext, type FormField } from './context.ts';

export const resendFields = (context: FormContext): FormField[] => [
  ask(context, 'field', 'email', {
    type: 'email',
    width: 'medium',
    value: context.page.request.personEmail ?? '',
    hint: context.t('verbs:resend.emailHint'),
  }),
  ask(context, 'textarea', 'known', {
    rows: 2,
    optional: true,
    label: context.t('verbs:resend.known'),
    hint: context.t('verbs:resend.knownHint'),
  }),
  ...askSending(context, context.page.request.undelivered === 'returned' ? 'anyhow' : 'from-here'),
];

export function recordReturnFields(context: FormContext): FormField[] {
  const { t, page, language } = context;
  const options = sentLetters(page).map(({ id, kind, sentAt }) => ({
    value: String(id),
    text: t(`events:letterKind.${kind}`),
    hint: sentAt ? t('requests:letter.sent', { day: shortDate(sentAt, language, page.request.zone) }) : '',
  }));
  return [
    ask(context, 'choices', 'letter', { options, value: options.at(-1)?.value }),
    ...askMoment(context, 'returnedOn', t('verbs:record-return.atHint')),
    ask(context, 'textarea', 'known', { rows: 2, hint: t('verbs:record-return.knownHint') }),
  ];
}

export const setAsideFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'reason', { rows: 2, hint: context.t('verbs:set-aside-return.reasonHint') }),
  ask(context, 'field', 'proof', { hint: context.t('verbs:set-aside-return.proofHint') }),
];

/** The letters to the person that were sent and may come back. */
export const sentLetters = ({ letters, request }: RequestPage) =>
  letters.filter(
    ({ recipient, state, kind, requestId }) =>
      recipient === 'person' && state === 'sent' && !isCode(kind) && requestId === request.id,
  );

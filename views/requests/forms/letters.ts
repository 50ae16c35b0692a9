import { isCode } from '../../../domain/lifecycle/undelivered.ts';
import type { LetterNote, RequestPage } from '../../../models/subjectRequest/requestPage.ts';
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
  const options = sentLetters(page).map((letter) => ({
    value: String(letter.id),
    text: t(`events:letterKind.${letter.kind}`),
    hint: [
      letter.sentAt &&
        t('requests:letter.sent', { day: shortDate(letter.sentAt, language, page.request.zone) }),
      letter.recipient !== 'person' && t('requests:letter.to', { name: addresseeOf(page, letter) }),
    ]
      .filter(Boolean)
      .join('. '),
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

const addresseeOf = ({ transmissions }: RequestPage, { recipient }: LetterNote): string =>
  transmissions.find(({ id }) => recipient === `provider:${id}`)?.provider ?? '';

/** Whether a letter leaves the house: to the person, or to a provider at their wish. */
export const isToOutside = ({ recipient }: Pick<LetterNote, 'recipient'>): boolean =>
  recipient === 'person' || recipient.startsWith('provider:');

/** The letters that left the house and may come back. */
export const sentLetters = ({ letters, request }: RequestPage) =>
  letters.filter(
    (letter) =>
      isToOutside(letter) &&
      letter.state === 'sent' &&
      !isCode(letter.kind) &&
      letter.requestId === request.id,
  );

import type { RequestPage } from '../../../models/subjectRequest/requestPage.ts';
import { ask, askSending, type FormContext, type FormField } from './context.ts';

/** The transmission that can be sent, or sent again: the latest that was not refused, unless it was fetched. */
const present = ({ transmissions }: RequestPage) =>
  transmissions.findLast(({ state, fetches }) => state === 'asked' || (state === 'sent' && fetches === 0));

export function sendTransmissionFields(context: FormContext): FormField[] {
  const { page, t } = context;
  const known = present(page);
  const byPerson = known?.askedBy === 'person';
  return [
    ask(context, 'field', 'provider', {
      value: known?.provider ?? page.details.particulars?.recipient ?? '',
    }),
    ask(context, 'field', 'email', {
      type: 'email',
      width: 'medium',
      value: known?.email ?? '',
      hint: t('verbs:send-transmission.emailHint'),
    }),
    ...(byPerson
      ? []
      : [
          ask(context, 'textarea', 'wish', {
            rows: 2,
            value: known?.wish,
            hint: t('verbs:send-transmission.wishHint'),
          }),
        ]),
  ];
}

export const declineTransmissionFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'reason', { rows: 4, hint: context.t('verbs:decline-transmission.reasonHint') }),
  ...askSending(context),
];

/** Whether there is a transmission that a verb can be about: a wish to refuse, a link to end, or a request that can have one. */
export function isAboutTransmission(verb: string, { transmissions, request }: RequestPage): boolean {
  if (verb === 'send-transmission') return request.right === 'portability';
  if (verb === 'decline-transmission') return transmissions.some(({ state }) => state === 'asked');
  if (verb !== 'end-transmission') return true;
  return transmissions.some(({ state, endedAt }) => state === 'sent' && !endedAt);
}

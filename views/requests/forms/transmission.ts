import type { RequestPage } from '../../../models/subjectRequest/requestPage.ts';
import type { T } from '../../i18n.ts';
import { ask, askSending, type FormContext, type FormField } from './context.ts';

/** The transmission that can be sent, or sent again: the latest that was not refused, unless it was fetched and nobody asks again. */
const present = ({ transmissions }: RequestPage) =>
  transmissions.findLast(
    ({ state, fetches, askedAgainAt }) =>
      state === 'asked' || (state === 'sent' && (fetches === 0 || askedAgainAt !== null)),
  );

/** What the verb does now: a link that was sent is sent again. */
export const transmissionTitle = (t: T, verb: string, page: RequestPage): string =>
  verb === 'send-transmission' && present(page)?.state === 'sent'
    ? t('verbs:send-transmission.againTitle')
    : t(`verbs:${verb}.title`);

export function sendTransmissionFields(context: FormContext): FormField[] {
  const { page, t } = context;
  const known = present(page);
  const byPerson = known?.askedBy === 'person';
  return [
    ask(context, 'field', 'provider', {
      value: known?.provider ?? '',
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

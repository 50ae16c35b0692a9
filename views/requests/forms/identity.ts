import { localDate } from '../../../domain/calendar/zone.ts';
import { type ActOnData, asksWhyUnconfirmed, methodsFor } from '../../../domain/lifecycle/identity.ts';
import { IDENTITY_SCOPES } from '../../../domain/lifecycle/vocabulary.ts';
import { capital } from '../words.ts';
import { ask, askSending, type FormContext, type FormField } from './context.ts';

export function confirmIdentityFields(context: FormContext): FormField[] {
  const { t } = context;
  const { mailboxConfirmed } = context.page.sheet.standing;
  const options = methodsFor({ mailboxConfirmed }).map((value) => ({
    value,
    text: capital(t(`events:method.${value}`)),
  }));
  return [
    ask(context, 'choices', 'method', {
      options,
      hint: mailboxConfirmed ? undefined : t('verbs:confirm-identity.noMailbox'),
    }),
    ...askOf(context),
    ...askArrival(context),
    ask(context, 'textarea', 'note', { rows: 2, optional: true, hint: t('verbs:confirm-identity.noteHint') }),
  ];
}

/** For several rights requested together: applies to all of them by default. */
function askOf(context: FormContext): FormField[] {
  const { t, page } = context;
  const open = page.linked.filter(
    ({ status, identityConfirmed }) => status !== 'closed' && !identityConfirmed,
  );
  if (open.length === 0) return [];
  const options = IDENTITY_SCOPES.map((value) => ({
    value,
    text: t(`verbs:confirm-identity.of.${value}`, { rights: linkedWords(context, open) }),
  }));
  return [
    ask(context, 'choices', 'of', { options, label: t('verbs:confirm-identity.ofLabel'), value: 'all' }),
  ];
}

/** "Access (R-…) and Erasure (R-…)". */
const linkedWords = ({ t, language }: FormContext, linked: FormContext['page']['linked']): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(
    linked.map(({ right, reference }) => `${t(`requests:right.${right}`)} (${reference})`),
  );

/** The reason for acting without a confirmed identity, if one is needed. */
export function askUnconfirmed(context: FormContext, act: ActOnData): FormField[] {
  const { t, page } = context;
  const { right } = page.request;
  if (!asksWhyUnconfirmed(act, { right, identityConfirmed: page.sheet.identityConfirmed })) return [];
  return [ask(context, 'textarea', 'unconfirmed', { rows: 2, hint: t('verbs:unconfirmedHint') })];
}

/** If proof was asked for: the day it arrived, which ends the pause. The default is the day of their last reply. */
function askArrival(context: FormContext): FormField[] {
  const { t, page, now } = context;
  const wait = page.sheet.waits.findLast(({ reason }) => reason === 'identity');
  if (!wait) return [];
  const value = localDate(wait.answeredAt ?? now, page.request.zone);
  const hint = t('verbs:confirm-identity.arrivedHint');
  return [ask(context, 'field', 'arrivedOn', { type: 'date', width: 'short', hint, value })];
}

export function askIdentityFields(context: FormContext): FormField[] {
  const { t } = context;
  return [
    ask(context, 'textarea', 'doubt', { rows: 3, hint: t('verbs:ask-identity.doubtHint') }),
    ask(context, 'textarea', 'needed', { rows: 3, hint: t('verbs:ask-identity.neededHint') }),
    ...askSending(context),
  ];
}

export function rejectIdentityFields(context: FormContext): FormField[] {
  const hint = context.t('verbs:reject-identity.reasonHint');
  return [ask(context, 'textarea', 'reason', { rows: 4, hint }), ...askSending(context)];
}

import type { RequestPage } from '../../models/subjectRequest/page.ts';
import { longDate, longMoment, placeOf, shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { actorName } from './log.ts';
import { wordedOf } from './words.ts';

export type FactRow = { key: string; value?: string; lines?: string[]; href?: string };
export type LinkedRow = { href: string; reference: string; right: string; status: string };

/** What is known of the request, for the list at its head. */
export function factRows(base: FrameBase, page: RequestPage): FactRow[] {
  const { t, language } = base;
  const { request, details, policy } = page;
  const { behalf, postalAddress, customerNumber } = details;
  const row = (name: string, ...lines: (string | undefined | false)[]): FactRow[] => {
    const written = lines.filter((line) => typeof line === 'string' && line !== '') as string[];
    return written.length > 0 ? [{ key: t(`requests:fact.${name}`), lines: written }] : [];
  };
  return [
    ...row('person', request.personName, request.personEmail ?? t('requests:noEmail')),
    ...row('behalf', behalf?.name, behalf?.relation, behalf?.authority),
    ...row('postalAddress', postalAddress),
    ...row('customerNumber', customerNumber),
    ...row('received', receivedWords(base, page), t(`requests:channel.${request.channel}`)),
    ...row('identity', ...identityWords(base, page)),
    ...row('policy', `${wordedOf(policy.title, language)} (${request.policyId}@${request.policyVersion})`),
    ...row(
      'calendar',
      t('requests:calendarAndZone', { calendar: request.calendar, place: placeOf(request.zone) }),
    ),
    ...row('language', t('frame:languageName', { lng: request.language })),
    ...row('assignee', assigneeName(base, page)),
  ];
}

export const linkedRows = ({ t }: FrameBase, { linked }: RequestPage): LinkedRow[] =>
  linked.map(({ reference, right, status }) => ({
    href: `/requests/${reference}`,
    reference,
    right: t(`requests:right.${right}`),
    status: t(`requests:status.${status}`),
  }));

function receivedWords({ t, language }: FrameBase, { request }: RequestPage): string {
  const { receivedAt, receivedOn, receivedByDay, zone } = request;
  if (!receivedByDay) return longMoment(receivedAt, language, zone);
  return t('requests:receivedByDay', { day: longDate(receivedOn, language) });
}

function identityWords(base: FrameBase, page: RequestPage): (string | false)[] {
  const { t, language } = base;
  const { zone, mailboxNeeded } = page.request;
  const on = (at: Date) => shortDate(at, language, zone);
  const confirmed = page.facts.find(({ name }) => name === 'identity-confirmed');
  const mailbox = page.facts.find(({ name }) => name === 'mailbox-confirmed');
  const mailboxLine = mailbox
    ? t('requests:identity.mailbox', { day: on(mailbox.at) })
    : mailboxNeeded && t('requests:identity.mailboxOpen');
  if (!confirmed) return [t('requests:identity.open'), mailboxLine];
  const words = {
    method: t(`events:method.${confirmed.about}`),
    day: on(confirmed.at),
    who: actorName(t, page, confirmed.actor),
  };
  return [t('requests:identity.confirmed', words), mailboxLine];
}

function assigneeName({ t }: FrameBase, { request, actors }: RequestPage): string {
  if (request.assigneeId === null) return t('requests:nobody');
  return actors[`user:${request.assigneeId}`] ?? t('events:actor.former');
}

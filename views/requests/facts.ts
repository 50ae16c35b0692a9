import { languageName } from '../../domain/languages.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import type { Role } from '../../domain/permissions.ts';
import type { CalendarSource } from '../../domain/policies/calendarFor.ts';
import { CRITERIA, criteriaNamedIn, type Situation } from '../../domain/policies/situation.ts';
import { countsAtOnce } from '../../domain/rights.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { calendarName, comparisonWords } from '../calendars.ts';
import { longDate, longMoment, placeOf, shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { answerName, situationWords } from '../situation.ts';
import { actorName } from './log.ts';
import { isOffered } from './offers.ts';
import { firstAnswer } from './past.ts';
import { statusWord } from './statusWord.ts';

export type FactRow = {
  key: string;
  value?: string;
  lines?: string[];
  href?: string;
  change?: { href: string };
};
export type LinkedRow = { href: string; reference: string; right: string; status: string };

/** What is known of the request, for the list at the top. */
export function factRows(base: FrameBase, page: RequestPage, role: Role): FactRow[] {
  const { t, language } = base;
  const { request, details } = page;
  const { behalf, postalAddress, customerNumber, phone, userName } = details;
  const { calendarBy } = JSON.parse(request.decidedBy) as { calendarBy?: CalendarSource };
  const row = (name: string, ...lines: (string | undefined | false | null)[]): FactRow[] => {
    const written = lines.filter((line) => typeof line === 'string' && line !== '') as string[];
    return written.length > 0 ? [{ key: t(`requests:fact.${name}`), lines: written }] : [];
  };
  return [
    ...row('person', request.personName, request.personEmail ?? t('requests:noEmail')),
    ...row(
      'behalf',
      behalf?.name,
      behalf?.relation,
      behalf?.email,
      behalf?.postalAddress,
      behalf?.customerNumber,
      behalf?.authority,
    ),
    ...row('postalAddress', postalAddress),
    ...row('customerNumber', customerNumber),
    ...row('phone', phone),
    ...row('userName', userName),
    ...row('received', receiptInFull(base, page), t(`requests:channel.${request.channel}`)),
    ...row('identity', ...identityWords(base, page)),
    ...row('extension', extensionWords(base, page)),
    ...row('answered', ...answeredWords(base, page)),
    ...row('charge', details.charge),
    ...row('action', details.action),
    ...row('number', request.importNumber),
    ...row('closed', request.closedAt && longDate(request.closedAt, language, request.zone)),
    ...situationRows(base, page),
    {
      key: t('requests:fact.policy'),
      lines: policyLines(base, page),
      change: isOffered('change-policy', page, role)
        ? { href: verbPath('change-policy', request.reference) }
        : undefined,
    },
    ...row(
      'calendar',
      t('requests:calendarAndZone', {
        calendar: calendarName(request.calendar, language, t),
        place: placeOf(request.zone, language),
      }),
      calendarBy === 'law' && t('requests:calendarBy.law'),
      calendarBy === 'row' && t('requests:calendarBy.row'),
      page.calendar.compared !== undefined && comparisonWords(page.calendar.compared, language, t),
    ),
    ...row('language', languageName(request.language)),
    ...row('assignee', assigneeName(base, page)),
  ];
}

/** What is known of what may decide the policy. */
function situationRows({ t, language }: FrameBase, { request, choice }: RequestPage): FactRow[] {
  return CRITERIA.flatMap((criterion) => {
    const answer = request[criterion];
    if (!answer) return [];
    return [
      {
        key: t(`situation:label.${criterion}`),
        lines: [answerName(criterion, answer, language, choice.names)],
      },
    ];
  });
}

/** Its policy, and why that one if the organisation has several. */
export function policyLines(base: FrameBase, { request, choice }: RequestPage): string[] {
  const { t } = base;
  const name = policyName(`${request.policyId}@${request.policyVersion}`, choice.names.packs, base);
  const decided = JSON.parse(request.decidedBy) as Situation;
  if (request.chosenPolicy) return [name, t('requests:policyByHand')];
  if (criteriaNamedIn(decided).length > 0)
    return [name, t('situation:because', { what: situationWords(base, decided, choice.names) })];
  return choice.policies.length > 1 ? [name, t('requests:policyForOthers')] : [name];
}

export const linkedRows = ({ t }: FrameBase, { linked }: RequestPage): LinkedRow[] =>
  linked.map(({ reference, right, status }) => ({
    href: `/requests/${reference}`,
    reference,
    right: t(`requests:right.${right}`),
    status: statusWord(t, { status, right }),
  }));

export function receiptInFull(
  { t, language }: Pick<FrameBase, 't' | 'language'>,
  { request }: RequestPage,
): string {
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
  if (!confirmed && countsAtOnce(page.request.right)) return [t('requests:identity.atOnce'), mailboxLine];
  if (!confirmed) return [t('requests:identity.open'), mailboxLine];
  const words = {
    method: t(`events:method.${confirmed.about}`),
    day: on(confirmed.at),
    who: actorName(t, page, confirmed.actor),
  };
  return [t('requests:identity.confirmed', words), mailboxLine];
}

function extensionWords({ t, language }: FrameBase, { request }: RequestPage): string | null {
  const { extension, extendedAt, zone } = request;
  const day = extendedAt ? shortDate(extendedAt, language, zone) : '';
  return extension && t(`queue:extension.${extension}`, { day });
}

function answeredWords({ t, language }: FrameBase, page: RequestPage): (string | null)[] {
  const { request } = page;
  const day = (at: Date) => longDate(at, language, request.zone);
  const first = firstAnswer(request);
  return [
    request.answeredAt && day(request.answeredAt),
    first ? t('queue:firstAnswered', { day: day(first) }) : null,
  ];
}

/** A former colleague's request counts as unassigned. */
const assigneeName = ({ t }: FrameBase, { request, colleagues }: RequestPage): string =>
  colleagues.find(({ id }) => id === request.assigneeId)?.name ?? t('requests:nobody');

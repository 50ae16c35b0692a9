import { isAllowedIn } from '../../domain/lifecycle/allowedIn.ts';
import { repeatsOf } from '../../domain/lifecycle/doubles.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { OfPerson, PostOfPerson, RequestOfPerson } from '../../models/subjectRequest/ofPerson.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longDate } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { personWords } from './person.ts';
import { statusWord } from './statusWord.ts';

type PersonCell = { text: string; href?: string; note?: string };
type PersonTable = { caption: string; columns: { text: string }[]; rows: { cells: PersonCell[] }[] };

/** A button that says what another request is to this one. */
type RelatingWay = { as: 'same' | 'not-same' | 'undo'; text: string };

type PersonPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  requests: PersonTable;
  /** How often each right was asked for, and how far apart. */
  repeats: string[];
  /** Those that may be theirs, or the same request asked twice, and what was said of each. */
  asked: {
    href: string;
    what: string;
    why: string;
    other: string;
    ways: RelatingWay[];
    mayMerge: boolean;
    /** The form that takes the two apart, where they are merged. */
    apart?: string;
  }[];
  post: PersonTable;
  relate?: { action: string; version: string };
  /** Where the form stands that merges this request and another. */
  merge?: { action: string; version: string; text: string };
};

/** Everything of one person in this organisation. View: `requests/ofPerson`. */
export function personPage(
  base: FrameBase,
  { page, found, role }: { page: RequestPage; found: OfPerson; role: Role },
): PersonPage {
  const { t } = base;
  const { reference, personName, version } = page.request;
  const person = personWords(t, personName, page.details.behalf?.name);
  const { requests, perhaps } = found;
  const others = [...requests, ...perhaps].filter((row) => row.reference !== reference);
  const theirs = new Set(requests);
  return {
    frame: { ...base, title: t('person:title', { person }) },
    back: { href: `/requests/${reference}`, text: t('person:back', { reference }) },
    lead: t('person:lead', { count: requests.length }),
    requests: requestTable(base, requests, reference),
    repeats: repeatWords(base, requests),
    asked: others
      .filter((row) => row.verdict !== null || row.double.length > 0 || !theirs.has(row))
      .map((row) => askedRow(base, row, page.request)),
    post: postTable(base, found.post, page.request.zone),
    relate: may(role, 'relate')
      ? { action: verbPath('relate', reference), version: String(version) }
      : undefined,
    merge: may(role, 'merge')
      ? { action: verbPath('merge', reference), version: String(version), text: t('person:way.merge') }
      : undefined,
  };
}

function requestTable(base: FrameBase, requests: readonly RequestOfPerson[], own: string): PersonTable {
  const { t, language } = base;
  return {
    caption: t('person:requests'),
    columns: ['request', 'right', 'received', 'stands', 'identity', 'why'].map((name) => ({
      text: t(`person:column.${name}`),
    })),
    rows: requests.map((row) => ({
      cells: [
        { text: row.reference, href: `/requests/${row.reference}` },
        {
          text: t(`requests:right.${row.right}`),
          note: row.clientName ? personWords(t, row.personName, row.clientName) : undefined,
        },
        { text: longDate(row.receivedOn, language) },
        { text: statusWord(t, row) },
        { text: t(row.identityConfirmed ? 'person:confirmed' : 'person:unconfirmed') },
        { text: row.reference === own ? t('person:this') : reasonWords(base, row.shared) },
      ],
    })),
  };
}

/** "Access: 3 requests; 61 days and 400 days apart", and where a year or more lies between, that this is never excessive. */
function repeatWords(base: FrameBase, requests: readonly RequestOfPerson[]): string[] {
  const { t, language } = base;
  return repeatsOf(requests).map(({ right, client, count, gaps }) => {
    const apart = gaps.map(({ days }) => t('person:days', { count: days }));
    const said = t('person:repeat', {
      right: client ? `${t(`requests:right.${right}`)} (${client})` : t(`requests:right.${right}`),
      count,
      apart: new Intl.ListFormat(language, { type: 'conjunction' }).format(apart),
    });
    return gaps.some(({ isYear }) => isYear) ? `${said} ${t('person:year')}` : said;
  });
}

function askedRow(
  base: FrameBase,
  row: RequestOfPerson,
  own: Pick<RequestOfPerson, 'reference' | 'right' | 'status'>,
): PersonPage['asked'][number] {
  const { t, language } = base;
  const { reference, right, receivedOn, verdict, double, shared } = row;
  const isMerged = verdict === 'merged';
  const ways: RelatingWay['as'][] = isMerged ? [] : verdict ? ['undo'] : ['same', 'not-same'];
  const isOpen = isAllowedIn(row.status, 'merge') && isAllowedIn(own.status, 'merge');
  const why = verdict
    ? t(`person:verdict.${verdict}`)
    : t(double.length > 0 ? 'person:double' : 'person:perhaps', {
        why: reasonWords(base, double.length > 0 ? double : shared),
      });
  return {
    href: `/requests/${reference}`,
    what: t('person:asked', {
      right: t(`requests:right.${right}`),
      reference,
      day: longDate(receivedOn, language),
      status: statusWord(t, row),
    }),
    why,
    other: reference,
    ways: ways.map((as) => ({ as, text: t(`person:way.${as}`) })),
    mayMerge: isOpen && row.right === own.right && verdict !== 'not-same',
    apart: isMerged ? verbPath('unmerge', row.outcome === 'merged' ? reference : own.reference) : undefined,
  };
}

const reasonWords = ({ t, language }: FrameBase, reasons: RequestOfPerson['shared']): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(
    reasons.map((reason) => t(`person:reason.${reason}`)),
  );

function postTable({ t, language }: FrameBase, post: readonly PostOfPerson[], zone: string): PersonTable {
  return {
    caption: t('person:post'),
    columns: ['day', 'what', 'request'].map((name) => ({ text: t(`person:column.${name}`) })),
    rows: post.map(({ reference, id, kind, state, at }) => ({
      cells: [
        { text: longDate(at, language, zone) },
        id === null || kind === 'message-received'
          ? { text: t('person:message'), href: `/requests/${reference}#messages` }
          : {
              text: t(`events:letterKind.${kind}`),
              href: `/requests/${reference}/letters/${id}`,
              note: state === 'sent' ? undefined : t(`person:letter.${state}`),
            },
        { text: reference, href: `/requests/${reference}` },
      ],
    })),
  };
}

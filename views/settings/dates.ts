import type { DeclaredDay } from '../../domain/calendar/declaredDay.ts';
import { isSamePromise, promiseKey } from '../../domain/deadlines/promiseKey.ts';
import type { Edition } from '../../domain/edition.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Outdated } from '../../models/subjectRequest/basis.ts';
import { calendarName, calendarRemarks } from '../calendars.ts';
import { longDate } from '../dates.ts';
import { differenceCells } from '../differences.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { wordedOf } from '../requests/words.ts';
import type { FormPage } from './form.ts';

type DatesForm = { on: string; name: string; source: string; kind: string };
/** Which promises of former policies end, by clock and pack, and why. */
export type ApplicationForm = { ends: string[]; reason: string };

type DateCell = { text: string; href?: string };
type DatesPage = {
  frame: Frame;
  errors: Record<string, string>;
  /** The calendar that the declared days complement, and what it was compared with. */
  calendar: string;
  declared: { day: string; what: string; source: string; withdrawal: string }[];
  /** The link to declare a day. */
  declaration: string;
  /** The open requests under former rules, one row per date. */
  moves: { cells: DateCell[] }[];
  outdated: number;
  /** What the corrections of the desk's rules are about, while a request is under former ones. */
  corrections: string[];
  /** The number of them whose dates all stay. */
  unmoved: number;
  application: object;
};

type DatesPageInput = {
  calendar: string;
  declared: DeclaredDay[];
  outdated: Outdated[];
  packs: PolicyPack[];
  /** The digest of what is shown. */
  seen: string;
  application: ApplicationForm;
  faults: RuleViolation[];
};

export function datesPage(base: FrameBase, given: DatesPageInput): DatesPage {
  const { calendar, declared, outdated, faults } = given;
  const { t, language } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: {
      ...base,
      title: t('moves:title'),
      faulty: faults.length > 0,
      typing: outdated.length > 0 ? TYPING : undefined,
    },
    errors,
    calendar: [
      t('moves:calendar', { calendar: calendarName(calendar, language, t) }),
      calendarRemarks(calendar, language, t),
    ].join(' '),
    declared: declared.map(({ on, name, source, working }) => ({
      day: longDate(on, language),
      what: t(working ? 'moves:workingDay' : 'moves:holiday', { name }),
      source,
      withdrawal: `${DECLARED}/${on}/withdrawal`,
    })),
    declaration: `${DECLARED}/new`,
    moves: outdated.flatMap((each) => rowsOf(base, given.packs, each)),
    outdated: outdated.length,
    corrections: correctionsIn(t, Math.min(...outdated.map(({ request }) => request.edition))),
    unmoved: outdated.filter(({ differences }) => differences.length === 0).length,
    application: applicationForm(base, given, errors),
  };
}

const DECLARED = '/settings/dates/declared';
/** What each edition of the rules corrected. */
const CORRECTIONS: { edition: Edition; what: string }[] = [
  ...['waits', 'calendars', 'rights', 'laws'].map((what) => ({ edition: 2 as const, what })),
  { edition: 3, what: 'restarts' },
];

/** The corrections since the oldest edition in use. */
const correctionsIn = (t: FrameBase['t'], oldest: number): string[] =>
  CORRECTIONS.filter(({ edition }) => edition > oldest).map(({ what }) => t(`moves:corrected.${what}`));

/** The form that declares a day. */
export function declarationPage(
  base: FrameBase,
  given: { form: DatesForm; faults: RuleViolation[] },
): FormPage {
  const { form, faults } = given;
  const { t } = base;
  const errors = errorsOf(t, faults);
  const kinds = ['holiday', 'working'].map((value) => ({ value, text: t(`moves:kind.${value}`) }));
  const field = (name: 'on' | 'name' | 'source', more: object = {}) => ({
    partial: 'field',
    name,
    label: t(`moves:label.${name}`),
    value: form[name],
    error: errors[name],
    ...more,
  });
  return {
    frame: { ...base, title: t('moves:declare'), faulty: faults.length > 0, typing: TYPING },
    back: { href: '/settings/dates', text: t('moves:title') },
    lead: t('moves:declaredText'),
    errors,
    form: {
      id: TYPING,
      action: DECLARED,
      fields: [
        field('on', { type: 'date', width: 'short' }),
        field('name'),
        field('source', { hint: t('moves:sourceHint') }),
        {
          partial: 'choices',
          name: 'kind',
          legend: t('moves:label.kind'),
          options: kinds,
          values: [form.kind || 'holiday'],
        },
      ],
      button: {
        text: t('moves:declare'),
        links: [{ href: '/settings/dates', text: t('settings:rows.cancel') }],
      },
    },
  };
}

/** One row for each date that moves, ends or is new. */
function rowsOf(
  base: FrameBase,
  packs: PolicyPack[],
  { request, differences }: Outdated,
): { cells: DateCell[] }[] {
  const { reference, personName, zone } = request;
  return differences.map((one) => ({
    cells: [
      { text: reference, href: `/requests/${reference}` },
      { text: personName },
      ...differenceCells({ ...base, packs }, one, zone),
    ],
  }));
}

/** The form that applies the preview; promises of former policies stay, except those that are ticked, with a reason. */
function applicationForm(
  base: FrameBase,
  { outdated, packs, seen, application }: DatesPageInput,
  errors: Record<string, string>,
) {
  const { t } = base;
  const promises = keptIn(base, outdated, packs);
  const ends = {
    partial: 'choices',
    type: 'checkbox',
    name: 'ends',
    legend: t('moves:label.ends'),
    hint: t('moves:endsHint'),
    options: promises,
    values: application.ends,
    error: errors.ends,
    optional: true,
  };
  const reason = {
    partial: 'textarea',
    name: 'reason',
    label: t('moves:label.reason'),
    hint: t('moves:reasonHint'),
    rows: 2,
    value: application.reason,
    error: errors.reason,
    optional: true,
  };
  return {
    id: TYPING,
    action: '/settings/dates/application',
    fields: [
      { partial: 'hidden', name: 'seen', value: seen },
      ...(promises.length > 0 ? [ends, reason] : []),
    ],
    button: { text: t('moves:apply', { count: outdated.length }) },
  };
}

/** Each promise that stays, once, with its document and its requests. */
function keptIn({ t, language }: FrameBase, outdated: Outdated[], packs: PolicyPack[]) {
  const every = outdated.flatMap(({ kept }) => kept);
  const firsts = every.filter((one, place) => every.findIndex((each) => isSamePromise(each, one)) === place);
  return firsts.map((promise) => {
    const holders = outdated.filter(({ kept }) => kept.some((each) => isSamePromise(each, promise)));
    const words = {
      clock: wordedOf(promise.title, language),
      document: policyName(promise.pack, packs, { t, language }),
      count: holders.length,
    };
    const references = holders.map(({ request }) => request.reference).join(', ');
    return { value: promiseKey(promise), text: t('moves:kept', words), hint: references };
  });
}

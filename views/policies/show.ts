import { type CalendarDate, isCalendarDate } from '../../domain/calendar/calendarDate.ts';
import { type Policy, type PolicyPack, WORDED_CHANNELS } from '../../domain/policies/policy.ts';
import { calendarName, calendarRemarks } from '../calendars.ts';
import { placeOf, shortDate } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { capital, wordedOf } from '../requests/words.ts';
import { citedIn } from '../writing.ts';
import { clocksTable } from './clocks.ts';
import { type CoursePicture, coursePicture } from './course.ts';
import { type PolicyPart, policyParts } from './parts.ts';
import { effectWords } from './words.ts';

type PolicyPageInput = {
  pack: PolicyPack;
  policy: Policy;
  /** The packs that the reader may see. */
  packs: PolicyPack[];
  allPacks: PolicyPack[];
  base: string;
  today: CalendarDate;
};
type PolicyPage = {
  frame: Frame;
  list: string;
  facts: object[];
  tryAt: string;
  answersAt: string;
  picture?: CoursePicture;
  parts: PolicyPart[];
};

/** One pack for those who must comply with it: its sources, and each row with its clause. */
export function policyPage(base: FrameBase, given: PolicyPageInput): PolicyPage {
  const { pack, policy, allPacks } = given;
  const { t, language } = base;
  const version = `?version=${encodeURIComponent(pack.version)}`;
  const at = `${given.base}/${pack.id}`;
  return {
    frame: { ...base, title: wordedOf(pack.title, language) },
    list: given.base,
    facts: factsOf(base, given),
    tryAt: `${at}/try${isNewest(pack, given.packs) ? '' : version}`,
    answersAt: `${at}/answers${isNewest(pack, given.packs) ? '' : version}`,
    picture: coursePicture(policy, language, t),
    parts: [clocksTable(policy, pack, allPacks, base), ...policyParts(policy, pack, allPacks, base)],
  };
}

const isNewest = (pack: PolicyPack, packs: PolicyPack[]): boolean =>
  !packs.some(({ id, effective }) => id === pack.id && effective > pack.effective);

function factsOf(
  { t, language }: FrameBase,
  { pack, packs, allPacks, base, today }: PolicyPageInput,
): object[] {
  const { name, section, date, reference } = pack.document;
  const isLink = reference?.startsWith('https://');
  const parent = packs.find(({ id }) => id === pack.extends);
  const others = packs.filter(({ id, version }) => id === pack.id && version !== pack.version);
  const chosen = (text: string, isChosen: boolean) =>
    isChosen ? [text, t('policies:chosenByDesk')] : [text];
  const effect = effectWords(pack, allPacks, today, language, t);
  const place = t('policies:zoneAndCalendar', {
    place: placeOf(pack.zone, language),
    calendar: calendarName(pack.calendar, language, t),
  });
  return [
    { key: t('policies:fact.version'), value: pack.version },
    { key: t('policies:fact.effect'), lines: chosen(effect, pack.effectiveChosen) },
    {
      key: t('policies:fact.document'),
      lines: [
        citedIn(name, language),
        section && citedIn(section, language),
        dateWords(date, language),
        isLink ? '' : reference,
      ].filter(Boolean),
    },
    ...(isLink ? [{ key: t('policies:fact.text'), value: reference, href: reference }] : []),
    { key: t('policies:fact.role'), value: t(`policies:role.${pack.role}`) },
    {
      key: t('policies:fact.place'),
      lines: [...chosen(place, pack.calendarChosen), calendarRemarks(pack.calendar, language, t)].filter(
        Boolean,
      ),
    },
    ...(pack.channels.length
      ? [
          {
            key: t('policies:fact.channels'),
            value: capital(pack.channels.map((one) => channelWords(one, t)).join(', ')),
          },
        ]
      : []),
    ...(parent
      ? [
          {
            key: t('policies:fact.extends'),
            value: wordedOf(parent.title, language),
            href: `${base}/${parent.id}`,
          },
        ]
      : []),
    ...others.map((other) => ({
      key: t('policies:fact.other'),
      value: t('policies:otherVersion', {
        version: other.version,
        effect: effectWords(other, allPacks, today, language, t),
      }),
      href: `${base}/${other.id}?version=${encodeURIComponent(other.version)}`,
    })),
  ];
}

const channelWords = (channel: string, t: T): string =>
  WORDED_CHANNELS.some((each) => each === channel) ? t(`policies:channel.${channel}`) : channel;

/** The date of a document; text that is not a day, such as "May 2022", stays as it is. */
const dateWords = (date: string | undefined, language: Language): string | undefined =>
  isCalendarDate(date) ? shortDate(date, language) : date;

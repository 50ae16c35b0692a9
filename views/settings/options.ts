import { calendarChoices } from '../../domain/calendar/calendarChoices.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Language, T } from '../i18n.ts';

type Option = { value: string; text: string };

/** What is chosen now always stays a choice, even when the lists no longer name it. */
const withChosen = (options: Option[], chosen: string): Option[] =>
  options.some(({ value }) => value === chosen) ? options : [{ value: chosen, text: chosen }, ...options];

let zones: Option[] | undefined;

export function zoneOptions(chosen: string): Option[] {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({
    value: zone,
    text: zone.replaceAll('_', ' '),
  }));
  return withChosen(zones, chosen);
}

const calendars = new Map<Language, Option[]>();

/** "France (FR)", "France (FR-67)", "No public holidays, weekends only". */
export function calendarOptions(chosen: string, language: Language, t: T): Option[] {
  const known =
    calendars.get(language) ??
    calendarChoices().map((id) => ({ value: id, text: calendarName(id, language, t) }));
  calendars.set(language, known);
  return withChosen(known, chosen);
}

function calendarName(id: string, language: Language, t: T): string {
  if (id === 'none') return t('settings:organisation.noHolidays');
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(id.slice(0, 2));
  return `${country} (${id})`;
}

/** Each pack once as "the version in effect", and each version by itself. */
export function policyOptions(packs: PolicyPack[], chosen: string, language: Language, t: T): Option[] {
  const title = (pack: PolicyPack) => pack.title[language] ?? pack.title.en;
  const newest = new Map(packs.map((pack) => [pack.id, pack]));
  const options = [...newest.values()].flatMap((pack) => [
    { value: pack.id, text: t('settings:organisation.inEffect', { policy: title(pack) }) },
    ...packs
      .filter(({ id }) => id === pack.id)
      .map(({ id, version }) => ({
        value: `${id}@${version}`,
        text: t('settings:organisation.pinned', { policy: title(pack), version }),
      })),
  ]);
  return withChosen(options, chosen);
}

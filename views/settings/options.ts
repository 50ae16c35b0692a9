import { calendarChoices } from '../../domain/calendar/calendarChoices.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { calendarWithCode } from '../calendars.ts';
import { shortDate } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

export type SelectOption = { value: string; text: string };

/** The present choice stays on offer, even when the lists no longer have it. */
const withChosen = (options: SelectOption[], chosen: string): SelectOption[] =>
  options.some(({ value }) => value === chosen) ? options : [{ value: chosen, text: chosen }, ...options];

let zones: SelectOption[] | undefined;

export function zoneOptions(chosen: string): SelectOption[] {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({
    value: zone,
    text: zone.replaceAll('_', ' '),
  }));
  return withChosen(zones, chosen);
}

const calendars = new Map<Language, SelectOption[]>();

/**
 * "France (FR)", "France, Moselle (FR-57)", each country with its parts, sorted by name; those not compared with a law say so.
 * "No public holidays, weekends only" comes last. A former choice that is no longer on offer stays.
 */
export function calendarOptions(chosen: string, language: Language, t: T): SelectOption[] {
  const known = calendars.get(language) ?? everyCalendar(language, t);
  calendars.set(language, known);
  if (known.some(({ value }) => value === chosen)) return known;
  return [{ value: chosen, text: calendarWithCode(chosen, language, t) }, ...known];
}

function everyCalendar(language: Language, t: T): SelectOption[] {
  const option = (value: string) => ({
    value,
    text: calendarWithCode(value, language, t) + stateOf(value, t),
  });
  const places = calendarChoices().filter((id) => id !== 'none');
  const { compare } = new Intl.Collator(language);
  return [...places.map(option).sort((a, b) => compare(a.text, b.text)), option('none')];
}

function stateOf(id: string, t: T): string {
  const { compared } = holidayCalendar(id);
  if (compared === undefined || compared?.by === 'law') return '';
  return ` – ${t(compared ? 'places:state.libraries' : 'places:state.none')}`;
}

/** Each pack once as "the version in effect", and each version by itself. */
export function policyOptions(packs: PolicyPack[], chosen: string, language: Language, t: T): SelectOption[] {
  const title = (pack: PolicyPack) => wordedOf(pack.title, language);
  const newest = new Map(packs.map((pack) => [pack.id, pack]));
  const options = [...newest.values()].flatMap((pack) => [
    { value: pack.id, text: t('settings:organisation.inEffect', { policy: title(pack) }) },
    ...packs
      .filter(({ id }) => id === pack.id)
      .map((own) => ({
        value: `${own.id}@${own.version}`,
        text: t('settings:organisation.pinned', {
          policy: title(own),
          version: own.version,
          from: shortDate(own.effective as CalendarDate, language),
        }),
      })),
  ]);
  return withChosen(options, chosen);
}

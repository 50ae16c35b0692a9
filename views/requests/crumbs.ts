import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { NARROWINGS, type NarrowingName } from '../../domain/queue/narrowing.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Filter } from '../../models/subjectRequest/filter.ts';
import { countryName } from '../countries.ts';
import { shortDate } from '../dates.ts';
import { isolated, type Wording } from '../i18n.ts';
import { queryOf } from './listQuery.ts';
import { wordedOf } from './words.ts';

/** What the words of a filter are taken from. */
export type FilterNames = {
  colleagues: readonly { id: number; name: string; email: string }[];
  tags: readonly Tag[];
  packs: readonly PolicyPack[];
};

/** One part of a filter in words, and the address of the list without it. */
export type Crumb = { text: string; href: string };

/** The parts of a filter that narrow a list, each with the way to take it off. */
export function crumbsOf(reader: Wording, filter: Filter, names: FilterNames): Crumb[] {
  const without = (name: NarrowingName | 'q') =>
    `/requests${queryOf({ ...filter, after: undefined, [name]: undefined })}`;
  const search = filter.q
    ? [{ text: reader.t('queue:crumb.q', { words: isolated(filter.q) }), href: without('q') }]
    : [];
  return [
    ...search,
    ...NARROWINGS.flatMap((name) => {
      const value = filter[name];
      if (value === undefined) return [];
      return { text: crumbText(reader, name, String(value), names), href: without(name) };
    }),
  ];
}

function crumbText(reader: Wording, name: NarrowingName, value: string, names: FilterNames): string {
  const { t, language } = reader;
  if (name === 'paused' || name === 'extended' || name === 'message')
    return t(`queue:crumb.${name}.${value}`);
  if (name.endsWith('From') || name.endsWith('To'))
    return t(`queue:crumb.${name}`, { day: shortDate(value as CalendarDate, language) });
  return t('queue:crumb.is', {
    what: t(`queue:filter.${name}`),
    value: isolated(valueWords(reader, name, value, names)),
  });
}

function valueWords(
  { t, language }: Wording,
  name: NarrowingName,
  value: string,
  names: FilterNames,
): string {
  switch (name) {
    case 'right':
    case 'status':
    case 'channel':
      return t(`requests:${name}.${value}`);
    case 'urgency':
      return t(`urgency:word.${value}`);
    case 'country':
      return countryName(value, language);
    case 'policy': {
      const pack = names.packs.find(({ id }) => id === value);
      return pack ? wordedOf(pack.title, language) : value;
    }
    case 'assignee': {
      if (value === 'nobody') return t('requests:nobody');
      const colleague = names.colleagues.find(({ id }) => String(id) === value);
      return colleague?.name || colleague?.email || t('events:actor.former');
    }
    default:
      return names.tags.find(({ id }) => String(id) === value)?.name ?? t('queue:noTag');
  }
}

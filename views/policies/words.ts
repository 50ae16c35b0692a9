import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { parsePeriod } from '../../domain/calendar/periodText.ts';
import { clausesIn } from '../../domain/policies/clauses.ts';
import { lastDayInEffect } from '../../domain/policies/effect.ts';
import type { From, PolicyPack } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import { shortDate } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import { capital, wordedOf } from '../requests/words.ts';
import { citedIn } from '../writing.ts';

/** "one month", "24 hours", "5 working days". */
export function periodInWords(period: string, t: T): string {
  const { unit, count } = parsePeriod(period);
  return t(`because:length.${unit}`, { count });
}

/** "Access, Rectification", "Every right". */
export function rightsWords(rights: 'all' | readonly Right[], t: T): string {
  if (rights === 'all') return t('policies:everyRight');
  return rights.map((right) => t(`requests:right.${right}`)).join(', ');
}

/** "Since 25 May 2018", "3 Feb 2015 to 31 Dec 2024", "From 1 Jan 2027". */
export function effectWords(
  pack: PolicyPack,
  packs: readonly PolicyPack[],
  today: CalendarDate,
  language: Language,
  t: T,
): string {
  const from = shortDate(pack.effective as CalendarDate, language);
  const last = lastDayInEffect(pack, packs);
  if (last) return t('policies:effect.between', { from, until: shortDate(last, language) });
  return t(pack.effective > today ? 'policies:effect.from' : 'policies:effect.since', { from });
}

/** A fact as the start of a clock: "The breach becomes known". */
export const factWords = (fact: string, t: T): string => capital(t(`because:fact.${fact}`));

/** Where a clause is: in this document, or in the one that it extends. */
export function sourceCell(
  { pack, ...item }: From<{ source: string; also?: string[] }>,
  own: PolicyPack,
  packs: readonly PolicyPack[],
  language: Language,
): { text: string; note?: string } {
  const text = clausesIn(item)
    .map((clause) => citedIn(clause, language))
    .join(', ');
  if (pack === `${own.id}@${own.version}`) return { text };
  const other = packs.find(({ id, version }) => `${id}@${version}` === pack);
  return { text, note: other ? wordedOf(other.title, language) : pack };
}

/** The pack's own items before those of the packs that it extends. */
export function ownFirst<T>(items: readonly From<T>[], own: PolicyPack): From<T>[] {
  const isOwn = ({ pack }: From<T>) => pack === `${own.id}@${own.version}`;
  return [...items.filter(isOwn), ...items.filter((item) => !isOwn(item))];
}

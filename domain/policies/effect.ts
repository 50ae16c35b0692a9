import { addDays, type CalendarDate } from '../calendar/calendarDate.ts';
import type { PolicyPack } from './policy.ts';

/** The last day on which a version applies: the eve of the next version's first day; undefined where there is no next one. */
export function lastDayInEffect(pack: PolicyPack, packs: readonly PolicyPack[]): CalendarDate | undefined {
  const [next] = packs
    .filter(({ id, effective }) => id === pack.id && effective > pack.effective)
    .map(({ effective }) => effective as CalendarDate)
    .sort();
  return next && addDays(next, -1);
}

/**
 * The day as of which a version is shown, so that what it builds on is of its own time: today, but not before its first day or after
 * its last.
 */
export function dayToRead(pack: PolicyPack, packs: readonly PolicyPack[], today: CalendarDate): CalendarDate {
  const last = lastDayInEffect(pack, packs);
  if (today < pack.effective) return pack.effective as CalendarDate;
  return last && last < today ? last : today;
}

/** Whether the policy `id` or `id@version` rests on a pack: is that pack, or builds on it. */
export function restsOn(ref: string, id: string, packs: readonly PolicyPack[]): boolean {
  const seen = new Set<string>();
  for (let own = ref.split('@')[0]; own && !seen.has(own); ) {
    if (own === id) return true;
    seen.add(own);
    own = packs.find((pack) => pack.id === own)?.extends;
  }
  return false;
}

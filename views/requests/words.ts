import type { TimeLeft } from '../../domain/deadlines/urgency.ts';
import type { Worded } from '../../domain/policies/policy.ts';
import { timeLeftWords } from '../dates.ts';
import type { Language, T } from '../i18n.ts';

/** A pack's text in the reader's language; English is always there. */
export const wordedOf = (text: Worded, language: Language): string => text[language] ?? text.en;

/** From this many hours on, whole days say more: "24 days late" rather than "576 hours late". */
const HOURS_SAID = 72;

/** How long is left or how long it is late, as the queue and the request page say it. */
export function leftWords(left: TimeLeft, t: T): string {
  if (left.unit !== 'hour' || left.count < HOURS_SAID) return timeLeftWords(left, t);
  return timeLeftWords({ ...left, unit: 'day', count: Math.floor(left.count / 24) }, t);
}

/** With a capital, where words of a sentence stand alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

import type { Clock, From } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';

/** How and when a clock ended. */
export type ClockEnd = { state: 'met' | 'cancelled'; at: Date };

/**
 * How a clock of a request ended, if it did. An answer or a refusal in whole meets the reply (Art. 12(3), 12(4)); its own
 * fulfilment meets any other promise. An advisory row ends once the person has the outcome. `noticeCounts` says whether
 * the extension notice went out in time: a late one has no effect. docs/law.md#what-ends-a-clock
 */
export function clockEndOf(clock: From<Clock>, facts: Facts, noticeCounts: boolean): ClockEnd | undefined {
  const met = earliest(metAt(clock, facts, noticeCounts), notedOf(facts.fulfilled, clock));
  const outcome = clock.advisory ? earliest(facts.answeredAt, facts.refusedAt) : undefined;
  const cancelled = earliest(notedOf(facts.cancelled, clock), outcome, facts.endedAt);
  if (met && !(cancelled && cancelled < met)) return { state: 'met', at: met };
  return cancelled && { state: 'cancelled', at: cancelled };
}

/** When something was recorded of this clock: under its pack, or under the clock alone where no pack was named. */
const notedOf = (noted: Record<string, Date>, { id, pack }: From<Clock>): Date | undefined =>
  noted[`${id}@${pack}`] ?? noted[id];

function metAt(clock: Clock, facts: Facts, noticeCounts: boolean): Date | undefined {
  switch (clock.endsBy) {
    case 'answer':
      return earliest(facts.answeredAt, facts.refusedAt);
    case 'refusal':
      return facts.refusedAt;
    case 'extension-notice':
      return noticeCounts ? facts.extensionNoticeSentAt : undefined;
    case 'fulfilment':
      return undefined;
  }
}

function earliest(a: Date | undefined, b: Date | undefined, c?: Date): Date | undefined {
  const first = a && b ? (b < a ? b : a) : (a ?? b);
  return first && c ? (c < first ? c : first) : (first ?? c);
}

/** The instant from which a clock runs: the receipt, an act on the request, or another fact by its name. */
export function startOf(clock: Clock, facts: Facts): Date | undefined {
  switch (clock.starts) {
    case 'received':
      return facts.receivedAt;
    case 'answered':
      return earliest(facts.answeredAt, facts.refusedAt);
    case 'refused':
      return facts.refusedAt;
    case 'extension-notice-sent':
      return facts.extensionNoticeSentAt;
    case 'decided':
      return facts.other.decided ?? earliest(facts.answeredAt, facts.refusedAt);
    default:
      return facts.other[clock.starts];
  }
}

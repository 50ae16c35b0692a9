import { localDate } from '../calendar/zone.ts';
import { REQUEST_FACTS } from '../policies/facts.ts';
import { WAITS } from '../policies/factsAsked.ts';
import type { Clock } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';

/** A fact dated before another that it must follow. Facts are named as in `STARTING_FACTS`, a promise by its key. */
type Contradiction = { fact: string; at: Date; earlier: string; earlierAt: Date };

/**
 * The facts of a request that cannot all be true: an act before its receipt, an answer before its question, an announced day
 * that was already over, an extension after the answer that it would put off, an answer after the end of the request. What
 * stands beside the request, such as a breach or the end of a contract, may come before it. Empty where nothing contradicts.
 * docs/law.md#contradictions
 */
export function contradictionsIn(
  facts: Facts,
  clocks: readonly Pick<Clock, 'id' | 'matter'>[],
): Contradiction[] {
  const { receivedAt } = facts;
  const received = followingReceipt(facts, clocks)
    .filter(([, at]) => at < receivedAt)
    .map(([fact, at]) => ({ fact, at, earlier: 'received', earlierAt: receivedAt }));
  return [...received, ...answersBeforeQuestions(facts), ...announcedTooLate(facts), ...afterTheEnd(facts)];
}

/** The key of a clock that is recorded both as kept and as cancelled: only one can be true. Undefined where there is none. */
export const endedTwice = ({
  fulfilled,
  cancelled,
}: Pick<Facts, 'fulfilled' | 'cancelled'>): string | undefined =>
  Object.keys(fulfilled).find((kept) => Object.keys(cancelled).some((other) => isSameClock(kept, other)));

/** `reply` names that clock of any pack, `reply@gdpr-eu@2018` that of one. */
const isSameClock = (one: string, other: string): boolean =>
  one === other || one === other.split('@')[0] || other === one.split('@')[0];

/** What can only happen after receipt. */
function followingReceipt(facts: Facts, clocks: readonly Pick<Clock, 'id' | 'matter'>[]): [string, Date][] {
  const beside = clocks.filter(({ matter }) => matter !== 'request').map(({ id }) => id);
  const ofRequest = (noted: Record<string, Date>) =>
    Object.entries(noted).filter(([key]) => !beside.includes(key.split('@')[0] as string));
  const acts: [string, Date | undefined][] = [
    ...facts.pauses.map(({ reason, askedAt }): [string, Date] => [namesOf(reason).asked, askedAt]),
    ['extension-notice-sent', facts.extensionNoticeSentAt],
    ['answered', facts.answeredAt],
    ['refused', facts.refusedAt],
    ['ended', facts.endedAt],
    ...ofRequest(facts.fulfilled),
    ...ofRequest(facts.cancelled),
    ...Object.entries(facts.other).filter(([name]) => REQUEST_FACTS.some((fact) => fact === name)),
  ];
  return acts.filter((act): act is [string, Date] => act[1] !== undefined);
}

function answersBeforeQuestions({ pauses }: Facts): Contradiction[] {
  return pauses.flatMap(({ reason, askedAt, answeredAt }) => {
    const { asked, answered } = namesOf(reason);
    if (!answeredAt || answeredAt >= askedAt) return [];
    return { fact: answered, at: answeredAt, earlier: asked, earlierAt: askedAt };
  });
}

function announcedTooLate({ zone, extensionUntil, extensionNoticeSentAt: sentAt }: Facts): Contradiction[] {
  if (!extensionUntil || !sentAt || extensionUntil >= localDate(sentAt, zone)) return [];
  const earlier = { earlier: 'extension-notice-sent', earlierAt: sentAt };
  return [{ fact: 'extension-until', at: new Date(extensionUntil), ...earlier }];
}

/** Once the person has the reply nothing puts it off any more (Art. 12(3)), and what has ended is not answered. */
function afterTheEnd({ extensionNoticeSentAt, answeredAt, refusedAt, endedAt }: Facts): Contradiction[] {
  const inOrder: [string, Date | undefined, string, Date | undefined][] = [
    ['answered', answeredAt, 'extension-notice-sent', extensionNoticeSentAt],
    ['refused', refusedAt, 'extension-notice-sent', extensionNoticeSentAt],
    ['ended', endedAt, 'extension-notice-sent', extensionNoticeSentAt],
    ['ended', endedAt, 'answered', answeredAt],
    ['ended', endedAt, 'refused', refusedAt],
  ];
  return inOrder.flatMap(([fact, at, earlier, earlierAt]) =>
    at && earlierAt && at < earlierAt ? { fact, at, earlier, earlierAt } : [],
  );
}

const namesOf = (reason: Facts['pauses'][number]['reason']) =>
  WAITS.find((wait) => wait.reason === reason) as (typeof WAITS)[number];

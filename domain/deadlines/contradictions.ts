import { localDate } from '../calendar/zone.ts';
import { REQUEST_FACTS } from '../policies/facts.ts';
import { WAITS } from '../policies/factsAsked.ts';
import type { Clock } from '../policies/policy.ts';
import type { Facts } from './deadline.ts';

/** A fact that lies before one that it follows from. Facts have the names of `STARTING_FACTS`, a promise its key. */
export type Contradiction = { fact: string; at: Date; earlier: string; earlierAt: Date };

/**
 * The facts of a request that cannot both have happened as they are told: something done about it before its receipt, an
 * answer before its question, a day announced that was over. What is beside the request, a breach or the end of a contract,
 * may lie before it. Empty where all can.
 */
export function contradictionsIn(
  facts: Facts,
  clocks: readonly Pick<Clock, 'id' | 'matter'>[],
): Contradiction[] {
  const { receivedAt } = facts;
  const received = followingReceipt(facts, clocks)
    .filter(([, at]) => at < receivedAt)
    .map(([fact, at]) => ({ fact, at, earlier: 'received', earlierAt: receivedAt }));
  return [...received, ...answersBeforeQuestions(facts), ...announcedTooLate(facts)];
}

/** What can only happen to a request that is there. */
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

const namesOf = (reason: Facts['pauses'][number]['reason']) =>
  WAITS.find((wait) => wait.reason === reason) as (typeof WAITS)[number];

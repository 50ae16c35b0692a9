import { OTHER_FACTS, REQUEST_FACTS, type StartingFact } from './facts.ts';
import { ANNOUNCED, type Clock, type From, type PauseReason, type Policy } from './policy.ts';

/** A wait for the person, with the facts that begin and end it. */
export type WaitAsked = { reason: PauseReason; asked: string; answered: string };

/** The day that an extension notice announces, where the law leaves the day to the controller. No clock starts from it. */
export const ANNOUNCED_DAY = 'extension-until' as const;

/** The facts, besides the receipt, on which some date of a policy depends. */
export type FactsAsked = {
  waits: WaitAsked[];
  acts: (StartingFact | typeof ANNOUNCED_DAY)[];
  others: StartingFact[];
  /** Clocks that are met by recording that the promise was kept. */
  fulfilments: From<Clock>[];
};

/** The facts that begin and end the wait for each reason. */
export const WAITS: readonly WaitAsked[] = [
  { reason: 'identity', asked: 'identity-asked', answered: 'identity-confirmed' },
  { reason: 'clarification', asked: 'clarification-asked', answered: 'clarified' },
  { reason: 'fee', asked: 'fee-asked', answered: 'fee-paid' },
];

/**
 * Which facts to ask for in order to compute by a policy. Where the person is owed an answer, waits and notices are asked for even
 * if they change nothing there (11 CCR 7021(b), LGPD Art. 19); the reasons of the date then say so. A fee is asked for only
 * where the policy suspends for it (`uk-gdpr`).
 */
export function factsAskedBy(policy: Policy): FactsAsked {
  const { clocks, retentions, pauses } = policy;
  const own = clocks.filter(({ matter }) => matter === 'request');
  const starts = new Set<string>([
    ...clocks.map((clock) => clock.starts),
    ...retentions.flatMap((retention) => (retention.period && retention.starts) || []),
  ]);
  const ends = new Set(own.map(({ endsBy }) => endsBy));
  const extensions = own.map(({ extendedPeriod }) => extendedPeriod);
  const acts: Partial<Record<StartingFact, boolean>> = {
    'extension-notice-sent': ends.has('answer') || extensions.some((period) => period !== undefined),
    answered: ends.has('answer'),
    refused: ends.has('refusal'),
  };
  const waits = WAITS.filter(
    ({ reason, asked, answered }) =>
      (ends.has('answer') && (reason !== 'fee' || pauses.some((pause) => pause.reason === 'fee'))) ||
      starts.has(asked) ||
      starts.has(answered),
  );
  return {
    waits,
    acts: REQUEST_FACTS.filter((fact) => fact in acts && (acts[fact] || starts.has(fact))).flatMap(
      (fact): FactsAsked['acts'] =>
        fact === 'extension-notice-sent' && extensions.includes(ANNOUNCED) ? [fact, ANNOUNCED_DAY] : [fact],
    ),
    others: OTHER_FACTS.filter((fact) => starts.has(fact)),
    fulfilments: clocks.filter(({ endsBy }) => endsBy === 'fulfilment'),
  };
}

import { OTHER_FACTS, REQUEST_FACTS, type StartingFact } from './facts.ts';
import type { Clock, From, PauseReason, Policy } from './policy.ts';

/** A wait for the person, by the names of the facts that begin and end it. */
export type WaitAsked = { reason: PauseReason; asked: string; answered: string };

/** The facts, beside the receipt, on which some date of a policy depends. */
export type FactsAsked = {
  waits: WaitAsked[];
  acts: StartingFact[];
  others: StartingFact[];
  /** Clocks that are met by being recorded as done. */
  fulfilments: From<Clock>[];
};

const WAITS: readonly WaitAsked[] = [
  { reason: 'identity', asked: 'identity-asked', answered: 'identity-confirmed' },
  { reason: 'clarification', asked: 'clarification-asked', answered: 'clarified' },
  { reason: 'fee', asked: 'fee-asked', answered: 'fee-paid' },
];

/**
 * What to ask of somebody who computes by a policy. One whose clocks never stand still asks for no wait, one without
 * an extension for no notice. A fee is asked for only where the policy pauses for it (`uk-gdpr`).
 */
export function factsAskedBy(policy: Policy): FactsAsked {
  const { clocks, retentions, pauses } = policy;
  const own = clocks.filter(({ matter }) => matter === 'request');
  const starts = new Set<string>([
    ...clocks.map((clock) => clock.starts),
    ...retentions.flatMap((retention) => (retention.period && retention.starts) || []),
  ]);
  const ends = new Set(own.map(({ endsBy }) => endsBy));
  const stops = own.some((clock) => clock.pauses);
  const acts: Partial<Record<StartingFact, boolean>> = {
    'extension-notice-sent': own.some((clock) => clock.extendedPeriod),
    answered: ends.has('answer'),
    refused: ends.has('refusal'),
  };
  const waits = WAITS.filter(
    ({ reason, asked, answered }) =>
      (stops && (reason !== 'fee' || pauses.some((pause) => pause.reason === 'fee'))) ||
      starts.has(asked) ||
      starts.has(answered),
  );
  return {
    waits,
    acts: REQUEST_FACTS.filter((fact) => fact in acts && (acts[fact] || starts.has(fact))),
    others: OTHER_FACTS.filter((fact) => starts.has(fact)),
    fulfilments: clocks.filter(({ endsBy }) => endsBy === 'fulfilment'),
  };
}

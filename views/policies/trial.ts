import type { Deadline, Facts } from '../../domain/deadlines/deadline.ts';
import type { FactsAsked } from '../../domain/policies/factsAsked.ts';
import type { Policy, PolicyPack } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';

/** What was tried in the simulator: the fields as they were written, and either faults or dates. */
export type Trial = {
  pack: PolicyPack;
  policy: Policy;
  /** Every pack, by which a date that another one promises names it. */
  packs: readonly PolicyPack[];
  asked: FactsAsked;
  fields: Record<string, string>;
  /** The zone and the calendar that hold unless others are chosen. */
  place: { zone: string; calendar: string };
  faults: RuleViolation[];
  result?: TrialResult;
};

export type TrialResult = {
  facts: Facts;
  right: Right;
  calendar: string;
  now: Date;
  /** The request's own clocks, those about other matters, and how long data is kept. */
  deadlines: Deadline[];
  others: Deadline[];
  kept: Deadline[];
};

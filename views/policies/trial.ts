import type { Deadline, Facts } from '../../domain/deadlines/deadline.ts';
import type { FactsAsked } from '../../domain/policies/factsAsked.ts';
import type { Policy, PolicyPack } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';

/** A question to the simulator: the fields as they were written, and either faults or dates. */
export type Trial = {
  pack: PolicyPack;
  policy: Policy;
  /** Every pack, to name the one that another date is promised by. */
  packs: readonly PolicyPack[];
  asked: FactsAsked;
  fields: Record<string, string>;
  /** The default zone and calendar. */
  place: { zone: string; calendar: string };
  faults: RuleViolation[];
  result?: TrialResult;
};

export type TrialResult = {
  facts: Facts;
  right: Right;
  calendar: string;
  now: Date;
  /** The request's own clocks, those of other matters, and the storage periods. */
  deadlines: Deadline[];
  others: Deadline[];
  kept: Deadline[];
};

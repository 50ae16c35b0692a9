import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import type { AskedOwner } from '../../models/task/ownersAsked.ts';

/** What was filled in to hand tasks out: which of them, in which words, what is meant where nobody named it, and why the others are left out. */
export type HandOutForm = {
  included: string[];
  words: Record<string, string>;
  meant: string;
  reason: string;
};

/** A system as the DPO chooses it, with whoever looks after it. */
export type ChoosableSystem = { id: number; name: string; ownerName: string; ownerEmail: string };

/** What the page of a request's tasks is made of. */
export type HandOutGiven = {
  page: RequestPage;
  tasks: RequestTask[];
  /** The standard words of a task, by its system's own instruction. */
  instructions: Record<number, string | undefined>;
  mayHandOut: boolean;
  mayReadFiles: boolean;
  mayReadOutbox: boolean;
  /** Whoever was asked, with their links. */
  owners: AskedOwner[];
  now: Date;
  form?: HandOutForm;
  /** The systems that a task can be added for, and whose owners can be asked. */
  systems: ChoosableSystem[];
  /** What was typed beside a task, by the names of its fields. */
  typed?: Record<string, string>;
  faults: RuleViolation[];
};

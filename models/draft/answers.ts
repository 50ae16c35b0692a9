import { addressFaults } from '../../domain/email.ts';
import type { Particulars } from '../../domain/intake/particulars.ts';
import { LONGEST_CUSTOMER } from '../../domain/policies/listFaults.ts';
import type { Criterion, Situation } from '../../domain/policies/situation.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { nameFaults } from '../../domain/writing.ts';

/** A question of the form; each has a page. The questions that decide the policy come between the rights and the person. */
export type FormStep = 'rights' | Criterion | 'who' | 'behalf' | 'about' | 'files' | 'check';

/** The form's questions in order. */
export const stepsWith = (asked: readonly Criterion[]): FormStep[] => [
  'rights',
  ...asked,
  'behalf',
  'who',
  'about',
  'files',
  'check',
];

/**
 * The answers so far, as they were written. An unreached question has no answer; if none of the offered answers fits, it has
 * an empty one.
 */
export type Answers = Situation & {
  rights?: Right[];
  who?: Who;
  behalf?: Behalf;
  about?: string;
  /** The answers to each chosen right's own questions. */
  particulars?: Partial<Record<Right, Particulars>>;
  /** Unfinished text of a question that was left: it is shown there again. */
  typed?: Partial<Record<FormStep, unknown>>;
};
export type Who = {
  name: string;
  email: string;
  noEmail: boolean;
  postalAddress: string;
  customerNumber: string;
};
/** Who the request is for; if for somebody else, who they are and how the organisation knows them. */
export type Behalf = {
  for: 'self' | 'other' | '';
  otherName: string;
  otherEmail?: string;
  otherAddress?: string;
  otherNumber?: string;
  relation: string;
  authority: string;
};

/** The most characters of each text. A mail address can have 254 (RFC 5321). */
export const MOST_CHARACTERS = {
  name: 200,
  email: 254,
  postalAddress: 1000,
  customerNumber: 100,
  customer: LONGEST_CUSTOMER,
  otherName: 200,
  otherEmail: 254,
  otherAddress: 1000,
  otherNumber: 100,
  relation: 200,
  authority: 2000,
  about: 20_000,
  message: 20_000,
} as const;

/** A fault if the text of a field is too long. Characters are counted as a person sees them: an emoji is one or few. */
export function tooLong(field: keyof typeof MOST_CHARACTERS, text: string): RuleViolation[] {
  const most = MOST_CHARACTERS[field];
  if (text.length <= most || [...text].length <= most) return [];
  return [new RuleViolation('text-too-long', { most }, field)];
}

/** Only rights that the organisation's policy knows can be requested. */
export function rightsFaults(rights: Right[]): RuleViolation[] {
  return rights.length > 0 ? [] : [new RuleViolation('rights-missing', {}, 'rights')];
}

/** A person without email is answered by post, so their address is required. */
export function whoFaults(who: Who): RuleViolation[] {
  const email = who.email !== '';
  return [
    ...missing(who.name === '', 'name-missing', 'name'),
    ...nameFaults(who.name, 'name'),
    ...tooLong('name', who.name),
    ...missing(!email && !who.noEmail, 'email-missing', 'email'),
    ...missing(email && who.noEmail, 'email-and-none', 'email'),
    ...tooLong('email', who.email),
    ...addressFaults(who.email, 'email'),
    ...missing(who.noEmail && who.postalAddress === '', 'postal-address-missing', 'postalAddress'),
    ...tooLong('postalAddress', who.postalAddress),
    ...tooLong('customerNumber', who.customerNumber),
  ];
}

/** For a request on somebody's behalf: their name and the relationship are required. Proof can come later. */
export function behalfFaults(behalf: Behalf): RuleViolation[] {
  if (behalf.for === '') return missing(true, 'behalf-missing', 'behalf');
  if (behalf.for === 'self') return [];
  return [
    ...missing(behalf.otherName === '', 'other-name-missing', 'otherName'),
    ...nameFaults(behalf.otherName, 'otherName'),
    ...tooLong('otherName', behalf.otherName),
    ...tooLong('otherEmail', behalf.otherEmail ?? ''),
    ...addressFaults(behalf.otherEmail ?? '', 'otherEmail'),
    ...tooLong('otherAddress', behalf.otherAddress ?? ''),
    ...tooLong('otherNumber', behalf.otherNumber ?? ''),
    ...missing(behalf.relation === '', 'relation-missing', 'relation'),
    ...tooLong('relation', behalf.relation),
    ...tooLong('authority', behalf.authority),
  ];
}

/**
 * The first unanswered question before a step; undefined if the step may be shown. The subject and the files are optional. A question
 * counts as open if it holds unfinished text, or an answer older than its rule. If another answer led to a policy without the chosen right,
 * the right must be chosen again.
 */
export function firstUnanswered(
  answers: Answers,
  before: FormStep,
  { steps, offered }: { steps: readonly FormStep[]; offered: readonly Right[] },
): FormStep | undefined {
  const { rights = [] } = answers;
  const unanswered: Partial<Record<FormStep, boolean>> = {
    rights: rights.length === 0 || rights.some((right) => !offered.includes(right)),
    residence: answers.residence === undefined,
    category: answers.category === undefined,
    customer: answers.customer === undefined,
    who: !answers.who || whoFaults(answers.who).length > 0,
    behalf: !answers.behalf || behalfFaults(answers.behalf).length > 0,
  };
  const isOpen = (step: FormStep) => unanswered[step] || answers.typed?.[step] !== undefined;
  return steps.slice(0, steps.indexOf(before)).find(isOpen);
}

/** The valid rights of a form, each once, in the house order. */
export const knownRights = (given: readonly string[], offered: readonly Right[]): Right[] =>
  RIGHTS.filter((right) => given.includes(right) && offered.includes(right));

const missing = (is: boolean, code: string, field: string): RuleViolation[] =>
  is ? [new RuleViolation(code, {}, field)] : [];

import { isEmail } from '../../domain/email.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** The form's questions, one a page, in their order. */
export const STEPS = ['rights', 'who', 'behalf', 'about', 'files', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** What somebody has answered so far, as they wrote it. A question that was not reached has no answer. */
export type Answers = {
  rights?: Right[];
  who?: Who;
  behalf?: Behalf;
  about?: string;
};
export type Who = {
  name: string;
  email: string;
  noEmail: boolean;
  postalAddress: string;
  customerNumber: string;
};
export type Behalf = { for: 'self' | 'other' | ''; otherName: string; relation: string; authority: string };

/** The most characters of each text. 254 is what a mail address can have (RFC 5321). */
export const MOST_CHARACTERS = {
  name: 200,
  email: 254,
  postalAddress: 1000,
  customerNumber: 100,
  otherName: 200,
  relation: 200,
  authority: 2000,
  about: 20_000,
  message: 20_000,
} as const;

/** Whether the text of a field is longer than it may be; characters as a person counts them, an emoji is one or few. */
export function tooLong(field: keyof typeof MOST_CHARACTERS, text: string): RuleViolation[] {
  const most = MOST_CHARACTERS[field];
  if (text.length <= most || [...text].length <= most) return [];
  return [new RuleViolation('text-too-long', { most }, field)];
}

/** Only rights that the organisation's policy knows can be asked for. */
export function rightsFaults(rights: Right[]): RuleViolation[] {
  return rights.length > 0 ? [] : [new RuleViolation('rights-missing', {}, 'rights')];
}

/** Somebody without e-mail is answered by post, so their address is needed then. */
export function whoFaults(who: Who): RuleViolation[] {
  const email = who.email !== '';
  return [
    ...missing(who.name === '', 'name-missing', 'name'),
    ...tooLong('name', who.name),
    ...missing(!email && !who.noEmail, 'email-missing', 'email'),
    ...missing(email && who.noEmail, 'email-and-none', 'email'),
    ...tooLong('email', who.email),
    ...missing(email && !isEmail(who.email), 'email-invalid', 'email'),
    ...missing(who.noEmail && who.postalAddress === '', 'postal-address-missing', 'postalAddress'),
    ...tooLong('postalAddress', who.postalAddress),
    ...tooLong('customerNumber', who.customerNumber),
  ];
}

/** For somebody else: who that is and what they are to each other. Proof of it can come later. */
export function behalfFaults(behalf: Behalf): RuleViolation[] {
  if (behalf.for === '') return missing(true, 'behalf-missing', 'behalf');
  if (behalf.for === 'self') return [];
  return [
    ...missing(behalf.otherName === '', 'other-name-missing', 'otherName'),
    ...tooLong('otherName', behalf.otherName),
    ...missing(behalf.relation === '', 'relation-missing', 'relation'),
    ...tooLong('relation', behalf.relation),
    ...tooLong('authority', behalf.authority),
  ];
}

/** The first question without an answer before a step; nothing when the step may be shown. What it is about and files may stay empty. */
export function firstUnanswered(answers: Answers, before: Step): Step | undefined {
  const unanswered: Partial<Record<Step, boolean>> = {
    rights: !answers.rights?.length,
    who: !answers.who,
    behalf: !answers.behalf,
  };
  return STEPS.slice(0, STEPS.indexOf(before)).find((step) => unanswered[step]);
}

/** The rights of a form that exist, each once, in the house order. */
export const knownRights = (given: readonly string[], offered: readonly Right[]): Right[] =>
  RIGHTS.filter((right) => given.includes(right) && offered.includes(right));

const missing = (is: boolean, code: string, field: string): RuleViolation[] =>
  is ? [new RuleViolation(code, {}, field)] : [];

import type { LetterKind } from '../lifecycle/vocabulary.ts';

/** Why a part may not be left out of a letter of a kind. */
export type ReasonFixed =
  | 'remedies'
  | 'ground'
  | 'reasons'
  | 'decision'
  | 'dates'
  | 'content'
  | 'way'
  | 'rights';

/** The parts of every letter to the person, beside those of its kind. */
const FRAME = { greeting: null, status: null };

/**
 * The parts of each letter to the person that may have a template, in the order of the desk's own letter, and why one must stay:
 * where to complain and which court (Art. 12(4) GDPR), the ground and the reasons of a refusal, an extension or a doubt (Art. 12(3),
 * (4), (6)), the decision, the dates, what the letter is there to hand over, and the way by which the person goes on. `null` may be
 * left out or written otherwise. Sender, date and reference head every letter and are no parts.
 */
const PARTS = {
  receipt: {
    received: 'dates',
    confirm: 'way',
    unconfirmed: null,
    promises: 'dates',
    status: 'way',
    notYou: null,
    complaint: 'remedies',
  },
  'identity-request': {
    about: null,
    doubt: 'reasons',
    needed: 'content',
    how: null,
    onPaper: null,
    waiting: 'dates',
    complaint: 'remedies',
  },
  'identity-rejected': {
    about: null,
    outcome: 'decision',
    reason: 'reasons',
    again: null,
    complaint: 'remedies',
  },
  'clarification-request': {
    about: null,
    question: 'content',
    how: null,
    waiting: 'dates',
    complaint: 'remedies',
  },
  'extension-notice': { about: null, why: 'reasons', until: 'dates', complaint: 'remedies' },
  answer: {
    about: null,
    completes: null,
    changes: 'content',
    answer: 'content',
    information: 'content',
    enclosed: 'content',
    keptBack: 'ground',
    rest: 'dates',
    rights: 'rights',
    complaint: 'remedies',
  },
  'answer-again': { about: null, same: null, answer: 'way' },
  'rest-ended': { about: null, said: 'dates', reason: 'reasons', complaint: 'remedies' },
  refusal: {
    about: null,
    decision: 'decision',
    ground: 'ground',
    facts: 'reasons',
    decider: null,
    complaint: 'remedies',
  },
  'giving-up': { about: null, reason: 'reasons', again: null, complaint: 'remedies' },
  'mailbox-reminder': {
    about: null,
    open: null,
    confirm: 'way',
    otherwise: null,
    notYou: null,
    complaint: 'remedies',
  },
  'withdrawal-receipt': { about: null, done: 'decision', again: null, complaint: 'remedies' },
  'client-notice': { text: 'content', asked: 'content', notAgreed: 'way', complaint: 'remedies' },
  'transmission-told': { about: null, told: 'content', fetched: null },
  'transmission-declined': { about: null, why: 'reasons', own: null, complaint: 'remedies' },
  message: { about: null, text: 'content', how: null },
  'message-receipt': { about: null, came: 'dates' },
} as const satisfies Partial<Record<LetterKind, Record<string, ReasonFixed | null>>>;

/** A letter to the person whose words an organisation may write. */
export type TemplateKind = keyof typeof PARTS;
type NamesOf<Kind> = Kind extends TemplateKind ? keyof (typeof PARTS)[Kind] : never;
/** A part of a letter by its name. */
export type PartName = NamesOf<TemplateKind> | keyof typeof FRAME;

/** The kinds that may have a template, in the order of a request's life. */
export const TEMPLATE_KINDS = Object.keys(PARTS) as readonly TemplateKind[];

/** The kind that a word names, if its letters may have a template. */
export const templateKind = (word: string): TemplateKind | undefined =>
  TEMPLATE_KINDS.find((kind) => kind === word);

/** The parts of a kind in order, each with why it must stay, if it must. `message`: greeting, about, text, how, status. */
export function partsOf(kind: TemplateKind): { name: PartName; fixed: ReasonFixed | null }[] {
  const own: Partial<Record<PartName, ReasonFixed | null>> = PARTS[kind];
  const { greeting, status } = FRAME;
  const all = { greeting, ...own, ...(!('status' in own) && { status }) };
  return Object.entries(all).map(([name, fixed]) => ({ name: name as PartName, fixed }));
}

/** What of a letter is a value within a sentence. */
export const TEMPLATE_FIELDS = [
  'reference',
  'right',
  'article',
  'received',
  'today',
  'due',
  'name',
  'client',
  'organisation',
  'replyAddress',
  'authority',
  'decidedBy',
] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** The fields that a letter may have no words for; it then says what `otherwiseIn` of views/letters/fields.ts gives. */
const PERHAPS_EMPTY: readonly TemplateField[] = [
  'article',
  'due',
  'name',
  'client',
  'replyAddress',
  'authority',
  'decidedBy',
];
export const isPerhapsEmpty = (field: TemplateField): boolean => PERHAPS_EMPTY.includes(field);

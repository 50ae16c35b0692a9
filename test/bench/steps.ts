import type { FactName, LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { Key } from '../../models/crypto/keyring.ts';
import type { ActorName } from '../../models/desk.ts';
import type { EventData } from '../../models/event/append.ts';
import { receiptOf } from '../../models/subjectRequest/made.ts';
import { momentOf, type Plan, type Story } from './plan.ts';
import type { RequestRow, Setting } from './request.ts';

type Told = { kind: string; data?: EventData };

/** What one verb leaves behind. `moves` where its facts may move a date. */
export type Step = {
  at: Date;
  actor: ActorName;
  facts?: { name: FactName; about?: string; pack?: string; detail?: object; at?: Date; byLetter?: true }[];
  letter?: { kind: LetterKind; data: Record<string, string>; byPost: boolean };
  events(letter: number): Told[];
  columns?: Partial<RequestRow>;
  moves?: true;
};

/** The words of the benchmark's cases: what is written in them costs the same whatever it says. */
export const WORDS = {
  note: 'Confirmed in the account.',
  doubt: 'The address differs from the account.',
  needed: 'The customer number.',
  proof: 'RK 123 456 789 FR',
  text: 'Here is what we hold.',
  nothingHeld: 'Nothing beyond this letter.',
  done: 'Deleted from every system.',
  reason: 'No answer after two reminders.',
  withdrawn: 'No longer needed.',
} as const;
/** The promises of the benchmark's policy that an erasure must keep before it closes. */
export const PROMISES = ['account-deletion', 'other-data-deletion'];

/** The verbs of a plan in order; given the key and the row of its request, what each writes. */
export function stepsOf(plan: Plan, { staff }: Setting): (key: Key, request: RequestRow) => Step[] {
  const { receivedAt, person, about } = plan;
  const dpo: ActorName = `user:${staff[0]}`;
  const end = momentOf(plan, 'end');
  const mailbox: Step = {
    at: momentOf(plan, 'mailbox'),
    actor: 'person',
    facts: [{ name: 'mailbox-confirmed' }],
    events: () => [{ kind: 'mailbox-confirmed' }],
  };
  const identity: Step = {
    at: momentOf(plan, 'identity'),
    actor: dpo,
    facts: [{ name: 'identity-confirmed', about: 'log-in', detail: { note: WORDS.note } }],
    events: () => [{ kind: 'identity-confirmed', data: { method: 'log-in' } }],
  };
  const closing = (outcome: string): Pick<Step, 'columns'> => ({ columns: { outcome, closedAt: end } });
  const assigned = (at: Date, was: number | null, is: number): Step => ({
    at,
    actor: dpo,
    events: () => [{ kind: 'assigned', data: { was, is } }],
    columns: { assigneeId: is },
  });
  const assignedOnce = assigned(momentOf(plan, 'assigned'), null, staff[1]);
  const stories: Record<Story, () => Step[]> = {
    unverified: () => [],
    'given-up': () => [
      {
        at: end,
        actor: dpo,
        letter: { kind: 'giving-up', data: { reason: WORDS.reason, proof: WORDS.proof }, byPost: true },
        facts: [
          { name: 'giving-up-decided', detail: { reason: WORDS.reason }, byLetter: true },
          { name: 'closed', byLetter: true },
        ],
        events: (letter): Told[] => [
          posted(letter, 'giving-up', end),
          { kind: 'giving-up-decided', data: { letter } },
          { kind: 'closed', data: { outcome: 'given-up' } },
        ],
        ...closing('given-up'),
      },
    ],
    'at-work': () => [mailbox, identity, assignedOnce, assigned(momentOf(plan, 'again'), staff[1], staff[0])],
    waiting: () => [mailbox, assignedOnce, asking(plan, dpo)],
    withdrawn: () => [
      mailbox,
      {
        at: end,
        actor: dpo,
        letter: { kind: 'withdrawal-receipt', data: {}, byPost: false },
        facts: [{ name: 'withdrawn', detail: { reason: WORDS.withdrawn } }, { name: 'closed' }],
        events: (letter): Told[] => [
          { kind: 'withdrawn' },
          { kind: 'closed', data: { outcome: 'withdrawn' } },
          { kind: 'letter-queued', data: { letter, letterKind: 'withdrawal-receipt' } },
        ],
        ...closing('withdrawn'),
      },
    ],
    answered: () => [
      mailbox,
      identity,
      ...(plan.right === 'erasure' ? PROMISES.map((clock) => fulfilled(clock, end, dpo)) : []),
      answered(end, dpo),
      {
        at: end,
        actor: dpo,
        facts: [{ name: 'closed' }],
        events: () => [{ kind: 'closed', data: { outcome: 'answered' } }],
        ...closing('answered'),
      },
    ],
  };
  return (key, request) => [
    {
      at: receivedAt,
      actor: 'person',
      letter: { kind: 'receipt', data: {}, byPost: false },
      events: () => [{ kind: 'received', data: receiptOf(request, key, { person, details: { about } }) }],
    },
    ...stories[plan.story](),
  ];
}

const posted = (letter: number, letterKind: LetterKind, at: Date): Told => ({
  kind: 'letter-posted',
  data: { letter, letterKind, at: at.toISOString() },
});

function asking(plan: Plan, actor: ActorName): Step {
  const at = momentOf(plan, 'again');
  const { doubt, needed, proof } = WORDS;
  return {
    at,
    actor,
    letter: { kind: 'identity-request', data: { doubt, needed, proof }, byPost: true },
    facts: [
      { name: 'identity-request-decided', byLetter: true },
      { name: 'identity-asked', detail: { proof }, byLetter: true },
    ],
    events: (letter) => [
      posted(letter, 'identity-request', at),
      { kind: 'identity-request-decided', data: { letter } },
      { kind: 'identity-asked', data: { letter } },
    ],
    moves: true,
  };
}

/** The pack that makes the promises of an erasure. */
const PACK = 'scalingo-privacy@2015';

const fulfilled = (clock: string, at: Date, actor: ActorName): Step => ({
  at,
  actor,
  facts: [
    {
      name: 'fulfilled',
      about: clock,
      pack: PACK,
      detail: { done: WORDS.done, proof: WORDS.proof, attachments: [] },
    },
  ],
  events: () => [{ kind: 'fulfilled', data: { clock, pack: PACK, at: at.toISOString(), files: 0 } }],
});

function answered(at: Date, actor: ActorName): Step {
  const { text, nothingHeld, proof } = WORDS;
  return {
    at,
    actor,
    letter: { kind: 'answer', data: { text, nothingHeld, enclosed: '', version: '', proof }, byPost: true },
    facts: [
      { name: 'answer-decided', detail: { text, nothingHeld, attachments: [], systems: {} }, byLetter: true },
      {
        name: 'answered',
        about: 'post',
        detail: { text, nothingHeld, attachments: [], systems: {}, proof },
        byLetter: true,
      },
    ],
    events: (letter): Told[] => [
      posted(letter, 'answer', at),
      { kind: 'answer-decided', data: { by: 'post', files: 0, letter } },
      { kind: 'answered', data: { by: 'post', letter } },
    ],
    columns: { outcome: 'answered' },
  };
}

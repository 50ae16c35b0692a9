import { randomFrom } from '../../demo/random.ts';
import type { Language } from '../../domain/languages.ts';
import type { Status } from '../../domain/lifecycle/status.ts';
import type { Right } from '../../domain/rights.ts';

/** What happens to one invented request. The verbs of each are in `replay.ts`, its rows in `rows.ts`. */
export type Story = 'unverified' | 'given-up' | 'at-work' | 'waiting' | 'withdrawn' | 'answered';

export type Plan = {
  nth: number;
  formKey: string;
  right: Right;
  language: Language;
  person: { name: string; email: string };
  about: string;
  receivedAt: Date;
  story: Story;
};

/** Where each story ends. */
export const ENDS: Record<Story, Status> = {
  unverified: 'unverified',
  'given-up': 'closed',
  'at-work': 'open',
  waiting: 'waiting',
  withdrawn: 'closed',
  answered: 'closed',
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** In order: whom the request reached when, at these minutes after receipt. */
export const AFTER = { mailbox: 9, identity: 60, assigned: 90, again: 180, end: 6 * 24 * 60 } as const;
export const momentOf = ({ receivedAt }: Plan, step: keyof typeof AFTER): Date =>
  new Date(receivedAt.getTime() + AFTER[step] * MINUTE);

/** How much more erasure than access there is in life: 56 %. */
const SHARES: [Right, number][] = [
  ['erasure', 0.5],
  ['access', 0.32],
  ['rectification', 0.06],
  ['marketing-objection', 0.05],
  ['objection', 0.03],
  ['portability', 0.02],
  ['restriction', 0.02],
];
const FIRST = [
  'Ada',
  'Bo',
  'Chloé',
  'Dóra',
  'Emre',
  'Fatou',
  'Greta',
  'Henrik',
  'Inès',
  'Jürgen',
  'Kaisa',
  'Łucja',
];
const LAST = [
  'Aalto',
  'Brânzei',
  'Côté',
  'Dvořák',
  'Example',
  'Fischer',
  'García',
  'Hansen',
  'Ivanova',
  'Jensen',
];

/**
 * In the order in which they came, so that numbers grow with time: the tenth that is open came last. One in twelve came in a
 * burst, of which 60 % never verify their mailbox. The same seed plans the same.
 */
export function* plansFor(rows: number, now: Date, seed = 'bench'): Generator<Plan> {
  const random = randomFrom(seed);
  for (const [nth, { isOpen, inBurst, days }] of receiptsOf(rows, random).entries()) {
    const first = random.pick(FIRST);
    const last = random.pick(LAST);
    yield {
      nth,
      formKey: `${seed}-${nth}`,
      right: rightFor(random.next()),
      language: random.chance(0.4) ? 'fr' : 'en',
      person: { name: `${first} ${last} ${nth}`, email: `person.${nth}@example.org` },
      about: `Request number ${nth} of the benchmark.`,
      receivedAt: new Date(now.getTime() - Math.round(days * DAY)),
      story: storyFor(isOpen, inBurst, random.next()),
    };
  }
}

type Receipt = { isOpen: boolean; inBurst: boolean; days: number };

/** How many days ago each came, the oldest first. */
function receiptsOf(rows: number, random: ReturnType<typeof randomFrom>): Receipt[] {
  const years = Math.max(1, Math.min(4, rows / 25_000));
  const receipts = Array.from({ length: rows }, (_, nth) => {
    const isOpen = nth % 10 === 0;
    const inBurst = random.chance(1 / 12);
    if (isOpen) return { isOpen, inBurst, days: random.between(0.2, 34) };
    const days = random.between(40, years * 365);
    const ofBurst = Math.ceil(days / 90) * 90 - 50 + random.between(0, 0.1);
    return { isOpen, inBurst, days: inBurst ? ofBurst : days };
  });
  return receipts.sort((a, b) => b.days - a.days);
}

function storyFor(isOpen: boolean, inBurst: boolean, dice: number): Story {
  if (inBurst && dice < 0.6) return isOpen ? 'unverified' : 'given-up';
  if (isOpen) return dice > 0.85 ? 'waiting' : 'at-work';
  return dice > 0.8 ? 'withdrawn' : 'answered';
}

function rightFor(dice: number): Right {
  let rest = dice;
  for (const [right, share] of SHARES) {
    rest -= share;
    if (rest < 0) return right;
  }
  return 'access';
}

import { needsMailbox } from '../domain/lifecycle/status.ts';
import type { Channel, IdentityMethod } from '../domain/lifecycle/vocabulary.ts';
import type { Right } from '../domain/rights.ts';
import * as acts from './acts.ts';
import type { Story, StoryCase, StoryStep } from './story.ts';
import { askedAgain } from './twice.ts';

/** A story with what it requires: an erasure, a form, a mailbox. */
export type Plot = { story: Story; right?: Right; channel?: Channel; withEmail?: boolean };

const METHODS: Record<Channel, IdentityMethod> = {
  form: 'log-in',
  mail: 'question',
  post: 'document',
  phone: 'question',
  'in-person': 'in-person',
};

/** What stops at once without a check of identity (Art. 7(3), 21(3)). */
const STOPS: Partial<Record<Right, string>> = {
  'marketing-objection': 'marketing-stop',
  'consent-withdrawal': 'consent-stop',
};

const stopped = ({ right, random }: StoryCase): StoryStep[] => {
  const clock = STOPS[right];
  return clock ? [acts.fulfilled(random.between(0.05, 0.4), clock)] : [];
};

/** The mailbox is confirmed within hours, and the request assigned; what must stop at once has stopped. */
export const begun: Story = (it) => [...opened(it), ...stopped(it)];

export const opened: Story = (it) => [
  ...(confirmsMailbox(it) ? [acts.mailboxConfirmed(it.random.between(0.002, 0.1))] : []),
  ...(it.random.chance(0.85) ? [promptly(it, acts.assigned(it.random.between(0.02, 0.2)))] : []),
];

const confirmsMailbox = ({ channel, hasEmail, person, right }: StoryCase): boolean =>
  needsMailbox({ channel, email: hasEmail ? person.email : undefined, right });

/** A promise of 24 hours ignores office hours: an erasure is handled the same day, weekend or not. */
const promptly = (it: StoryCase, step: StoryStep): StoryStep =>
  it.right === 'erasure' ? { ...step, days: Math.min(step.days, 0.15), when: 'any' } : step;

export const recognised: Story = (it) => [
  ...begun(it),
  promptly(it, acts.identityConfirmed(it.random.between(0.05, 0.3), METHODS[it.channel])),
  promptly(it, acts.handedOut(0.02)),
];

const asked: Story = (it) => [...begun(it), promptly(it, acts.identityAsked(it.random.between(0.3, 2)))];

/** An answer after a number of days; then any promised deletion, and the closure. */
function settled(it: StoryCase, days: number): StoryStep[] {
  if (it.right !== 'erasure') return [acts.answered(days), acts.closed(it.random.between(0.5, 6))];
  const late = it.random.chance(0.12);
  return [
    acts.fulfilled(late ? it.random.between(0.9, 1.8) : it.random.between(0.05, 0.35), 'account-deletion'),
    acts.answered(Math.min(days, 14)),
    acts.fulfilled(late ? it.random.between(16, 26) : it.random.between(4, 12), 'other-data-deletion'),
    acts.closed(it.random.between(0.5, 4)),
  ];
}

/** The account is deleted and the person answered; the rest of the data is still to be deleted. */
export const purging: Story = (it) => [
  ...recognised(it),
  acts.fulfilled(0.2, 'account-deletion'),
  acts.answered(it.random.between(0.5, 2)),
];

const soon = (it: StoryCase) => it.random.between(1, 20);

/** The stories of the past year. Each occurs at least once, the first most often. */
export const PAST: readonly Plot[] = [
  { story: (it) => [...recognised(it), ...settled(it, soon(it))] },
  { story: (it) => [...recognised(it), acts.messageLeft(1), ...settled(it, soon(it))] },
  { story: (it) => [...recognised(it), ...settled(it, it.random.between(30, 37))], right: 'access' },
  {
    story: (it) => [
      ...recognised(it),
      acts.extended(it.random.between(9, 18)),
      acts.answered(35),
      acts.closed(2),
    ],
    right: 'access',
  },
  {
    story: (it) => [
      ...asked(it),
      acts.evidenceSent(it.random.between(1, 9)),
      acts.identityConfirmed(0.5, 'document'),
      ...settled(it, soon(it)),
    ],
    withEmail: true,
  },
  { story: (it) => [...asked(it), acts.evidenceSent(8), acts.identityRejected(4)] },
  {
    story: (it) => [
      ...recognised(it),
      promptly(it, acts.clarificationAsked(2)),
      acts.clarified(it.random.between(1, 12)),
      ...settled(it, it.random.between(4, 12)),
    ],
  },
  {
    story: (it) => [...recognised(it), acts.paused(2), acts.resumed(5), ...settled(it, 10)],
    right: 'portability',
  },
  { story: (it) => [...recognised(it), acts.refused(soon(it), 'whole'), acts.closed(9)], right: 'access' },
  {
    story: (it) => [...recognised(it), promptly(it, acts.refused(1, 'whole')), acts.closed(3)],
    right: 'erasure',
  },
  {
    story: (it) => [...recognised(it), promptly(it, acts.refused(1, 'part')), ...settled(it, 6)],
    right: 'erasure',
  },
  { story: (it) => [...begun(it), acts.withdrawnByPerson(it.random.between(1, 9))], channel: 'form' },
  { story: (it) => [...recognised(it), acts.withdrawnByPhone(it.random.between(2, 15))], channel: 'phone' },
  { story: (it) => [...asked(it), acts.gaveUp(it.random.between(30, 45))] },
  { story: () => [acts.gaveUp(26)], channel: 'form', withEmail: true },
  {
    story: (it) => [
      ...recognised(it),
      acts.answered(6),
      acts.closed(2),
      acts.reopened(8, 'closure'),
      acts.closed(5),
    ],
    right: 'rectification',
  },
  {
    story: (it) => [
      ...recognised(it),
      acts.answered(6),
      acts.closed(2),
      acts.reopened(7, 'decision'),
      acts.answered(5),
      acts.closed(3),
    ],
    right: 'access',
  },
  {
    story: (it) => [
      ...recognised(it),
      acts.extended(14),
      acts.extensionUndone(2),
      acts.answered(6),
      acts.closed(1),
    ],
    right: 'objection',
  },
  {
    story: (it) => [
      ...recognised(it),
      acts.fulfilled(0.3, 'account-deletion'),
      acts.answered(3),
      acts.clockCancelled(8, 'other-data-deletion'),
      acts.closed(1),
    ],
    right: 'erasure',
  },
  {
    story: () => [acts.markedSpam(2)],
    channel: 'form',
    withEmail: true,
    right: 'access',
  },
  {
    story: (it) => [...recognised(it), askedAgain(3), acts.answered(12), acts.closed(2)],
    channel: 'form',
    withEmail: true,
    right: 'access',
  },
];

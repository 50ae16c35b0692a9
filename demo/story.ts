import type { Channel } from '../domain/lifecycle/vocabulary.ts';
import type { Right } from '../domain/rights.ts';
import type { Desk } from '../models/desk.ts';
import type { Target } from '../models/subjectRequest/change.ts';
import type { Sending } from '../models/subjectRequest/changeTools.ts';
import { wordsToKeep } from '../views/letters/wordsOf.ts';
import { type StoryAgenda, whenAtWork } from './agenda.ts';
import type { Office } from './office.ts';
import type { Somebody } from './people.ts';
import type { Random } from './random.ts';
import type { DemoLanguage } from './words/spoken.ts';

/** One request on its way through the office. */
export type StoryCase = {
  desk: Desk;
  random: Random;
  office: Office;
  formKey: string;
  person: Somebody;
  hasEmail: boolean;
  language: DemoLanguage;
  channel: Channel;
  right: Right;
  receivedAt: Date;
  /** Its row's id and its reference. */
  requestId: number;
  target: Target;
  /** Adds what somebody else does, days from now. */
  later(days: number, act: () => Promise<unknown>): void;
};

/** The next act, and its delay after the step before. `office`: only during office hours. */
export type StoryStep = { days: number; when: 'office' | 'any'; act(it: StoryCase): Promise<unknown> };

/** The steps of a request after its receipt. */
export type Story = (it: StoryCase) => StoryStep[];

/** Adds the steps of a request to the agenda, each after the one before. */
export function follow(agenda: StoryAgenda, it: StoryCase, story: Story): void {
  let at = it.desk.clock();
  for (const { days, when, act } of story(it)) {
    at = new Date(at.getTime() + Math.max(days * DAY, MINUTE));
    if (when === 'office') {
      at = whenAtWork(at, it.office.organisation.zone, Math.floor(it.random.between(2, 55)));
    }
    agenda.add(at, () => act(it));
  }
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A letter by email, or registered post on the same day for a person without an address. */
export function sendingTo(it: StoryCase): Sending {
  if (it.hasEmail) return { by: 'mail' };
  const number = Math.floor(it.random.between(1e8, 1e9));
  return {
    by: 'post',
    postedAt: it.desk.clock(),
    proof: `Registered letter RE ${number}`,
    words: wordsToKeep,
  };
}

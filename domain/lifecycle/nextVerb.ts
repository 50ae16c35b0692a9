import { isReply } from '../deadlines/reply.ts';
import { isRest } from '../deadlines/rest.ts';
import { may, type Role } from '../permissions.ts';
import type { PauseReason } from '../policies/policy.ts';
import { countsAtOnce, type Right } from '../rights.ts';
import { isAllowedIn } from './allowedIn.ts';
import type { ExtensionState } from './record.ts';
import type { Status } from './status.ts';
import type { Undelivered } from './undelivered.ts';
import { VERBS, type VerbName } from './verbs.ts';

/** What a list or a page knows of a request when it names its next step. */
export type StepStanding = {
  status: Status;
  right: Right;
  isUnread: boolean;
  undelivered: Undelivered | null;
  extension: ExtensionState | null;
  identityConfirmed: boolean;
  /** Whether the reply is late. */
  isReplyLate: boolean;
  /** The clock of its next deadline; undefined where none runs. */
  clock?: string;
  /** Whether that clock runs whoever is waited for, and ends by its own fulfilment. */
  waitsForNobody: boolean;
  /** Whether it has promises, and all of them have ended. */
  isAllDone: boolean;
  /** For what the person was asked last, while they have not answered. */
  asked?: PauseReason;
  /** How a letter that tells the person of a decision waits: to be posted, or for the mail server. */
  letter?: 'post' | 'mail';
  /** How many systems were asked, have answered, could not, are still to be handed out, and were asked for another right. */
  tasks: { asked: number; settled: number; stuck: number; planned: number; outdated: number };
};

/** What comes next: a code that lists and pages word, and the verb that does it, where one does. */
export type NextVerb = { code: StepCode; verb?: VerbName };
const STEP_CODES = [
  'read',
  'resend',
  'post',
  'announce',
  'sending',
  'identity',
  'identity-asked',
  'clarification',
  'resume',
  'outdated',
  'hand-out',
  'stuck',
  'systems',
  'answer',
  'tell',
  'rest',
  'promise',
  'close',
  'look',
] as const;
export type StepCode = (typeof STEP_CODES)[number];

/**
 * The next step of a request, for its page and for every list: an unread message may change what follows, a letter
 * that did not arrive or has not gone comes before what it tells, then what the status asks for. A request for access, open, its identity
 * confirmed, three of five systems have answered: wait for the systems.
 */
export function nextStepOf(now: StepStanding): NextVerb {
  if (now.isUnread) return { code: 'read' };
  if (isLapsed(now)) return now.identityConfirmed || countsAtOnce(now.right) ? ANSWER : IDENTITY;
  if (now.undelivered) return { code: 'resend', verb: 'resend' };
  if (now.letter && now.status !== 'closed') return { code: codeOfLetter(now) };
  switch (now.status) {
    case 'closed':
      return { code: 'look' };
    case 'answered':
      return CLOSE;
    case 'purge-pending':
      if (!now.clock) return { code: 'look' };
      return isRest({ clock: now.clock }) ? { code: 'rest', verb: 'answer' } : PROMISE;
    case 'unverified':
      return IDENTITY;
    case 'waiting':
      return (now.asked && ENDS_WAIT[now.asked]) ?? RESUME;
    case 'open':
      return openStep(now);
  }
}

const codeOfLetter = ({ letter, extension }: StepStanding): StepCode =>
  letter === 'post' ? 'post' : extension === 'decided' ? 'announce' : 'sending';

const ANSWER: NextVerb = { code: 'answer', verb: 'answer' };
const IDENTITY: NextVerb = { code: 'identity', verb: 'confirm-identity' };
const PROMISE: NextVerb = { code: 'promise', verb: 'fulfil' };
const CLOSE: NextVerb = { code: 'close', verb: 'close' };
const RESUME: NextVerb = { code: 'resume', verb: 'resume' };
const ENDS_WAIT: Partial<Record<PauseReason, NextVerb>> = {
  identity: { code: 'identity-asked', verb: 'confirm-identity' },
  clarification: { code: 'clarification', verb: 'record-clarification' },
};

/** Whether the extension took no effect, and the first date has passed (Art. 12(3)). */
export const isLapsed = ({ status, extension, isReplyLate }: StepStanding): boolean =>
  status === 'open' && isReplyLate && extension !== null && extension !== 'announced';

function openStep(now: StepStanding): NextVerb {
  const { right, identityConfirmed, clock, tasks } = now;
  if (clock && now.waitsForNobody) return PROMISE;
  if (now.isAllDone) return { code: 'tell', verb: 'answer' };
  if (!identityConfirmed && !countsAtOnce(right)) return IDENTITY;
  if (tasks.outdated > 0) return { code: 'outdated' };
  if (tasks.planned > 0) return { code: 'hand-out' };
  if (tasks.stuck > 0) return { code: 'stuck' };
  if (tasks.asked > tasks.settled) return { code: 'systems' };
  return clock && !isReply({ clock }) && !isRest({ clock }) ? PROMISE : ANSWER;
}

/** Whether a role may take this step now: by the table of the life cycle, and its permissions. A step without a verb only leads somewhere. */
export const isLawfulStep = ({ verb }: NextVerb, status: Status, role: Role): boolean =>
  verb === undefined || (isAllowedIn(status, VERBS[verb].action) && may(role, VERBS[verb].action));

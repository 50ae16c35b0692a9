import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { hasEndedLate } from '../../domain/deadlines/lateness.ts';
import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { canBeEnded } from '../../domain/deadlines/reply.ts';
import { runs } from '../../domain/deadlines/urgency.ts';
import { isLapsed, type NextVerb, nextStepOf } from '../../domain/lifecycle/nextVerb.ts';
import { type VerbName, verbPath } from '../../domain/lifecycle/verbs.ts';
import type { LetterNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { badgeOf } from '../dated.ts';
import { longDate, longMoment, shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { lapsedBecause } from './lapsedStep.ts';
import { afterLongWait } from './longWaitStep.ts';
import { isOffered } from './offers.ts';
import { seenOf } from './promises.ts';
import { recordLines } from './recordLines.ts';
import { restStep } from './restStep.ts';
import type { ShownRequest } from './shownRequest.ts';
import { earliest, nextOf, openWaitIn, standingOnPage } from './standing.ts';
import type { NextStep, StepWords } from './step.ts';
import { afterTasks } from './tasksStep.ts';
import { afterWish } from './transmissionStep.ts';
import { undelivered } from './undelivered.ts';
import { wordedOf } from './words.ts';

/** The words of the next step, which the domain names, and of a wish about the answer's data that waits beside it. */
export function nextStep(base: FrameBase, given: ShownRequest): NextStep {
  const first = earliest(given.page.deadlines.filter(runs));
  const badge =
    first && given.page.request.status !== 'closed' ? badgeOf(base, seenOf(given), first) : undefined;
  const now = standingOnPage(given);
  const usual = afterWish(base, given, wordsOf(base, given, nextStepOf({ ...now, isUnread: false })));
  const step = nextStepOf(now).code === 'read' ? toRead(base, given, usual) : usual;
  return { ...step, record: recordLines(base, given.page), badge };
}

/** An unread message comes first: it may change what follows. */
function toRead({ t, language }: FrameBase, { page }: ShownRequest, then: StepWords): StepWords {
  const { personName, zone } = page.request;
  const unread = page.messages.filter(({ isUnread }) => isUnread);
  const when = unread[0] ? longMoment(unread[0].at, language, zone) : '';
  const words = { person: personName, when, count: unread.length };
  return {
    sentence: t('requests:next.read', words),
    why: t('requests:next.readThen', { step: then.sentence }),
    action: { href: '#messages', text: t('requests:next.readAction', words) },
  };
}

function wordsOf(base: FrameBase, given: ShownRequest, { code }: NextVerb): StepWords {
  const { page } = given;
  switch (code) {
    case 'resend':
      return undelivered(base, given) ?? look(base, given);
    case 'post':
    case 'announce':
    case 'sending':
      return untold(base, page) ?? look(base, given);
    case 'identity':
      return toIdentify(base, given);
    case 'identity-asked':
    case 'clarification':
    case 'resume':
      return afterLongWait(base, given, waitedFor(base, given, code));
    case 'tell':
      return step(base, given, 'tell', 'answer');
    case 'outdated':
    case 'hand-out':
    case 'stuck':
    case 'systems':
      return afterTasks(base, page, given.tasks ?? [], usualStep(base, given));
    case 'answer':
      return isLapsed(standingOnPage(given))
        ? { ...step(base, given, 'lapsed', 'answer'), ...lapsedBecause(base, given) }
        : afterTasks(base, page, given.tasks ?? [], usualStep(base, given));
    case 'rest':
      return restStep(base, given) ?? look(base, given);
    case 'promise':
      return page.request.status === 'open' && !standingOnPage(given).waitsForNobody
        ? afterTasks(base, page, given.tasks ?? [], usualStep(base, given))
        : promised(base, given, nextOf(page));
    case 'close':
      return toClose(base, given);
    case 'look':
    case 'read':
      return look(base, given);
  }
}

/** Nothing to do but to look: it is closed, or what was promised does not run yet. */
function look(base: FrameBase, given: ShownRequest): StepWords {
  const { request, deadlines } = given.page;
  if (request.status === 'closed') return closed(base, given.page);
  return promised(base, given, earliest(deadlines.filter((one) => canBeEnded(one, 'cancel-clock'))));
}

function toIdentify(base: FrameBase, given: ShownRequest): StepWords {
  const { page } = given;
  const name = page.request.status === 'unverified' ? 'unverified' : 'identity';
  const words = step(base, given, name, 'confirm-identity');
  return isLapsed(standingOnPage(given))
    ? { ...words, ...lapsedBecause(base, given) }
    : { ...words, why: firstDate(base, page, nextOf(page)) };
}

/** What follows once the systems have answered. */
function usualStep(base: FrameBase, given: ShownRequest): StepWords {
  const next = nextOf(given.page);
  return next && canBeEnded(next, 'fulfil') ? promised(base, given, next) : answer(base, given, next);
}

/** A decision that has not been sent: it takes effect only when its letter has gone out. */
function untold({ t, language }: FrameBase, { sheet, request, letters }: RequestPage): StepWords | undefined {
  const waits = request.status === 'closed' ? undefined : sheet.untold.at(-1);
  if (!waits) return undefined;
  const since = longMoment(waits.since, language, request.zone);
  const letter = letters.find(({ id }) => id === waits.letterId);
  if (letter?.channel === 'post') return toPost({ t }, { letter, request });
  return {
    sentence: t(`requests:next.untold.${waits.decision}`, { since }),
    why: t('requests:next.untoldWhy'),
  };
}

/** On paper: print it, post it, and record the posting. */
const toPost = (
  { t }: Pick<FrameBase, 't'>,
  { letter: { id, kind }, request }: { letter: LetterNote; request: RequestPage['request'] },
): StepWords => ({
  sentence: t('requests:next.toPost', { letter: t(`events:letterKind.${kind}`) }),
  why: t('requests:next.toPostWhy'),
  action: { href: `/requests/${request.reference}/letters/${id}`, text: t('requests:next.toPostAction') },
});

const WAITED_FOR = {
  'identity-asked': { name: 'identityAsked', verb: 'confirm-identity' },
  clarification: { name: 'clarification', verb: 'record-clarification' },
  resume: { name: 'paused', verb: 'resume' },
} as const;

/** What the desk waits for, and what ends the wait. */
function waitedFor(base: FrameBase, given: ShownRequest, code: keyof typeof WAITED_FOR): StepWords {
  const { sheet, request } = given.page;
  const wait = openWaitIn(sheet);
  const day = wait ? shortDate(wait.askedAt, base.language, request.zone) : '';
  const { name, verb } = WAITED_FOR[code];
  return {
    ...step(base, given, name, verb, { day }),
    why: firstDate(base, given.page, nextOf(given.page)),
  };
}

function answer(base: FrameBase, given: ShownRequest, next: Deadline | undefined): StepWords {
  if (!next?.dueOn) return step(base, given, 'answer', 'answer');
  return step(base, given, 'answerBy', 'answer', { day: longDate(next.dueOn, base.language) });
}

function promised(base: FrameBase, given: ShownRequest, deadline: Deadline | undefined): StepWords {
  if (!deadline) return toClose(base, given);
  const words = { clock: wordedOf(deadline.title, base.language), by: dueWords(base, given.page, deadline) };
  return step(base, given, 'promise', 'fulfil', words, promiseKey(deadline));
}

/** "Everything is done" is said only if it was done in time. */
const toClose = (base: FrameBase, given: ShownRequest): StepWords =>
  step(base, given, given.page.deadlines.some(hasEndedLate) ? 'closeLate' : 'close', 'close');

function closed({ t, language }: FrameBase, { request, facts }: RequestPage): StepWords {
  const day = request.closedAt ? longDate(request.closedAt, language, request.zone) : '';
  const reference = facts.find(({ name }) => name === 'merged')?.about;
  if (reference)
    return {
      sentence: t('requests:next.merged', { reference, day }),
      action: { href: `/requests/${reference}`, text: t('requests:next.mergedAction', { reference }) },
    };
  return {
    sentence: t('requests:next.closed', {
      outcome: t(`requests:outcome.${request.outcome ?? 'answered'}`),
      day,
    }),
  };
}

/** A step with the link to its form, for a user who may do it. */
function step(
  base: FrameBase,
  { page, role }: ShownRequest,
  name: string,
  verb: VerbName,
  words = {},
  clock = '',
): StepWords {
  const { t } = base;
  const offered = isOffered(verb, page, role, clock);
  const action = { href: verbPath(verb, page.request.reference, clock), text: t(`verbs:${verb}.title`) };
  return { sentence: t(`requests:next.${name}`, words), action: offered ? action : undefined };
}

function firstDate(base: FrameBase, page: RequestPage, next: Deadline | undefined): string | undefined {
  if (!next) return undefined;
  const clock = wordedOf(next.title, base.language);
  return base.t('requests:next.firstDate', { clock, by: dueWords(base, page, next) });
}

const dueWords = ({ language }: FrameBase, { request }: RequestPage, { dueOn, lateAt }: Deadline): string =>
  dueOn ? longDate(dueOn, language) : lateAt ? longMoment(lateAt, language, request.zone) : '';

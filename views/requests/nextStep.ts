import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { isExtended } from '../../domain/deadlines/extension.ts';
import { hasEndedLate } from '../../domain/deadlines/lateness.ts';
import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { canBeEnded, replyOf } from '../../domain/deadlines/reply.ts';
import { isRest } from '../../domain/deadlines/rest.ts';
import { isLate, runs } from '../../domain/deadlines/urgency.ts';
import { hasOpenPromise } from '../../domain/lifecycle/status.ts';
import { type VerbName, verbPath } from '../../domain/lifecycle/verbs.ts';
import { may } from '../../domain/permissions.ts';
import { waitsForNobody } from '../../domain/policies/pauseRules.ts';
import { countsAtOnce } from '../../domain/rights.ts';
import type { LetterNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { badgeOf } from '../dated.ts';
import { longDate, longMoment, shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { afterLongWait } from './longWaitStep.ts';
import { isOffered } from './offers.ts';
import { seenOf } from './promises.ts';
import { recordLines } from './recordLines.ts';
import { restStep } from './restStep.ts';
import type { ShownRequest } from './shownRequest.ts';
import type { NextStep, StepWords } from './step.ts';
import { afterTasks } from './tasksStep.ts';
import { afterWish } from './transmissionStep.ts';
import { undelivered } from './undelivered.ts';
import { wordedOf } from './words.ts';

/** Derives the next step from the status, the facts and the dates. */
export function nextStep(base: FrameBase, given: ShownRequest): NextStep {
  const first = earliest(given.page.deadlines.filter(runs));
  const badge =
    first && given.page.request.status !== 'closed' ? badgeOf(base, seenOf(given), first) : undefined;
  const usual = afterWish(base, given, stepOf(base, given));
  const now = given.page.request.unreadSince ? toRead(base, given, usual) : usual;
  return { ...now, record: recordLines(base, given.page), badge };
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

function stepOf(base: FrameBase, given: ShownRequest): StepWords {
  const { page } = given;
  const waits = lapsedExtension(page, given.now)
    ? undefined
    : (undelivered(base, given) ?? untold(base, page));
  if (waits) return waits;
  switch (page.request.status) {
    case 'closed':
      return closed(base, page);
    case 'answered':
      return toClose(base, given);
    case 'purge-pending':
      return afterAnswer(base, given);
    case 'unverified':
      return {
        ...step(base, given, 'unverified', 'confirm-identity'),
        why: firstDate(base, page, earliest(page.deadlines.filter(runs))),
      };
    case 'waiting':
      return afterLongWait(base, given, waitedFor(base, given));
    case 'open':
      return open(base, given);
  }
}

/** What was promised beside the answer, and its rest: the earlier first. */
function afterAnswer(base: FrameBase, given: ShownRequest): StepWords {
  const { deadlines } = given.page;
  const open = deadlines.filter((one) => canBeEnded(one, 'cancel-clock') || (isRest(one) && runs(one)));
  const first = earliest(open);
  const rest = first && isRest(first) ? restStep(base, given) : undefined;
  return rest ?? promised(base, given, first);
}

function open(base: FrameBase, given: ShownRequest): StepWords {
  const { page } = given;
  const identityConfirmed = page.sheet.identityConfirmed || countsAtOnce(page.request.right);
  const lapsed = lapsedExtension(page, given.now);
  if (lapsed) {
    const day = lapsed.dueOn ? longDate(lapsed.dueOn, base.language) : '';
    const next = identityConfirmed
      ? step(base, given, 'lapsed', 'answer')
      : step(base, given, 'identity', 'confirm-identity');
    return { ...next, ...lapsedBecause(base, given, day) };
  }
  const next = earliest(page.deadlines.filter(runs));
  if (next && waitsForNobody(page.policy, next)) return promised(base, given, next);
  if (page.deadlines.length > 0 && !hasOpenPromise(page.deadlines))
    return step(base, given, 'tell', 'answer');
  if (!identityConfirmed)
    return { ...step(base, given, 'identity', 'confirm-identity'), why: firstDate(base, page, next) };
  const usual = next && canBeEnded(next, 'fulfil') ? promised(base, given, next) : answer(base, given, next);
  return afterTasks(base, page, given.tasks ?? [], usual);
}

/** Why the extension has lapsed, and what may show that it has not. */
function lapsedBecause(base: FrameBase, given: ShownRequest, day: string): Pick<StepWords, 'why' | 'ways'> {
  const { t } = base;
  const { page, role } = given;
  const sentAt = page.sheet.facts.extensionNoticeSentAt;
  if (sentAt) {
    const on = longDate(sentAt, base.language, page.request.zone);
    return { why: t('requests:next.lapsedSent', { day, on }) };
  }
  if (!page.sheet.returned.some(({ kind }) => kind === 'extension-notice'))
    return { why: t('requests:next.lapsedWhy', { day }), ways: postingOf(base, given) };
  const text = t('verbs:set-aside-return.title');
  const href = verbPath('set-aside-return', page.request.reference);
  return {
    why: t('requests:next.lapsedReturned', { day }),
    ways: isOffered('set-aside-return', page, role) ? [{ href, text }] : undefined,
  };
}

/** A notice posted in time can be recorded in the outbox. */
function postingOf({ t }: FrameBase, { page, role }: ShownRequest): StepWords['ways'] {
  const notice = page.letters.findLast(({ kind }) => kind === 'extension-notice');
  const waits = notice?.state === 'queued' || notice?.state === 'failed';
  if (!waits || !may(role, 'work-outbox')) return undefined;
  return [{ href: `/settings/outbox/${notice.id}`, text: t('outbox:posting.title') }];
}

/** The deadline of an answer whose extension was decided but took no effect: its first date has passed (Art. 12(3)). */
function lapsedExtension({ facts, deadlines }: RequestPage, now: Date): Deadline | undefined {
  if (!facts.some(({ name }) => name === 'extension-decided')) return undefined;
  const reply = replyOf(deadlines);
  if (!reply || !isLate(reply, now)) return undefined;
  return isExtended(reply) ? undefined : reply;
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

/** What the desk waits for, and what ends the wait. */
function waitedFor(base: FrameBase, given: ShownRequest): StepWords {
  const { sheet, request } = given.page;
  const wait = sheet.facts.pauses.findLast(({ answeredAt }) => !answeredAt);
  const day = wait ? shortDate(wait.askedAt, base.language, request.zone) : '';
  const late = earliest(given.page.deadlines.filter(runs));
  const why = firstDate(base, given.page, late);
  if (wait?.reason === 'clarification' && sheet.clarificationOpen)
    return { ...step(base, given, 'clarification', 'record-clarification', { day }), why };
  if (wait?.reason === 'identity' && !sheet.identityConfirmed)
    return { ...step(base, given, 'identityAsked', 'confirm-identity', { day }), why };
  return { ...step(base, given, 'paused', 'resume', { day }), why };
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

function closed({ t, language }: FrameBase, { request }: RequestPage): StepWords {
  const day = request.closedAt ? longDate(request.closedAt, language, request.zone) : '';
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

const earliest = (deadlines: Deadline[]): Deadline | undefined =>
  deadlines
    .filter(({ lateAt }) => lateAt)
    .sort((a, b) => (a.lateAt?.getTime() ?? 0) - (b.lateAt?.getTime() ?? 0))[0] ?? deadlines[0];

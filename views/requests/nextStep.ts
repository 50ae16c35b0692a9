import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { REPLY } from '../../domain/deadlines/reply.ts';
import { isLate, runs } from '../../domain/deadlines/urgency.ts';
import type { Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/page.ts';
import { type Badge, badgeOf } from '../dated.ts';
import { longDate, longMoment, shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOffered, isOpenPromise } from './offers.ts';
import { seenOf } from './promises.ts';
import { addressOf, type VerbName } from './verbs.ts';
import { wordedOf } from './words.ts';

/** The one thing that the request asks for now, with the verb that does it. */
export type NextStep = {
  sentence: string;
  why?: string;
  /** How long the first of its dates has left. */
  badge?: Badge;
  action?: { href: string; text: string };
};

type Given = { page: RequestPage; role: Role; now: Date };

/** Reads what comes next from the status, the facts and the dates. */
export function nextStep(base: FrameBase, given: Given): NextStep {
  const first = earliest(given.page.deadlines.filter(runs));
  const badge =
    first && given.page.request.status !== 'closed' ? badgeOf(base, seenOf(given), first) : undefined;
  return { ...stepOf(base, given), badge };
}

function stepOf(base: FrameBase, given: Given): NextStep {
  const { page } = given;
  switch (page.request.status) {
    case 'closed':
      return closed(base, page);
    case 'answered':
      return step(base, given, 'close', 'close');
    case 'purge-pending':
      return promised(base, given, earliest(page.deadlines.filter(isOpenPromise)));
    case 'unverified':
      return step(base, given, 'unverified', 'confirm-identity');
    case 'waiting':
      return waiting(base, given);
    case 'open':
      return open(base, given);
  }
}

function open(base: FrameBase, given: Given): NextStep {
  const { page } = given;
  const { identityConfirmed } = page.sheet;
  const lapsed = lapsedExtension(page, given.now);
  if (lapsed) {
    const day = lapsed.dueOn ? longDate(lapsed.dueOn, base.language) : '';
    const next = identityConfirmed
      ? step(base, given, 'lapsed', 'answer')
      : step(base, given, 'identity', 'confirm-identity');
    return { ...next, why: base.t('requests:next.lapsedWhy', { day }) };
  }
  const unsent = page.letters.find(
    ({ kind, state, recipient }) =>
      recipient === 'person' && (state === 'queued' || state === 'failed') && ASKING.includes(kind),
  );
  if (unsent)
    return {
      sentence: base.t(`requests:next.unsent.${unsent.kind}`),
      why: base.t('requests:next.unsentWhy'),
    };
  const next = earliest(page.deadlines.filter(runs));
  if (!identityConfirmed)
    return { ...step(base, given, 'identity', 'confirm-identity'), why: firstDate(base, page, next) };
  return next && isOpenPromise(next) ? promised(base, given, next) : answer(base, given, next);
}

/** The reply whose extension was decided but took no effect: its first date is over (Art. 12(3)). */
function lapsedExtension({ facts, deadlines }: RequestPage, now: Date): Deadline | undefined {
  if (!facts.some(({ name }) => name === 'extension-decided')) return undefined;
  const reply = deadlines.find(({ clock }) => clock === REPLY);
  if (!reply || !isLate(reply, now)) return undefined;
  return reply.because.some(({ code }) => code === 'extension') ? undefined : reply;
}

/** Letters whose effect begins only when they have gone out. */
const ASKING: string[] = ['identity-request', 'clarification-request', 'extension-notice'];

function waiting(base: FrameBase, given: Given): NextStep {
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

function answer(base: FrameBase, given: Given, next: Deadline | undefined): NextStep {
  if (!next?.dueOn) return step(base, given, 'answer', 'answer');
  return step(base, given, 'answerBy', 'answer', { day: longDate(next.dueOn, base.language) });
}

function promised(base: FrameBase, given: Given, deadline: Deadline | undefined): NextStep {
  if (!deadline) return step(base, given, 'close', 'close');
  const words = { clock: wordedOf(deadline.title, base.language), by: dueWords(base, given.page, deadline) };
  return step(base, given, 'promise', 'fulfil', words, deadline.clock);
}

function closed({ t, language }: FrameBase, { request }: RequestPage): NextStep {
  const day = request.closedAt ? longDate(request.closedAt, language, request.zone) : '';
  return {
    sentence: t('requests:next.closed', {
      outcome: t(`requests:outcome.${request.outcome ?? 'answered'}`),
      day,
    }),
  };
}

/** A step with the way to its form, for whoever may do it. */
function step(
  base: FrameBase,
  { page, role }: Given,
  name: string,
  verb: VerbName,
  words = {},
  clock = '',
): NextStep {
  const { t } = base;
  const offered = isOffered(verb, page, role, clock);
  const action = { href: addressOf(verb, page.request.reference, clock), text: t(`verbs:${verb}.title`) };
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

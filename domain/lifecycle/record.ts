import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { isExtended } from '../deadlines/extension.ts';
import { daysLate, type Lateness, worstLateness } from '../deadlines/lateness.ts';
import { firstReplyOf, replyOf } from '../deadlines/reply.ts';
import type { FactSheet } from './factSheet.ts';

/** How far an extension got: `decided`, its notice not out yet; `announced` in time; `lapsed`, its notice too late; `returned`, it came back. */
export const EXTENSION_STATES = ['decided', 'announced', 'lapsed', 'returned'] as const;
export type ExtensionState = (typeof EXTENSION_STATES)[number];

/**
 * What a register keeps of a request for good: when the person had an answer, when it was due, how late the worst of its promises
 * was. It follows from the facts, undone ones included, and outlives the request.
 */
export type RequestRecord = {
  /** When the person had the answer or the refusal that stands. */
  answeredAt: Date | null;
  /** When they first had one, even if it was undone since. */
  firstAnsweredAt: Date | null;
  /** The last day of the reply that was owed first, as it stood; null while its clock is suspended. */
  replyDueOn: CalendarDate | null;
  /** The same for a reply that is owed within hours. */
  replyTargetAt: Date | null;
  late: Lateness | null;
  daysLate: number | null;
  extension: ExtensionState | null;
  /** When its notice went out; before that, when it was decided. */
  extendedAt: Date | null;
  identityConfirmedAt: Date | null;
  identityMethod: string | null;
  /** The day by which an answer that left incomplete said that the rest follows; the last that was named. */
  restDueOn: CalendarDate | null;
  /** When the answer that followed went out. */
  restSentAt: Date | null;
};

/** Reads the record of a request from its facts and its dates. */
export function recordOf(sheet: FactSheet, deadlines: readonly Deadline[]): RequestRecord {
  const { facts, history } = sheet;
  const reply = firstReplyOf(deadlines);
  const late = worstLateness(deadlines, facts.zone) ?? null;
  const answeredAt = earliest(facts.answeredAt, facts.refusedAt);
  const rest = facts.rests?.findLast(({ returnedAt }) => !returnedAt);
  const dated = reply && reply.state !== 'paused' && !reply.stoodStill;
  return {
    answeredAt,
    firstAnsweredAt: earliest(answeredAt ?? undefined, ...history.repliesTakenBack),
    replyDueOn: (dated && reply.dueOn) || null,
    replyTargetAt: (dated && reply.targetAt) || null,
    late,
    daysLate: late && daysLate(late),
    ...extensionIn(sheet, replyOf(deadlines)),
    identityConfirmedAt: history.identity?.at ?? null,
    identityMethod: history.identity?.about ?? null,
    restDueOn: rest?.on ?? null,
    restSentAt: rest?.sentAt ?? null,
  };
}

function extensionIn({ facts, history }: FactSheet, reply: Deadline | undefined) {
  const sentAt = facts.extensionNoticeSentAt;
  if (!sentAt) {
    const { extensionNoticeReturned: extendedAt } = facts;
    if (extendedAt) return { extension: 'returned' as const, extendedAt };
    const decidedAt = history.extensionDecidedAt ?? null;
    return { extension: decidedAt && ('decided' as const), extendedAt: decidedAt };
  }
  const counts = reply && isExtended(reply);
  return { extension: counts ? ('announced' as const) : ('lapsed' as const), extendedAt: sentAt };
}

const earliest = (...moments: (Date | undefined)[]): Date | null =>
  moments.reduce<Date | null>((first, at) => (at && (!first || at < first) ? at : first), null);

import { addDays, type CalendarDate, dateOfDayNumber, dayNumberOf } from '../calendar/calendarDate.ts';
import { startOfDay } from '../calendar/zone.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { isReply } from '../deadlines/reply.ts';
import type { FactName } from '../lifecycle/vocabulary.ts';
import type { PauseReason } from '../policies/policy.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { outcomeIn } from './course.ts';
import type { RegisterLine } from './line.ts';

/** A fact of the past, by the moment at which it was true; `about` and `detail` as the acts of the desk store them. */
export type PastFact = {
  name: FactName;
  at: Date;
  about: string | null;
  /** The pack of the promise that it is about. */
  pack?: string;
  detail?: Record<string, string>;
};

type PastInput = {
  line: RegisterLine;
  zone: string;
  now: Date;
  today: CalendarDate;
  /** The reasons for which some clock of the request stands still under its policy, in the order of the pack. */
  pauses: readonly PauseReason[];
  /** Whether its law leaves the new day of an extension to the controller. */
  extendsToADay: boolean;
};

/**
 * The facts that a line of a register tells, each on its own day. Of a day without a time, what the person sent counts from its start, as a
 * receipt does, and what was sent to them at its end, as a posting does: both give the earlier date or the later answer.
 * docs/law.md#imported-registers
 */
export function pastFacts(given: PastInput): PastFact[] {
  const { line } = given;
  const { course } = line;
  const { identityConfirmedOn, extendedOn, answeredOn, closedOn } = course;
  const at = momentsOf(given);
  const facts: PastFact[] = [...pausesIn(given)];
  const add = (name: FactName, moment: Date, about: string | null = null, detail?: PastFact['detail']) =>
    facts.push({ name, at: moment, about, ...(detail && { detail }) });
  if (identityConfirmedOn)
    add('identity-confirmed', at.start(identityConfirmedOn), course.identityMethod ?? null);
  if (extendedOn) {
    const until = given.extendsToADay ? (course.dueOn ?? null) : null;
    add('extension-decided', at.end(extendedOn), until, extensionDetail(course, until));
    add('extension-notice-sent', at.end(extendedOn), until, extensionDetail(course, until));
  }
  for (const { clock, at: kept } of course.kept) add('fulfilled', at.within(kept), clock);
  const outcome = outcomeIn(course);
  const whole = outcome === 'refused' ? (course.grounds.at(-1) ?? null) : null;
  const by = course.answeredBy ?? null;
  for (const ground of whole ? course.grounds.slice(0, -1) : course.grounds)
    add('refused-in-part', at.end(answeredOn ?? closedOn ?? given.today), ground);
  if (answeredOn && outcome !== 'identity-not-confirmed') {
    if (outcome === 'refused') add('refused', at.end(answeredOn), whole, by ? { by } : undefined);
    else add('answered', at.end(answeredOn), by);
  }
  const end = closedOn ?? answeredOn;
  if (outcome === 'identity-not-confirmed' && end)
    add('identity-rejected', at.end(answeredOn ?? end), null, by ? { by } : undefined);
  if (outcome === 'withdrawn' && end) add('withdrawn', at.end(end));
  if (outcome === 'merged' && end) add('merged', at.end(end));
  else if (outcome === 'spam' && end) add('marked-spam', at.end(end));
  else if (end && (closedOn || outcome === 'identity-not-confirmed')) add('closed', at.end(end));
  return facts;
}

/**
 * The promises of an ended request of which a register says nothing, such as a deletion within a day: the desk neither claims that they were
 * kept, nor that they were missed. They do not apply, from the receipt on. One that the register says is still pending runs.
 */
export function promisesUntold(
  { receivedAt, course }: Pick<RegisterLine, 'receivedAt' | 'course'>,
  deadlines: readonly Pick<Deadline, 'clock' | 'pack' | 'advisory' | 'state'>[],
): PastFact[] {
  const { answeredOn, closedOn, status } = course;
  if (!(answeredOn || closedOn) || status === 'purge-pending') return [];
  return deadlines
    .filter((one) => !isReply(one) && !one.advisory && one.state !== 'met')
    .map(({ clock, pack }) => ({ name: 'clock-cancelled', at: receivedAt, about: clock, pack }));
}

function momentsOf({ line: { receivedAt }, zone, now }: PastInput) {
  const within = (at: Date) => (at > now ? now : at < receivedAt ? receivedAt : at);
  return {
    within,
    start: (day: CalendarDate) => within(startOfDay(day, zone)),
    end: (day: CalendarDate) => within(new Date(startOfDay(addDays(day, 1), zone).getTime() - 1)),
  };
}

function extensionDetail(
  { extensionGround, extensionReason }: RegisterLine['course'],
  until: string | null,
): PastFact['detail'] {
  return {
    ...(extensionGround && { ground: extensionGround }),
    ...(until && { until }),
    ...(extensionReason && { reason: extensionReason }),
  };
}

/**
 * Where the days go for which the clock stood still, of which a register says only how many. Before the confirmation of the identity, where
 * they fit there; else after the receipt; those of a request that still waits, back from today. Throws `line-not-paused` where its policy allows
 * no pause, and `line-paused-too-long` for more days than there were.
 */
function pausesIn(given: PastInput): PastFact[] {
  const { line, today, pauses } = given;
  const { pausedDays: days, identityConfirmedOn, status, answeredOn, closedOn } = line.course;
  const isWaiting = status === 'waiting';
  if (days === 0 && !isWaiting) return [];
  const other = pauses.find((reason) => reason !== 'identity');
  const received = dayNumberOf(line.receivedOn);
  const proved = identityConfirmedOn && dayNumberOf(identityConfirmedOn);
  const laid = (reason: PauseReason, from: number, isOpen: boolean): PastFact[] => {
    const last = isWaiting ? today : (answeredOn ?? closedOn ?? today);
    if (from < received || from + days > dayNumberOf(last))
      throw new RuleViolation('line-paused-too-long', { days }, 'pausedDays');
    const { start } = momentsOf(given);
    const asked: PastFact = { name: 'paused', at: start(dateOfDayNumber(from)), about: reason };
    if (isOpen) return [asked]; // what ends it is a fact of its own, or still to come
    return [asked, { name: 'resumed', at: start(dateOfDayNumber(from + days)), about: reason }];
  };
  if (isWaiting) {
    const reason = proved ? (other ?? 'clarification') : (pauses[0] ?? 'identity');
    return laid(reason, dayNumberOf(today) - days, true);
  }
  if (pauses.length === 0) throw new RuleViolation('line-not-paused', {}, 'pausedDays');
  if (proved && pauses.includes('identity') && proved - days >= received)
    return laid('identity', proved - days, true);
  return other ? laid(other, received, false) : laid('identity', proved ?? received, false);
}

import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Outcome, Status } from '../lifecycle/status.ts';
import type { ExtensionGround, IdentityMethod, LetterChannel } from '../lifecycle/vocabulary.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { RegisterColumn } from './columns.ts';

/** What became of a request, as a line of a register says it: each act by its own day. */
export type Course = {
  identityConfirmedOn?: CalendarDate;
  identityMethod?: IdentityMethod;
  /** For how many days its clock stood still in all. */
  pausedDays: number;
  extendedOn?: CalendarDate;
  extensionGround?: ExtensionGround;
  extensionReason: string;
  dueOn?: CalendarDate;
  outcome?: Outcome;
  grounds: string[];
  answeredOn?: CalendarDate;
  answeredBy?: LetterChannel;
  closedOn?: CalendarDate;
  status?: Status;
  /** Promises that were kept by themselves, such as a deletion, by their clocks. */
  kept: { clock: string; at: Date }[];
};

/** How it ended, as the line says it or as a day of an answer means; undefined for one that has not ended. */
export const outcomeIn = ({
  outcome,
  answeredOn,
}: Pick<Course, 'outcome' | 'answeredOn'>): Outcome | undefined => outcome ?? (answeredOn && 'answered');

/** Outcomes that end the request itself, and so need the day of its end. */
const ENDS: readonly Outcome[] = ['withdrawn', 'given-up', 'merged', 'spam'];

/** What does not fit together: an act before the receipt or in the future, an end before the answer, an outcome without its day. */
export function courseFaults(course: Course, receivedOn: CalendarDate, today: CalendarDate): RuleViolation[] {
  const { identityConfirmedOn, extendedOn, answeredOn, closedOn } = course;
  const days = { identityConfirmedOn, extendedOn, answeredOn, closedOn };
  const faults = Object.entries(days).flatMap(([column, day]) => {
    if (!day) return [];
    if (day > today) return new RuleViolation('in-the-future', {}, column);
    return day < receivedOn
      ? new RuleViolation('line-before', { column: 'receivedOn', day: receivedOn }, column)
      : [];
  });
  const inOrder: [RegisterColumn, CalendarDate | undefined, RegisterColumn, CalendarDate | undefined][] = [
    ['answeredOn', answeredOn, 'extendedOn', extendedOn],
    ['closedOn', closedOn, 'extendedOn', extendedOn],
    ['closedOn', closedOn, 'answeredOn', answeredOn],
  ];
  for (const [column, day, earlier, earlierDay] of inOrder)
    if (day && earlierDay && day < earlierDay && !faults.some(({ field }) => field === column))
      faults.push(new RuleViolation('line-before', { column: earlier, day: earlierDay }, column));
  return [...faults, ...endFaults(course)];
}

function endFaults(course: Course): RuleViolation[] {
  const { outcome, answeredOn, answeredBy, closedOn, identityConfirmedOn, identityMethod } = course;
  const ended = outcomeIn(course);
  const missing = (column: RegisterColumn, because: RegisterColumn) =>
    new RuleViolation('line-needs', { column: because }, column);
  return [
    ...((outcome === 'answered' || outcome === 'refused') && !answeredOn
      ? [missing('answeredOn', 'outcome')]
      : []),
    ...(outcome && ENDS.includes(outcome) && !closedOn ? [missing('closedOn', 'outcome')] : []),
    ...(outcome === 'identity-not-confirmed' && !closedOn && !answeredOn
      ? [missing('closedOn', 'outcome')]
      : []),
    ...(course.status === 'closed' && !closedOn ? [missing('closedOn', 'status')] : []),
    ...(closedOn && !ended ? [missing('outcome', 'closedOn')] : []),
    ...(answeredBy && !answeredOn ? [missing('answeredOn', 'answeredBy')] : []),
    ...(identityMethod && !identityConfirmedOn ? [missing('identityConfirmedOn', 'identityMethod')] : []),
    ...(course.extensionGround && !course.extendedOn ? [missing('extendedOn', 'extensionGround')] : []),
    ...(outcome === 'answered' && ['unverified', 'open', 'waiting'].includes(course.status ?? '')
      ? [new RuleViolation('line-status-against', { outcome }, 'status')]
      : []),
  ];
}

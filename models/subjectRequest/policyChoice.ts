import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { type CalendarSource, calendarFor } from '../../domain/policies/calendarFor.ts';
import { choosePolicy } from '../../domain/policies/choice.ts';
import { isInEffect, policyFor } from '../../domain/policies/inEffect.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import {
  CRITERIA,
  criteriaNamedIn,
  type PolicyRow,
  type Situation,
} from '../../domain/policies/situation.ts';
import { type Key, keyedDigest } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import type { EventData } from '../event/append.ts';
import type { Organisation } from '../organisation.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** What is known of a request, as its row keeps it, and the policy that somebody chose for it by hand. */
export type Known = Pick<SubjectRequest, 'residence' | 'category' | 'customer' | 'chosenPolicy'>;

/** What a request keeps of the choice of its policy, and of the calendar that goes with it. */
export type Chosen = Pick<
  SubjectRequest,
  'policyId' | 'policyVersion' | 'decidedBy' | 'calendar' | 'declaredDays'
>;

/** What of an organisation counts where its list says nothing else. */
export type Place = Pick<Organisation, 'calendar' | 'declaredDays'>;

/** What is known of a request, without what is not. */
export const situationOf = (known: Known): Situation =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => (known[criterion] ? [[criterion, known[criterion]]] : [])),
  );

/** The same as columns. */
export const knownFrom = ({ residence, category, customer }: Situation, chosenPolicy?: string): Known => ({
  residence: residence || null,
  category: category || null,
  customer: customer || null,
  chosenPolicy: chosenPolicy || null,
});

/** The policy of a request received on a day: the one chosen for it by hand, else what its organisation's list says. */
export function chosenFor(
  { packs }: Pick<Desk, 'packs'>,
  place: Place,
  rows: readonly PolicyRow[],
  known: Known,
  receivedOn: CalendarDate,
): Chosen {
  const { chosenPolicy } = known;
  const fitting = choosePolicy(rows, situationOf(known));
  const row = chosenPolicy ? rows.find(({ policy }) => policy === chosenPolicy) : fitting;
  const policy = policyFor(packs, chosenPolicy ?? fitting.policy, receivedOn);
  const decided = chosenPolicy ? {} : fitting.appliesTo;
  return { policyId: policy.id, policyVersion: policy.version, ...countedIn(policy, place, row, decided) };
}

/** The calendar with what decided it beside the policy. Days declared late are those of the organisation's own place. */
function countedIn(
  policy: Policy,
  place: Place,
  row: PolicyRow | undefined,
  decided: Situation,
): Pick<Chosen, 'decidedBy' | 'calendar' | 'declaredDays'> {
  const { calendar, by } = calendarFor(policy, row, place.calendar);
  return {
    decidedBy: JSON.stringify({ ...decided, ...(by !== 'organisation' && { calendarBy: by }) }),
    calendar,
    declaredDays: calendar === place.calendar ? place.declaredDays : '[]',
  };
}

/**
 * The same for a request that is here already. Where what the list names now had no version in effect on its day of receipt, it
 * keeps the policy by which it was received: a policy that begins today says nothing of what came before.
 */
export function presentlyChosen(
  desk: Pick<Desk, 'packs'>,
  place: Place,
  rows: readonly PolicyRow[],
  request: Known & Chosen,
  receivedOn: CalendarDate,
): Chosen {
  const ref = request.chosenPolicy ?? choosePolicy(rows, situationOf(request)).policy;
  if (isInEffect(desk.packs, ref, receivedOn)) return chosenFor(desk, place, rows, request, receivedOn);
  const { policyId, policyVersion } = request;
  const policy = policyFor(desk.packs, `${policyId}@${policyVersion}`, receivedOn);
  return { policyId, policyVersion, ...countedIn(policy, place, undefined, decidedBy(request)) };
}

/** What a request's row of the list names, by which its policy was chosen. */
export function decidedBy(request: Pick<Chosen, 'decidedBy'>): Situation {
  const { calendarBy, ...situation } = JSON.parse(request.decidedBy) as Decided;
  return situation;
}

type Decided = Situation & { calendarBy?: CalendarSource };

/** What said by which calendar it is counted. */
export const calendarDecidedBy = (request: Pick<Chosen, 'decidedBy'>): CalendarSource =>
  (JSON.parse(request.decidedBy) as Decided).calendarBy ?? 'organisation';

/** What the log keeps of a choice: what decided and what is known of it, the customer as a digest under the request's key. */
export function choiceInLog(key: Key, request: Known & Pick<Chosen, 'decidedBy' | 'calendar'>): EventData {
  const { residence, category, customer, chosenPolicy } = request;
  const named = criteriaNamedIn(decidedBy(request)).join(' ');
  const calendarBy = calendarDecidedBy(request);
  return {
    ...(chosenPolicy && { chosenPolicy }),
    ...(named && { decidedBy: named }),
    ...(residence && { residence }),
    ...(category && { category }),
    ...(calendarBy !== 'organisation' && { calendar: request.calendar, calendarBy }),
    ...(customer && { customer: keyedDigest(key, customer) }),
  };
}

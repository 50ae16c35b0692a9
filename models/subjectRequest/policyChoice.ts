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

/** What is known of a request, as its row stores it, and the policy chosen for it by hand. */
export type KnownSituation = Pick<SubjectRequest, 'residence' | 'category' | 'customer' | 'chosenPolicy'>;

/** What a request stores about the choice of its policy and calendar. */
export type Chosen = Pick<
  SubjectRequest,
  'policyId' | 'policyVersion' | 'decidedBy' | 'calendar' | 'declaredDays'
>;

/** The organisation's settings that apply if its list says nothing else. */
export type OrganisationCalendar = Pick<Organisation, 'calendar' | 'declaredDays'>;

/** What is known of a request, without empty values. */
const situationOf = (known: KnownSituation): Situation =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => (known[criterion] ? [[criterion, known[criterion]]] : [])),
  );

/** The same as columns. */
export const knownFrom = (
  { residence, category, customer }: Situation,
  chosenPolicy?: string,
): KnownSituation => ({
  residence: residence || null,
  category: category || null,
  customer: customer || null,
  chosenPolicy: chosenPolicy || null,
});

/** The policy of a request received on a day: chosen by hand, or by its organisation's list. */
export function chosenFor(
  { packs }: Pick<Desk, 'packs'>,
  place: OrganisationCalendar,
  rows: readonly PolicyRow[],
  known: KnownSituation,
  receivedOn: CalendarDate,
): Chosen {
  const { chosenPolicy } = known;
  const fitting = choosePolicy(rows, situationOf(known));
  const row = chosenPolicy ? rows.find(({ policy }) => policy === chosenPolicy) : fitting;
  const policy = policyFor(packs, chosenPolicy ?? fitting.policy, receivedOn);
  const decided = chosenPolicy ? {} : fitting.appliesTo;
  return { policyId: policy.id, policyVersion: policy.version, ...countedIn(policy, place, row, decided) };
}

/** The calendar and what decided it besides the policy. Declared days are those of the organisation's own place. */
function countedIn(
  policy: Policy,
  place: OrganisationCalendar,
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
 * The same for an existing request. If the listed policy had no version in effect on its day of receipt, the request keeps its
 * policy: a policy that begins today does not cover earlier requests.
 */
export function presentlyChosen(
  desk: Pick<Desk, 'packs'>,
  place: OrganisationCalendar,
  rows: readonly PolicyRow[],
  request: KnownSituation & Chosen,
  receivedOn: CalendarDate,
): Chosen {
  const ref = request.chosenPolicy ?? choosePolicy(rows, situationOf(request)).policy;
  if (isInEffect(desk.packs, ref, receivedOn)) return chosenFor(desk, place, rows, request, receivedOn);
  const { policyId, policyVersion } = request;
  const policy = policyFor(desk.packs, `${policyId}@${policyVersion}`, receivedOn);
  return { policyId, policyVersion, ...countedIn(policy, place, undefined, decidedBy(request)) };
}

/** The conditions of the list's row that decided the policy. */
export function decidedBy(request: Pick<Chosen, 'decidedBy'>): Situation {
  const { calendarBy, ...situation } = JSON.parse(request.decidedBy) as DecidedSituation;
  return situation;
}

type DecidedSituation = Situation & { calendarBy?: CalendarSource };

/** What decided the calendar. */
const calendarDecidedBy = (request: Pick<Chosen, 'decidedBy'>): CalendarSource =>
  (JSON.parse(request.decidedBy) as DecidedSituation).calendarBy ?? 'organisation';

/**
 * What the log keeps of a choice: what decided it and what is known of the request; the customer as a digest under the
 * request's key.
 */
export function choiceInLog(
  key: Key,
  request: KnownSituation & Pick<Chosen, 'decidedBy' | 'calendar'>,
): EventData {
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

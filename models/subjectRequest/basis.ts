import { Op } from 'sequelize';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Override } from '../../domain/policies/overrides.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { overridesFor } from '../organisation/overrides.ts';
import { Organisation } from '../organisation.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { change } from './change.ts';
import { type Computable, derive, factSheetOf } from './recompute.ts';

/** What the dates of a request rest on beside its facts. It is kept with the request, so that no date moves by itself. */
export type Basis = Pick<
  Computable,
  | 'policyId'
  | 'policyVersion'
  | 'calendar'
  | 'declaredDays'
  | 'clockOverrides'
  | 'zone'
  | 'receivedAt'
  | 'receivedOn'
>;

/** How one date of one request would move, or moved. */
export type Move = { clock: string; title: Deadline['title']; was: MovedDate; is: MovedDate };
export type MovedDate = { dueOn?: CalendarDate; targetAt?: Date };

/** An open request that is counted by other rules than its organisation has now, and what would move. */
export type Outdated = { request: SubjectRequest; basis: Basis; moves: Move[] };

/** Which clocks end at another moment when a request is counted by another basis. Nothing is written. */
export async function movesOf(desk: Desk, request: SubjectRequest, basis: Partial<Basis>): Promise<Move[]> {
  const plain = request.get({ plain: true });
  const { deadlines } = derive(desk, { ...plain, ...basis }, await factSheetOf({ ...plain, ...basis }));
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id } });
  return deadlines.flatMap((deadline) => {
    const row = rows.find(({ clock }) => clock === deadline.clock);
    if (row?.lateAt?.getTime() === deadline.lateAt?.getTime()) return [];
    const was = { dueOn: row?.dueOn ?? undefined, targetAt: row?.targetAt ?? undefined };
    return [{ clock: deadline.clock, title: deadline.title, was, is: deadline }];
  });
}

/** The open requests of an organisation whose policy version, calendar, zone or declared days are not its present ones. */
export async function outdatedRequests(desk: Desk, by: By): Promise<Outdated[]> {
  const organisation = await Organisation.findByPk(by.organisationId, { rejectOnEmpty: true });
  const where = { organisationId: organisation.id, status: { [Op.ne]: 'closed' as const } };
  const found: Outdated[] = [];
  for (const request of await SubjectRequest.findAll({ where, order: ['id'] })) {
    const basis = presentBasis(desk, organisation, request);
    if (isSame(request, basis)) continue;
    found.push({ request, basis, moves: await movesOf(desk, request, basis) });
  }
  return found;
}

/** Counts the open requests by the organisation's present rules. Closed ones never move; former dates stay in the log. */
export async function applyPresentBasis(desk: Desk, by: By): Promise<number> {
  const outdated = await outdatedRequests(desk, by);
  for (const { request, basis } of outdated) {
    await change(desk, by, { reference: request.reference }, undefined, async (it) => {
      if (it.request.status === 'closed') return;
      it.tell('basis-changed', {
        policyWas: `${it.request.policyId}@${it.request.policyVersion}`,
        policy: `${basis.policyId}@${basis.policyVersion}`,
        calendarWas: it.request.calendar,
        calendar: basis.calendar,
        zoneWas: it.request.zone,
        zone: basis.zone,
        declaredWas: it.request.declaredDays,
        declared: basis.declaredDays,
        numbersWas: numbersIn(it.request.clockOverrides),
        numbers: numbersIn(basis.clockOverrides),
      });
      it.request.set(basis);
    });
  }
  return outdated.length;
}

/** Which clock has which number of the organisation's own, for the log. */
const numbersIn = (overrides: string): string =>
  (JSON.parse(overrides) as Override[]).map(({ clock, period }) => `${clock}=${period}`).join(' ');

function presentBasis(desk: Desk, organisation: Organisation, request: SubjectRequest): Basis {
  const { zone, calendar, declaredDays } = organisation;
  const receivedAt = request.receivedByDay ? startOfDay(request.receivedOn, zone) : request.receivedAt;
  const receivedOn = localDate(receivedAt, zone);
  const { id, version } = policyFor(desk.packs, organisation.policy, receivedOn);
  const clockOverrides = overridesFor(organisation, receivedOn);
  return {
    policyId: id,
    policyVersion: version,
    calendar,
    declaredDays,
    clockOverrides,
    zone,
    receivedAt,
    receivedOn,
  };
}

const isSame = (request: SubjectRequest, basis: Basis): boolean =>
  request.policyId === basis.policyId &&
  request.policyVersion === basis.policyVersion &&
  request.calendar === basis.calendar &&
  request.declaredDays === basis.declaredDays &&
  request.clockOverrides === basis.clockOverrides &&
  request.zone === basis.zone;

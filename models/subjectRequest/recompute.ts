import type { Attributes } from 'sequelize';
import { type DeclaredDay, withDeclaredDays } from '../../domain/calendar/declaredDays.ts';
import { type HolidayCalendar, holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../../domain/deadlines/deadlinesOf.ts';
import { summaryOf } from '../../domain/deadlines/urgency.ts';
import { type FactSheet, readFacts } from '../../domain/lifecycle/factSheet.ts';
import { statusOf } from '../../domain/lifecycle/status.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { type Override, withOverrides } from '../../domain/policies/overrides.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** What a request's dates are computed from; a request being made has it before it has a row. */
export type Computable = Pick<
  SubjectRequest,
  | 'policyId'
  | 'policyVersion'
  | 'receivedAt'
  | 'receivedOn'
  | 'receivedByDay'
  | 'zone'
  | 'calendar'
  | 'declaredDays'
  | 'clockOverrides'
  | 'mailboxNeeded'
  | 'right'
>;

/** The policy that a request was received under, with its organisation's own numbers. */
export const policyOf = (desk: Desk, request: Computable): Policy =>
  withOverrides(
    policyFor(desk.packs, `${request.policyId}@${request.policyVersion}`, request.receivedOn),
    JSON.parse(request.clockOverrides) as Override[],
  );

/** The calendar that a request is counted by: its place's, with the days declared late. */
export const calendarOf = (request: Pick<Computable, 'calendar' | 'declaredDays'>): HolidayCalendar =>
  withDeclaredDays(holidayCalendar(request.calendar), JSON.parse(request.declaredDays) as DeclaredDay[]);

/** The facts of a request that stand, in the shapes that the rules ask for. */
export async function factSheetOf(request: Computable & { id: number }): Promise<FactSheet> {
  const rows = await Fact.findAll({ where: { requestId: request.id, undoneAt: null }, order: ['at', 'id'] });
  return readFacts(request, rows);
}

/** Deadlines and the columns that follow from them: the same for a new request and after any change of facts. */
export function derive(desk: Desk, request: Computable, sheet: FactSheet) {
  const deadlines = deadlinesOf(policyOf(desk, request), sheet.facts, request.right, calendarOf(request));
  const status = statusOf(sheet.standing, deadlines);
  const next = status === 'closed' ? {} : summaryOf(deadlines);
  const dueOn = deadlines.find(({ clock }) => clock === next.nextClock)?.dueOn;
  return {
    deadlines,
    columns: {
      status,
      nextLateAt: next.nextLateAt ?? null,
      nextClock: next.nextClock ?? null,
      nextDueOn: dueOn ?? null,
      warnAt: next.warnAt ?? null,
    },
  };
}

/** A computed deadline as its row is stored. */
export function rowOf(deadline: Deadline, request: { id: number; organisationId: number }) {
  return {
    ...NOTHING_YET,
    ...deadline,
    requestId: request.id,
    organisationId: request.organisationId,
    title: JSON.stringify(deadline.title),
    chosen: deadline.chosen ? JSON.stringify(deadline.chosen) : null,
    because: JSON.stringify(deadline.because),
  };
}

/** A clock that stopped having a date loses it in its row too. */
const NOTHING_YET = {
  startsAt: null,
  nominalOn: null,
  dueOn: null,
  safeOn: null,
  dueAt: null,
  targetAt: null,
  outerAt: null,
  lateAt: null,
  warnAt: null,
  endedAt: null,
};

/** A stored row as the domain knows it. */
export const deadlineOf = (row: DeadlineRow): Deadline => deadlineIn(row.get({ plain: true }));

/** The same of a row that was read without its model. */
export function deadlineIn(row: Attributes<DeadlineRow>): Deadline {
  const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return {
    ...(present as unknown as Deadline),
    title: JSON.parse(row.title),
    chosen: row.chosen ? JSON.parse(row.chosen) : undefined,
    because: JSON.parse(row.because),
  };
}

/** Replays the facts, writes the deadline rows that changed and the columns that follow. Says which dates moved. */
export async function recompute(
  desk: Desk,
  request: SubjectRequest,
): Promise<{ clock: string; was: string; is: string }[]> {
  const { deadlines, columns } = derive(desk, request, await factSheetOf(request));
  const before = await DeadlineRow.findAll({ where: { requestId: request.id } });
  const moved: { clock: string; was: string; is: string }[] = [];
  for (const deadline of deadlines) {
    const row = before.find(({ clock }) => clock === deadline.clock);
    const values = rowOf(deadline, request);
    if (!row) await DeadlineRow.create(values);
    else {
      const was = row.lateAt?.toISOString() ?? '';
      const is = deadline.lateAt?.toISOString() ?? '';
      if (was !== is) moved.push({ clock: deadline.clock, was, is });
      await row.update(values);
    }
  }
  request.set(columns);
  return moved;
}

import type { Attributes } from 'sequelize';
import { type DeclaredDay, withDeclaredDays } from '../../domain/calendar/declaredDays.ts';
import { calendarInUse, type HolidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { type KeptPromise, type PromisesInput, promisesOf } from '../../domain/deadlines/keptPromises.ts';
import { isSamePromise } from '../../domain/deadlines/promiseKey.ts';
import { summaryOf } from '../../domain/deadlines/urgency.ts';
import { type FactSheet, readFacts } from '../../domain/lifecycle/factSheet.ts';
import { waitingSince } from '../../domain/lifecycle/longWait.ts';
import { type RequestRecord, recordOf } from '../../domain/lifecycle/record.ts';
import { statusOf } from '../../domain/lifecycle/status.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { type Override, overrideOf, withOverrides } from '../../domain/policies/overrides.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { undeliveredOf } from './undelivered.ts';

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
  | 'edition'
  | 'keptPromises'
  | 'mailboxNeeded'
  | 'right'
>;

/** The policy that a request was received under, with its organisation's own numbers. */
export const policyOf = (desk: Desk, request: Computable): Policy =>
  withOverrides(
    policyFor(
      desk.packs,
      `${request.policyId}@${request.policyVersion}`,
      request.receivedOn,
      request.edition,
    ),
    JSON.parse(request.clockOverrides) as Override[],
  );

/** The calendar that a request is counted by: its place's, with the days declared late. */
export const calendarOf = (
  request: Pick<Computable, 'calendar' | 'declaredDays' | 'edition'>,
): HolidayCalendar =>
  withDeclaredDays(
    calendarInUse(request.calendar, request.edition),
    JSON.parse(request.declaredDays) as DeclaredDay[],
  );

/** The facts of a request, in the shapes that the rules ask for. */
export async function factSheetOf(request: Computable & { id: number }): Promise<FactSheet> {
  const rows = await Fact.findAll({ where: { requestId: request.id }, order: ['at', 'id'] });
  return readFacts(request, rows);
}

/** The promises of former policies that a request keeps. */
export const keptIn = ({ keptPromises }: Pick<Computable, 'keptPromises'>) =>
  JSON.parse(keptPromises) as KeptPromise[];

/** What the promises of a request are counted from, but for its facts. */
export const countingOf = (desk: Desk, request: Computable): Omit<PromisesInput, 'facts'> => ({
  policy: policyOf(desk, request),
  kept: keptIn(request),
  former: ({ pack, edition = 1 }) => policyFor(desk.packs, pack, request.receivedOn, edition),
  right: request.right,
  calendar: calendarOf(request),
});

/** Deadlines, and the columns that follow from them and from what is over: the same for a new request and after any change of facts. */
export function derive(desk: Desk, request: Computable, sheet: FactSheet) {
  const deadlines = promisesOf({ ...countingOf(desk, request), facts: sheet.facts });
  const status = statusOf(sheet.standing, deadlines);
  const next = status === 'closed' ? {} : summaryOf(deadlines);
  const dueOn = deadlines.find(
    ({ clock, pack }) => clock === next.nextClock && pack === next.nextPack,
  )?.dueOn;
  return {
    deadlines,
    columns: {
      status,
      outcome: sheet.outcome,
      closedAt: sheet.closedAt,
      nextLateAt: next.nextLateAt ?? null,
      nextClock: next.nextClock ?? null,
      nextPack: next.nextPack ?? null,
      nextDueOn: dueOn ?? null,
      warnAt: next.warnAt ?? null,
      waitingSince: status === 'waiting' ? waitingSince(sheet.waits) : null,
    },
    record: recordColumns(recordOf(sheet, deadlines)),
  };
}

/** The record as its columns: which promise was late, and how, is kept as one value that is read with the row. */
const recordColumns = ({ late, ...record }: RequestRecord) => ({
  ...record,
  late: late && JSON.stringify(late),
});

/** A computed deadline as its row is stored. */
export function rowOf(deadline: Deadline, request: { id: number; organisationId: number }) {
  return {
    ...NOTHING_YET,
    ...deadline,
    former: deadline.former ?? false,
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
  firstReminderOn: null,
  secondReminderOn: null,
  lastReminderOn: null,
  endedAt: null,
  stoodStill: null,
};

/** A stored row as the domain knows it. */
export const deadlineOf = (row: DeadlineRow): Deadline => deadlineIn(row.get({ plain: true }));

/** The same of a row that was read without its model. */
export function deadlineIn(row: Attributes<DeadlineRow>): Deadline {
  const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return {
    ...(present as unknown as Deadline),
    former: row.former || undefined,
    title: JSON.parse(row.title),
    chosen: row.chosen ? JSON.parse(row.chosen) : undefined,
    because: JSON.parse(row.because),
  };
}

/** A date that moved, as the log holds it: from which first late instant to which. */
type Moved = { clock: string; pack: string; was: string; is: string };

/**
 * Replays the facts, writes the deadline rows that changed and the columns that follow. Says which dates moved. `before` is
 * what the request was counted by until now: what its policy promised then and the present one does not know stays.
 */
export async function recompute(desk: Desk, request: SubjectRequest, before: Computable): Promise<Moved[]> {
  const sheet = await factSheetOf(request);
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id } });
  request.keptPromises = keptPromisesOf(desk, request, { before, rows, sheet });
  const { deadlines, columns, record } = derive(desk, request, sheet);
  const moved: Moved[] = [];
  for (const deadline of deadlines) {
    const { clock, pack } = deadline;
    const row = rows.find((each) => isSamePromise(each, deadline));
    const values = rowOf(deadline, request);
    if (!row) await DeadlineRow.create(values);
    else {
      const was = row.lateAt?.toISOString() ?? '';
      const is = deadline.lateAt?.toISOString() ?? '';
      if (was !== is) moved.push({ clock, pack, was, is });
      await row.update(values);
    }
  }
  await endAdvice(rows, deadlines, desk.clock());
  request.set({ ...columns, ...record, undelivered: await undeliveredOf(request, sheet) });
  return moved;
}

/** The promises of former policies that a request keeps, as its row holds them; those that its policy knows again are its own. */
export function keptPromisesOf(
  desk: Desk,
  request: Computable,
  { before, rows, sheet }: { before: Computable; rows: DeadlineRow[]; sheet: FactSheet },
): string {
  const { deadlines } = derive(desk, request, sheet);
  const still = keptIn(request).filter((kept) =>
    deadlines.some((deadline) => deadline.former && isSamePromise(kept, deadline)),
  );
  const unknown = rows.filter(
    (row) => !row.advisory && !deadlines.some((deadline) => isSamePromise(row, deadline)),
  );
  if (still.length + unknown.length === 0) return '[]';
  const fresh = unknown.map(({ clock, pack }) => ({
    clock,
    pack,
    own: ownNumber(desk, before, clock, pack),
    edition: before.edition,
  }));
  return JSON.stringify([...still, ...fresh] satisfies KeptPromise[]);
}

/** The organisation's own number by which a promise was counted, if it was. */
function ownNumber(desk: Desk, before: Computable, clock: string, pack: string): Override | undefined {
  const ofPolicy = policyOf(desk, before).clocks.some((each) => each.id === clock && each.pack === pack);
  return ofPolicy
    ? overrideOf(JSON.parse(before.clockOverrides) as Override[], { id: clock, pack })
    : undefined;
}

/** A row to plan by promises nothing: it ends with the policy that it came from. */
async function endAdvice(rows: DeadlineRow[], deadlines: Deadline[], now: Date): Promise<void> {
  for (const row of rows.filter(
    ({ advisory, state }) => advisory && state !== 'cancelled' && state !== 'met',
  )) {
    if (!deadlines.some((deadline) => isSamePromise(row, deadline)))
      await row.update({ state: 'cancelled', endedAt: now, former: true });
  }
}

import type { DeclaredDay } from '../../domain/calendar/declaredDay.ts';
import { withDeclaredDays } from '../../domain/calendar/declaredDays.ts';
import { calendarInUse, type HolidayCalendar } from '../../domain/calendar/holidays.ts';
import { type Deadline, hasEnded } from '../../domain/deadlines/deadline.ts';
import { joinedFrom } from '../../domain/deadlines/joined.ts';
import { type KeptPromise, type PromisesInput, promisesOf } from '../../domain/deadlines/keptPromises.ts';
import { isSamePromise } from '../../domain/deadlines/promiseKey.ts';
import { isRest } from '../../domain/deadlines/rest.ts';
import { summaryOf } from '../../domain/deadlines/urgency.ts';
import { type FactSheet, readFacts } from '../../domain/lifecycle/factSheet.ts';
import { waitingSince } from '../../domain/lifecycle/longWait.ts';
import { type RequestRecord, recordOf } from '../../domain/lifecycle/record.ts';
import { statusOf } from '../../domain/lifecycle/status.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { type Override, overrideOf, withOverrides } from '../../domain/policies/overrides.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { endOf } from '../../domain/reports/end.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { countEnd } from '../report/countEnd.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { moveTasks } from '../task/moveTasks.ts';
import { deadlineRowOf } from './deadlineRows.ts';
import { undeliveredOf } from './undelivered.ts';

/** The columns that a request's dates are computed from; a new request has these before it has a row. */
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

/** The policy that a request was received under, with its organisation's own periods. */
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

/** The calendar that counts a request: its place's, with the declared days. */
export const calendarOf = (
  request: Pick<Computable, 'calendar' | 'declaredDays' | 'edition'>,
): HolidayCalendar =>
  withDeclaredDays(
    calendarInUse(request.calendar, request.edition),
    JSON.parse(request.declaredDays) as DeclaredDay[],
  );

/** The facts of a request in the form that the rules take. */
export async function factSheetOf(request: Computable & { id: number }): Promise<FactSheet> {
  const rows = await Fact.findAll({ where: { requestId: request.id }, order: ['at', 'id'] });
  return readFacts(request, rows);
}

/** The promises of former policies that a request keeps. */
const keptIn = ({ keptPromises }: Pick<Computable, 'keptPromises'>) =>
  JSON.parse(keptPromises) as KeptPromise[];

/** The inputs of a request's deadlines, except its facts. */
export const countingOf = (desk: Desk, request: Computable): Omit<PromisesInput, 'facts'> => ({
  policy: policyOf(desk, request),
  kept: keptIn(request),
  former: ({ pack, edition = 1 }) => policyFor(desk.packs, pack, request.receivedOn, edition),
  right: request.right,
  calendar: calendarOf(request),
});

/**
 * The deadlines, and the columns derived from them: the same for a new request and after any change of facts. `joined` are the promises
 * of requests that were merged into it.
 */
export function derive(desk: Desk, request: Computable, sheet: FactSheet, joined: readonly Deadline[] = []) {
  const own = promisesOf({ ...countingOf(desk, request), facts: sheet.facts });
  const deadlines = [...own, ...joined];
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

/** The record as columns: the late promise and its lateness are stored as one JSON value. */
const recordColumns = ({ late, ...record }: RequestRecord) => ({
  ...record,
  late: late && JSON.stringify(late),
});

/** A moved date, as the log stores it: the former and the new first late instant. */
type Moved = { clock: string; pack: string; was: string; is: string };

/**
 * Recomputes the deadlines from the facts, and writes the changed rows and the derived columns. Returns the dates that
 * moved. `before` is the basis until now: promises of its policy that the present one does not have are kept. `joined` are the
 * promises of requests merged into it: those that it carries no more end here.
 */
export async function recompute(
  desk: Desk,
  request: SubjectRequest,
  before: Computable,
  joined: readonly Deadline[],
): Promise<Moved[]> {
  const sheet = await factSheetOf(request);
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id } });
  request.keptPromises = keptPromisesOf(desk, request, { before, rows: rows.filter(isOwn), sheet });
  const { deadlines, columns, record } = derive(desk, request, sheet, joined);
  const moved: Moved[] = [];
  for (const deadline of deadlines) {
    const { clock, pack } = deadline;
    const row = rows.find((each) => isSamePromise(each, deadline));
    const values = deadlineRowOf(deadline, request);
    if (!row) await DeadlineRow.create(values);
    else {
      const was = row.lateAt?.toISOString() ?? '';
      const is = deadline.lateAt?.toISOString() ?? '';
      if (was !== is) moved.push({ clock, pack, was, is });
      await row.update(values);
    }
  }
  await endAdvice(rows, deadlines, desk.clock());
  await endJoined(rows, joined, desk.clock());
  const { id: requestId, zone } = request;
  const counts = await moveTasks(deadlines, {
    requestId,
    zone,
    calendar: calendarOf(request),
    now: desk.clock(),
  });
  const end = endOf(request, sheet, deadlines);
  if (end || request.outcome) await countEnd(request, end, desk.clock());
  request.set({ ...columns, ...record, ...counts, undelivered: await undeliveredOf(request, sheet) });
  return moved;
}

/**
 * The promises of former policies that a request keeps, as its row stores them, except those that its present policy
 * gives again.
 */
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
    (row) => !row.advisory && !isRest(row) && !deadlines.some((deadline) => isSamePromise(row, deadline)),
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

/** Whether a promise was made in the request itself, not in one that was merged into it. */
export const isOwn = (row: Pick<DeadlineRow, 'pack'>): boolean => joinedFrom(row) === undefined;

/** What a request carried for another that goes on by itself again. */
async function endJoined(rows: DeadlineRow[], joined: readonly Deadline[], now: Date): Promise<void> {
  for (const row of rows.filter((each) => !isOwn(each) && !hasEnded(each)))
    if (!joined.some((deadline) => isSamePromise(row, deadline)))
      await row.update({ state: 'cancelled', endedAt: now });
}

/** The organisation's own period by which a promise was counted, if any. */
function ownNumber(desk: Desk, before: Computable, clock: string, pack: string): Override | undefined {
  const ofPolicy = policyOf(desk, before).clocks.some((each) => each.id === clock && each.pack === pack);
  return ofPolicy
    ? overrideOf(JSON.parse(before.clockOverrides) as Override[], { id: clock, pack })
    : undefined;
}

/** A guideline is no promise: it ends with its policy. */
async function endAdvice(rows: DeadlineRow[], deadlines: Deadline[], now: Date): Promise<void> {
  for (const row of rows.filter(
    ({ advisory, state }) => advisory && state !== 'cancelled' && state !== 'met',
  )) {
    if (!deadlines.some((deadline) => isSamePromise(row, deadline)))
      await row.update({ state: 'cancelled', endedAt: now, former: true });
  }
}

import { Op, QueryTypes } from 'sequelize';
import { dayNumberOf } from '../../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber } from '../../domain/calendar/zone.ts';
import { dayAfter, latestMissedStep, reminderSteps } from '../../domain/deadlines/reminderSteps.ts';
import { isLate } from '../../domain/deadlines/urgency.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { Organisation } from '../organisation.ts';
import { overdueRequests, recipientsOf } from '../subjectRequest/overdue.ts';
import { deadlineOf } from '../subjectRequest/recompute.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { inTransaction } from '../transaction.ts';
import { languageOf, type Plan, planned } from './planned.ts';

/** Reminders for clocks whose latest step has come, to whom they go. Read only: `writePlans` makes the rows. */
export async function planReminders(now: Date): Promise<Plan[]> {
  const rows = await DeadlineRow.findAll({
    where: { state: 'running', advisory: false, warnAt: { [Op.lte]: now } },
    order: ['id'],
  });
  const requests = await requestsOf(rows);
  const plans: Plan[] = [];
  for (const row of rows) {
    const request = requests.get(row.requestId);
    if (!request) continue;
    const deadline = deadlineOf(row);
    if (deadline.kind === 'day' && isLate(deadline, now)) continue; // from here on the digest speaks
    const step = latestMissedStep(reminderSteps(deadline, request.zone), now);
    if (!step) continue;
    for (const recipient of await recipientsOf(request.organisationId, request.assigneeId)) {
      plans.push(planned('reminder', request, row, step.step, recipient));
    }
  }
  return plans;
}

/** What is late: the daily digest of each recipient at 08:00, and the day after due a letter to the escalation address. */
export async function planEscalations(now: Date): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const organisation of await Organisation.findAll({ order: ['id'] })) {
    const late = await overdueRequests(organisation.id, now);
    if (late.length === 0) continue;
    if (organisation.escalationAddress) plans.push(...(await planDayAfter(organisation, late, now)));
    plans.push(...(await planDigests(organisation, late, now)));
  }
  return plans;
}

async function planDayAfter(organisation: Organisation, late: SubjectRequest[], now: Date): Promise<Plan[]> {
  const rows = await DeadlineRow.findAll({
    where: { requestId: late.map(({ id }) => id), state: 'running' },
    order: ['id'],
  });
  return rows.flatMap((row) => {
    const request = late.find(({ id }) => id === row.requestId);
    const deadline = deadlineOf(row);
    const from = dayAfter(deadline, organisation.zone);
    if (!request || !isLate(deadline, now) || !from || now < from) return [];
    return [planned('escalation', request, row, 'day-after', 'escalation')];
  });
}

async function planDigests(organisation: Organisation, late: SubjectRequest[], now: Date): Promise<Plan[]> {
  const today = localDate(now, organisation.zone);
  const morning = morningOfDayNumber(dayNumberOf(today), organisation.zone);
  if (now < morning) return [];
  const recipients = new Set<string>();
  for (const request of late) {
    if (!request.nextLateAt || request.nextLateAt > morning) continue; // since this morning: tomorrow's digest
    for (const recipient of await recipientsOf(organisation.id, request.assigneeId))
      recipients.add(recipient);
  }
  return [...recipients].map((recipient) => ({
    kind: 'overdue-digest' as const,
    organisationId: organisation.id,
    requestId: null,
    reference: null,
    deadlineId: null,
    clock: null,
    dueMoment: null,
    step: today,
    recipient,
    ledgerKey: `digest:${organisation.id}:${recipient}:${today}`,
  }));
}

/** Writes the ledger rows, each once: inserting the row is the permission to send. Gives how many were new. */
export async function writePlans(desk: Desk, plans: Plan[], now: Date): Promise<number> {
  if (plans.length === 0) return 0;
  return inTransaction(desk.database, async () => {
    const before = await countOf(desk);
    const rows = [];
    for (const { reference, clock, ...plan } of plans) {
      const language = await languageOf(plan.recipient, plan.organisationId);
      rows.push({
        ...plan,
        language,
        ...QUEUED,
        messageId: crypto.randomUUID(),
        nextAttemptAt: now,
        createdAt: now,
      });
    }
    await Letter.bulkCreate(rows, { ignoreDuplicates: true, validate: true });
    return (await countOf(desk)) - before;
  });
}

const QUEUED = { state: 'queued' as const, channel: 'mail' as const, data: null };

async function countOf(desk: Desk): Promise<number> {
  const sql = 'SELECT count(*) AS n FROM letters WHERE deadline_id IS NOT NULL OR request_id IS NULL';
  const [row] = await desk.database.query<{ n: number | string }>(sql, { type: QueryTypes.SELECT });
  return Number(row?.n ?? 0);
}

/** Plans whose row is not there yet: what a run would newly send. */
export async function newPlans(plans: Plan[]): Promise<Plan[]> {
  const keys = plans.map(({ ledgerKey }) => ledgerKey);
  const known = await Letter.findAll({ where: { ledgerKey: keys }, attributes: ['ledgerKey'], raw: true });
  const taken = new Set(known.map(({ ledgerKey }) => ledgerKey));
  return plans.filter(({ ledgerKey }) => !taken.has(ledgerKey));
}

async function requestsOf(rows: DeadlineRow[]): Promise<Map<number, SubjectRequest>> {
  const ids = [...new Set(rows.map(({ requestId }) => requestId))];
  const open = { id: ids, status: { [Op.ne]: 'closed' as const } };
  return new Map((await SubjectRequest.findAll({ where: open })).map((request) => [request.id, request]));
}

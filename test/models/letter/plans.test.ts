import assert from 'node:assert/strict';
import { randomFrom } from '../../../demo/random.ts';
import { addDays, type CalendarDate, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber, startOfDay } from '../../../domain/calendar/zone.ts';
import { dayAfter } from '../../../domain/deadlines/reminderSteps.ts';
import { isLate } from '../../../domain/deadlines/urgency.ts';
import { Absence } from '../../../models/absence.ts';
import { alter } from '../../../models/database/insert.ts';
import { DeadlineRow } from '../../../models/deadline.ts';
import type { Desk } from '../../../models/desk.ts';
import { digestKey, newPlans, type Plan, writePlans } from '../../../models/letter/planned.ts';
import { planEscalations, planReminders } from '../../../models/letter/plans.ts';
import { recipientsOf } from '../../../models/letter/recipients.ts';
import { isInDigest, stepToSend } from '../../../models/letter/reminders.ts';
import { Letter } from '../../../models/letter.ts';
import { createOrganisation } from '../../../models/organisation/create.ts';
import { Organisation } from '../../../models/organisation.ts';
import { deadlineFromRow } from '../../../models/subjectRequest/deadlineRows.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { User } from '../../../models/user.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const ZONES = ['Europe/Paris', 'Pacific/Auckland', 'America/Los_Angeles', 'UTC'];
const random = randomFrom('plans');

describe('What staff are told of, as one statement asks the database', function () {
  this.timeout(120_000);
  let desk: TestDesk;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    for (const [nth, zone] of ZONES.entries()) await fillOrganisation(zone, nth);
  });

  it('is what the rules of each clock say, to the millisecond, in every zone and across clock changes', async () => {
    const clocks = await clocksThere();
    const said: Record<string, number> = { reminder: 0, escalation: 0, 'overdue-digest': 0 };
    for (const now of edgesOf(clocks)) {
      const plans = [
        ...(await newPlans(desk, await planReminders(desk, now))),
        ...(await newPlans(desk, await planEscalations(desk, now))),
      ];
      const keys = plans.map(({ ledgerKey }) => ledgerKey).sort();
      assert.deepEqual(
        keys,
        (await expected({ ...desk, clock: () => now }, clocks, now)).sort(),
        now.toISOString(),
      );
      for (const { kind } of plans) said[kind] = (said[kind] ?? 0) + 1;
    }
    assert.ok(
      Object.values(said).every((count) => count > 20),
      JSON.stringify(said),
    );
  });

  it('is written as it was foreseen, once, each to its reader in their language', async () => {
    const now = new Date('2026-03-29T21:00:00Z');
    for (const plan of [planReminders, planEscalations]) {
      const foreseen = await newPlans(desk, await plan(desk, now));
      assert.equal(await writePlans(desk, await plan(desk, now), now), foreseen.length);
      assert.deepEqual(await newPlans(desk, await plan(desk, now)), []);
      assert.equal(await writePlans(desk, await plan(desk, now), now), 0);
      for (const one of foreseen) await assertWritten(one, now);
    }
    const ids = (await Letter.findAll()).map(({ messageId }) => messageId);
    assert.equal(new Set(ids).size, ids.length);
  });

  /** An organisation with requests of every assignment, and clocks of every kind around the end of March. */
  async function fillOrganisation(zone: string, nth: number): Promise<void> {
    const made = { name: zone, slug: `o${nth}` };
    const organisation = nth === 0 ? desk.organisation : await createOrganisation(desk, made);
    const staff = [];
    for (const role of ['dpo', 'dpo', 'handler', 'handler', 'administrator'] as const)
      staff.push(await staffMemberOf(desk, organisation, role));
    const [first, second, third, gone] = staff;
    const away = {
      organisationId: organisation.id,
      fromOn: '2026-03-05' as CalendarDate,
      untilOn: '2026-03-28' as CalendarDate,
    };
    const deputies = [[third, second], [third, gone], [first, third], [first]][nth] ?? [];
    const [userId = null, deputyId = null] = deputies.map((one) => one?.userId);
    await Absence.create({ ...away, userId, deputyId, createdAt: desk.clock() });
    await User.update({ disabledAt: desk.clock() }, { where: { id: gone?.userId } });
    await User.update({ language: 'fr' }, { where: { id: first?.userId } });
    await alter(desk.database, "UPDATE users SET language = 'xx' WHERE id = $1", [second?.userId]); // of another release
    for (const assigned of [...staff, undefined]) {
      const request = await received(desk, organisation, { rights: ['access'] });
      await request.update({ assigneeId: assigned?.userId ?? null });
      await DeadlineRow.destroy({ where: { requestId: request.id } });
      const rows = Array.from({ length: 12 }, (_, clock) => clockOf(request, zone, `clock-${clock}`));
      await DeadlineRow.bulkCreate(rows);
      if (assigned === staff[2]) await request.update({ status: nth === 1 ? 'closed' : 'waiting' });
    }
    await organisation.update({
      zone: nth === 3 ? 'Europe/Helsinki' : zone, // one has moved since its clocks were computed
      escalationAddress: nth % 2 ? 'board@example.org' : '',
      languages: nth % 2 ? 'fr,en' : 'en,fr',
    });
  }
});

function clockOf({ id, organisationId }: SubjectRequest, zone: string, clock: string) {
  const startsAt = new Date(Date.UTC(2026, 2, 1) + Math.floor(random.between(0, 30 * DAY)));
  const kind = random.chance(0.6) ? ('day' as const) : ('hour' as const);
  const common = {
    requestId: id,
    organisationId,
    clock,
    kind,
    startsAt,
    pack: 'a-pack@1',
    title: '{}',
    advisory: random.chance(0.1),
    state: random.chance(0.85) ? ('running' as const) : ('paused' as const),
    source: '',
    confirmed: true,
    because: '[]',
  };
  if (kind === 'hour') {
    const minutes = random.pick([60, 90, 119, 120, 180, 240, 1440, 4321]);
    const targetAt = new Date(startsAt.getTime() + minutes * MINUTE + random.pick([0, 1, 2]));
    return { ...common, targetAt, lateAt: targetAt, warnAt: startsAt };
  }
  const safeOn = addDays(localDate(startsAt, zone), Math.floor(random.between(0, 20)));
  const dueOn = addDays(safeOn, random.pick([0, 0, 1, 3, 40]));
  const lateAt = startOfDay(addDays(dueOn, 1), zone);
  const firstReminderOn = addDays(safeOn, -random.pick([7, 7, 11]));
  const secondReminderOn = addDays(safeOn, -random.pick([2, 2, 5]));
  const lastReminderOn = random.chance(0.8) ? dueOn : safeOn;
  const warnAt = morningOfDayNumber(dayNumberOf(firstReminderOn) - random.pick([0, 0, 3]), zone);
  return { ...common, safeOn, dueOn, lateAt, warnAt, firstReminderOn, secondReminderOn, lastReminderOn };
}

type There = { row: DeadlineRow; request: SubjectRequest; organisation: Organisation };

async function clocksThere(): Promise<There[]> {
  const there: There[] = [];
  for (const row of await DeadlineRow.findAll({ order: ['id'] })) {
    const request = await SubjectRequest.findByPk(row.requestId, { rejectOnEmpty: true });
    const organisation = await Organisation.findByPk(row.organisationId, { rejectOnEmpty: true });
    there.push({ row, request, organisation });
  }
  return there;
}

/** Moments at which something begins or ends, and the millisecond before: of some clocks, and of mornings. */
function edgesOf(clocks: There[]): Date[] {
  const edges: number[] = [];
  for (const zone of [...ZONES, 'Europe/Helsinki'])
    for (const on of ['2026-03-08', '2026-03-29', '2026-04-05'] as CalendarDate[])
      edges.push(morningOfDayNumber(dayNumberOf(on), zone).getTime(), startOfDay(on, zone).getTime());
  for (let n = 0; n < 8; n += 1) {
    const { startsAt, targetAt, lateAt } = random.pick(clocks).row;
    const from = startsAt?.getTime() ?? 0;
    const to = targetAt?.getTime() ?? from;
    edges.push(from, lateAt?.getTime() ?? 0, from + Math.floor((to - from) / 2), to - 120 * MINUTE);
  }
  const once = new Set(edges.flatMap((edge) => [edge - 1, edge]));
  return [...once].map((edge) => new Date(edge));
}

/** The keys of the letters that should exist, asked of each clock for itself. */
async function expected(desk: Desk, clocks: There[], now: Date): Promise<string[]> {
  const keys = new Set<string>();
  for (const { row, request, organisation } of clocks) {
    if (request.status === 'closed' || row.state !== 'running' || row.advisory) continue;
    const { zone, escalationAddress, id } = organisation;
    const readers = await readersOf(desk, organisation, request.assigneeId);
    const deadline = deadlineFromRow(row);
    const lateAt = row.lateAt as Date;
    const key = `${row.id}:${lateAt.toISOString()}`;
    const step = stepToSend(deadline, zone, now);
    if (step) for (const reader of readers) keys.add(`reminder:${key}:${step}:${reader}`);
    if (!isLate(deadline, now)) continue;
    const from = dayAfter(deadline, zone);
    if (escalationAddress && from && now >= from) keys.add(`escalation:${key}:day-after:escalation`);
    if (!isInDigest({ lateAt }, zone, now)) continue;
    for (const reader of readers) keys.add(digestKey(id, reader, localDate(now, zone)));
  }
  return [...keys];
}

const known = new Map<string, Promise<string[]>>();
function readersOf(desk: Desk, { id, zone }: Organisation, assigneeId: number | null): Promise<string[]> {
  const who = `${id} ${assigneeId} ${localDate(desk.clock(), zone)}`;
  if (!known.has(who)) known.set(who, recipientsOf(desk, id, assigneeId));
  return known.get(who) as Promise<string[]>;
}

async function assertWritten(plan: Plan, now: Date): Promise<void> {
  const letter = await Letter.findOne({ where: { ledgerKey: plan.ledgerKey }, rejectOnEmpty: true });
  const { organisationId, recipient } = letter;
  const request = letter.requestId === null ? null : await SubjectRequest.findByPk(letter.requestId);
  const row = letter.deadlineId === null ? null : await DeadlineRow.findByPk(letter.deadlineId);
  assert.deepEqual(
    {
      kind: letter.kind,
      organisationId,
      step: letter.step,
      recipient,
      reference: request?.reference ?? null,
    },
    {
      kind: plan.kind,
      organisationId: plan.organisationId,
      step: plan.step,
      recipient: plan.recipient,
      reference: plan.reference,
    },
  );
  assert.deepEqual([row?.clock ?? null, row?.requestId ?? null], [plan.clock, letter.requestId]);
  assert.deepEqual(letter.dueMoment, row?.lateAt ?? null);
  assert.deepEqual([letter.state, letter.channel, letter.attempts], ['queued', 'mail', 0]);
  assert.deepEqual([letter.nextAttemptAt, letter.createdAt], [now, now]);
  assert.equal(letter.language, await languageOf(organisationId, recipient));
}

async function languageOf(organisationId: number, recipient: string): Promise<string | undefined> {
  const user = await User.findByPk(Number(recipient.replace('user:', '')) || 0);
  if (user?.language === 'en' || user?.language === 'fr') return user.language;
  const { languages } = await Organisation.findByPk(organisationId, { rejectOnEmpty: true });
  return languages.split(',')[0];
}

import { localDate } from '../../domain/calendar/zone.ts';
import { assertMay, may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { checkedSpan } from '../../domain/today/absences.ts';
import { Absence } from '../absence.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { noteSetting } from '../settingsChange/log.ts';
import { colleaguesOf } from '../today/whose.ts';

/** When somebody is away; `who` and `deputy` by number, 0 for nobody. */
export type AbsenceGiven = { who: number; from: string; until: string; deputy: number };

/**
 * Records when a member is away, and who stands in. One's own absence; whoever manages users records anybody's. The deputy works here and is
 * somebody else. Logged.
 */
export async function noteAbsence(
  desk: Desk,
  by: By,
  { who, from, until, deputy }: AbsenceGiven,
): Promise<void> {
  assertMay(by, 'note-absence');
  if (by.actor !== `user:${who}`) assertMay(by, 'manage-users');
  await inTransaction(desk.database, async () => {
    const { zone } = await lockedOrganisation(by.organisationId);
    const today = localDate(desk.clock(), zone);
    const span = checkedSpan({ from, until }, today);
    const colleagues = await colleaguesOf(desk, by, today);
    if (!colleagues.some(({ id }) => id === who)) throw new RuleViolation('not-found');
    if (deputy && (deputy === who || !colleagues.some(({ id }) => id === deputy)))
      throw new RuleViolation('deputy-unknown', {}, 'deputy');
    await write(desk, by, { ...span, userId: who, deputyId: deputy || null });
  });
}

/** Records when the organisation is closed. It moves no deadline. Logged. */
export async function noteClosure(desk: Desk, by: By, given: { from: string; until: string }): Promise<void> {
  assertMay(by, 'change-settings');
  await inTransaction(desk.database, async () => {
    const { zone } = await lockedOrganisation(by.organisationId);
    const span = checkedSpan(given, localDate(desk.clock(), zone));
    await write(desk, by, { ...span, userId: null, deputyId: null });
  });
}

type AbsenceRow = Pick<Absence, 'userId' | 'deputyId'> & ReturnType<typeof checkedSpan>;

async function write(desk: Desk, by: By, { from, until, userId, deputyId }: AbsenceRow): Promise<void> {
  const { organisationId } = by;
  const days = { fromOn: from, untilOn: until, deputyId };
  const { id } = await Absence.create({ organisationId, userId, ...days, createdAt: desk.clock() });
  await noteSetting(desk, by, { kind: 'absence', subjectId: id }, { was: null, is: { userId, ...days } });
}

/** Takes an absence or a closure out again, by whoever may record it. Logged. */
export async function endAbsence(desk: Desk, by: By, id: number): Promise<void> {
  await inTransaction(desk.database, async () => {
    const absence = await Absence.findOne({ where: { id, organisationId: by.organisationId }, lock: true });
    if (!absence) throw new RuleViolation('not-found');
    const { userId, fromOn, untilOn, deputyId } = absence;
    if (userId === null) assertMay(by, 'change-settings');
    else if (by.actor !== `user:${userId}`) assertMay(by, 'manage-users');
    else assertMay(by, 'note-absence');
    await noteSetting(
      desk,
      by,
      { kind: 'absence', subjectId: id },
      { was: { userId, fromOn, untilOn, deputyId }, is: null },
    );
    await absence.destroy();
  });
}

/** Whether somebody may record when others are away. */
export const notesForOthers = ({ role }: Pick<By, 'role'>): boolean => may(role, 'manage-users');

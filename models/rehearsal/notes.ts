import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { bySystem, userOf } from '../desk.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { type ChangesPage, type LoggedChange, noteSetting, settingChanges } from '../settingsChange/log.ts';
import type { RehearsalWishes } from './seed.ts';

/** What the organisation's log says of a rehearsal: how it began, and how it ended. */
type RehearsalNote =
  | ({ state: 'begun' } & Pick<RehearsalWishes, 'role' | 'policy'>)
  /** `clockAt`: what its clock said at the end; null where its files were gone. */
  | { state: 'ended'; clockAt: string | null };

export type RehearsalChange = LoggedChange<RehearsalNote | null, RehearsalNote>;

/** Notes in the real log that a user begins a rehearsal. Throws `rehearsal-there` while the log has one of theirs that did not end. */
export async function noteBegun(desk: Desk, by: By, { role, policy }: RehearsalWishes): Promise<void> {
  assertMay(by, 'rehearse');
  await inTransaction(desk.database, async () => {
    await lockedOrganisation(by.organisationId); // pressed twice at the same moment
    const was = await lastNote(by);
    if (was?.state === 'begun') throw new RuleViolation('rehearsal-there');
    await note(desk, by, userOf(by), { was, is: { state: 'begun', role, policy } });
  });
}

/** Notes in the real log that a user's rehearsal ended, and how far its clock was played. Once only: without an open one it does nothing. */
export async function noteEnded(desk: Desk, by: By, clockAt: Date | undefined): Promise<void> {
  assertMay(by, 'rehearse');
  await noteEndOf(desk, by, userOf(by), clockAt);
}

/** The same by the desk itself, of a user's rehearsal that nobody used any more. */
export async function noteExpired(
  desk: Desk,
  { organisationId, userId }: { organisationId: number; userId: number },
  clockAt: Date | undefined,
): Promise<void> {
  await noteEndOf(desk, bySystem(organisationId), userId, clockAt);
}

async function noteEndOf(desk: Desk, by: By, userId: number, clockAt: Date | undefined): Promise<void> {
  await inTransaction(desk.database, async () => {
    await lockedOrganisation(by.organisationId);
    const was = await lastNote(by, userId);
    if (was?.state !== 'begun') return;
    await note(desk, by, userId, { was, is: { state: 'ended', clockAt: clockAt?.toISOString() ?? null } });
  });
}

const note = (
  desk: Desk,
  by: By,
  userId: number,
  change: { was: RehearsalNote | null; is: RehearsalNote },
): Promise<void> => noteSetting(desk, by, { kind: 'rehearsal', subjectId: userId }, change);

/** Whether the log has a rehearsal of this user in this organisation that began and did not end. */
export const isRehearsalOpen = async (by: By): Promise<boolean> => (await lastNote(by))?.state === 'begun';

async function lastNote(by: By, userId = userOf(by)): Promise<RehearsalNote | null> {
  const about = { kind: 'rehearsal', subjectId: userId } as const;
  const { changes } = await settingChanges<RehearsalNote | null, RehearsalNote>(by, about);
  return changes[0]?.is ?? null;
}

/** The rehearsals of an organisation in its log, the latest first; `before`: those before that note. */
export const rehearsalsNoted = (by: By, before?: number): Promise<ChangesPage<RehearsalChange>> =>
  settingChanges<RehearsalNote | null, RehearsalNote>(by, { kind: 'rehearsal' }, before);

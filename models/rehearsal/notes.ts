import { assertMay } from '../../domain/permissions.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { userOf } from '../desk.ts';
import { type ChangesPage, type LoggedChange, noteSetting, settingChanges } from '../settingsChange/log.ts';
import type { RehearsalWishes } from './seed.ts';

/** What the organisation's log says of a rehearsal: how it began, and how it ended. */
type RehearsalNote =
  | ({ state: 'begun' } & Pick<RehearsalWishes, 'role' | 'policy'>)
  /** `clockAt`: what its clock said at the end; null where its files were gone. */
  | { state: 'ended'; clockAt: string | null };

export type RehearsalChange = LoggedChange<RehearsalNote | null, RehearsalNote>;

/** Notes in the real log that a user begins a rehearsal. */
export async function noteBegun(desk: Desk, by: By, { role, policy }: RehearsalWishes): Promise<void> {
  assertMay(by, 'rehearse');
  await inTransaction(desk.database, async () => {
    const was = await lastNote(by);
    await note(desk, by, was, { state: 'begun', role, policy });
  });
}

/** Notes in the real log that a user's rehearsal ended, and how far its clock was played. Once only: without an open one it does nothing. */
export async function noteEnded(desk: Desk, by: By, clockAt: Date | undefined): Promise<void> {
  assertMay(by, 'rehearse');
  await inTransaction(desk.database, async () => {
    const was = await lastNote(by);
    if (was?.state !== 'begun') return;
    await note(desk, by, was, { state: 'ended', clockAt: clockAt?.toISOString() ?? null });
  });
}

const note = (desk: Desk, by: By, was: RehearsalNote | null, is: RehearsalNote): Promise<void> =>
  noteSetting(desk, by, { kind: 'rehearsal', subjectId: userOf(by) }, { was, is });

/** Whether the log has a rehearsal of this user in this organisation that began and did not end. */
export const isRehearsalOpen = async (by: By): Promise<boolean> => (await lastNote(by))?.state === 'begun';

async function lastNote(by: By): Promise<RehearsalNote | null> {
  const about = { kind: 'rehearsal', subjectId: userOf(by) } as const;
  const { changes } = await settingChanges<RehearsalNote | null, RehearsalNote>(by, about);
  return changes[0]?.is ?? null;
}

/** The rehearsals of an organisation in its log, the latest first; `before`: those before that note. */
export const rehearsalsNoted = (by: By, before?: number): Promise<ChangesPage<RehearsalChange>> =>
  settingChanges<RehearsalNote | null, RehearsalNote>(by, { kind: 'rehearsal' }, before);

import type { SystemEntry } from '../../domain/systems/system.ts';
import type { By } from '../desk.ts';
import { type LoggedChange, settingChanges } from '../settingsChange/log.ts';

/** A change of an entry: what it was, nothing where it was added, and what it became. */
export type SystemChange = LoggedChange<SystemEntry | null, SystemEntry>;

/** The changes of one system, the latest first. */
export const changesOfSystem = (by: By, id: number, most = 50): Promise<SystemChange[]> =>
  settingChanges(by, { kind: 'system', subjectId: id }, most);

import type { SystemEntry } from '../../domain/systems/system.ts';
import type { By } from '../desk.ts';
import type { ChangesPage } from '../settingsChange/log.ts';
import { type NamedChange, namedChanges } from '../settingsChange/named.ts';

/** A change of an entry: what it was, nothing where it was added, what it became, and the name of the user who made it, if a user did. */
export type SystemChange = NamedChange<SystemEntry | null, SystemEntry>;

/** A page of the changes of one system, the latest first. Who has left the organisation since is named too. */
export const changesOfSystem = (by: By, id: number, before?: number): Promise<ChangesPage<SystemChange>> =>
  namedChanges(by, { kind: 'system', subjectId: id }, before);

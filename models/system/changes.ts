import type { SystemEntry } from '../../domain/systems/system.ts';
import type { By } from '../desk.ts';
import { SettingsChange } from '../settingsChange.ts';

/** A change of an entry: what it was, nothing where it was added, and what it became. */
export type SystemChange = { at: Date; actor: string; was: SystemEntry | null; is: SystemEntry };

/** The changes of one system, the latest first. */
export async function changesOfSystem(
  { organisationId }: By,
  id: number,
  most = 50,
): Promise<SystemChange[]> {
  const where = { organisationId, kind: 'system', subjectId: id } as const;
  const rows = await SettingsChange.findAll({ where, order: [['id', 'DESC']], limit: most });
  return rows.map(({ at, actor, was, is }) => ({
    at: new Date(at),
    actor,
    was: JSON.parse(was) as SystemEntry | null,
    is: JSON.parse(is) as SystemEntry,
  }));
}

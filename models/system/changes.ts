import type { SystemEntry } from '../../domain/systems/system.ts';
import type { By } from '../desk.ts';
import { type ChangesPage, type LoggedChange, settingChanges } from '../settingsChange/log.ts';
import { User } from '../user.ts';

/** A change of an entry: what it was, nothing where it was added, what it became, and the name of the user who made it, if a user did. */
export type SystemChange = LoggedChange<SystemEntry | null, SystemEntry> & { who?: string };

/** A page of the changes of one system, the latest first. Who has left the organisation since is named too. */
export async function changesOfSystem(
  by: By,
  id: number,
  before?: number,
): Promise<ChangesPage<SystemChange>> {
  const page = await settingChanges<SystemEntry | null, SystemEntry>(
    by,
    { kind: 'system', subjectId: id },
    before,
  );
  const { changes } = page;
  const ids = changes.flatMap(({ actor }) => /^user:(\d+)$/.exec(actor)?.[1] ?? []).map(Number);
  const users = await User.findAll({
    where: { id: [...new Set(ids)] },
    attributes: ['id', 'name'],
    raw: true,
  });
  const names = new Map(users.map((user) => [`user:${user.id}`, user.name]));
  return { ...page, changes: changes.map((change) => ({ ...change, who: names.get(change.actor) })) };
}

import type { By } from '../desk.ts';
import { User } from '../user.ts';
import { type ChangesPage, type LoggedChange, type LoggedSetting, settingChanges } from './log.ts';

/** A change with the name of the user who made it, if a user did. */
export type NamedChange<Was, Is> = LoggedChange<Was, Is> & { who?: string };

/** A page of the changes of one setting, the latest first. Who has left the organisation since is named too. */
export async function namedChanges<Was, Is>(
  by: By,
  about: LoggedSetting,
  before?: number,
): Promise<ChangesPage<NamedChange<Was, Is>>> {
  const page = await settingChanges<Was, Is>(by, about, before);
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

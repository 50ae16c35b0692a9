import { Op } from 'sequelize';
import { insertMany } from '../database/manyRows.ts';
import type { By, Desk } from '../desk.ts';
import { SettingsChange } from '../settingsChange.ts';

/** What a change is about: its kind, and the row of a kind that has several. */
export type LoggedSetting = Pick<SettingsChange, 'kind'> & { subjectId?: number };
/** A change with what stood before it and after it, as JSON holds them. */
export type LoggedChange<Was, Is> = { id: number; at: Date; actor: string; was: Was; is: Is };

/** Logs a change of the settings, in the transaction that makes it. */
export const noteSetting = (
  desk: Desk,
  by: By,
  { kind, subjectId }: LoggedSetting,
  { was, is }: { was: unknown; is: unknown },
): Promise<void> => noteSettings(desk, by, kind, [{ subjectId, was, is }]);

/** The same of several of one kind. */
export async function noteSettings(
  desk: Desk,
  { organisationId, actor }: By,
  kind: LoggedSetting['kind'],
  changes: readonly { subjectId?: number; was: unknown; is: unknown }[],
): Promise<void> {
  const at = desk.clock().toISOString();
  await insertMany(
    SettingsChange,
    changes.map(({ subjectId, was, is }) => ({
      ...{ organisationId, at, actor, kind, subjectId },
      ...{ was: JSON.stringify(was), is: JSON.stringify(is) },
    })),
  );
}

/** How many changes there are in all, a page of them, and where the next page begins, if there is one. */
export type ChangesPage<Change> = { total: number; changes: Change[]; before?: number };

/** So many on a page. */
const PAGE = 50;

/** The changes of one setting, the latest first; `before`: those before that one. */
export async function settingChanges<Was, Is>(
  { organisationId }: By,
  about: LoggedSetting,
  before?: number,
): Promise<ChangesPage<LoggedChange<Was, Is>>> {
  const where = { organisationId, ...about };
  const total = await SettingsChange.count({ where });
  const older = before ? { ...where, id: { [Op.lt]: before } } : where;
  const found = await SettingsChange.findAll({ where: older, order: [['id', 'DESC']], limit: PAGE + 1 });
  const rows = found.slice(0, PAGE);
  const changes = rows.map(({ id, at, actor, was, is }) => ({
    id,
    at: new Date(at),
    actor,
    was: JSON.parse(was) as Was,
    is: JSON.parse(is) as Is,
  }));
  return { total, changes, ...(found.length > PAGE && { before: rows.at(-1)?.id }) };
}

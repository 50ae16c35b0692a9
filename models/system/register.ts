import type { Sequelize } from 'sequelize';
import type { SystemEntry } from '../../domain/systems/system.ts';
import { select } from '../database/select.ts';
import type { By } from '../desk.ts';

/** An entry of the register with the number and version of its row. */
export type RegisteredSystem = SystemEntry & { id: number; version: number };

const LISTS = ['categories', 'identifiers', 'after', 'instructions'] as const;
type SystemRow = Omit<RegisteredSystem, (typeof LISTS)[number]> & Record<(typeof LISTS)[number], string>;

/** The systems of an organisation in the order of their names, those that are no longer in use among them. */
export async function systemsOf(
  { database }: { database: Sequelize },
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<RegisteredSystem[]> {
  const rows = await select<SystemRow>(
    database,
    `SELECT id, version, name, kind, purpose, categories, identifiers, source, retention, place, safeguard,
       owner_name AS "ownerName", owner_email AS "ownerEmail", owner_language AS "ownerLanguage",
       deputy_email AS "deputyEmail", absent_until AS "absentUntil", instructions, lead_days AS "leadDays",
       backup_days AS "backupDays", after_systems AS "after", active_from AS "activeFrom", active_until AS "activeUntil"
     FROM systems WHERE organisation_id = :organisationId ORDER BY name_key, id`,
    { organisationId },
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...row,
    categories: JSON.parse(row.categories) as string[],
    identifiers: JSON.parse(row.identifiers) as string[],
    instructions: JSON.parse(row.instructions) as SystemEntry['instructions'],
    after: (JSON.parse(row.after) as number[]).map((id) => names.get(id) ?? String(id)),
  }));
}

/** An entry as others compare and log it: without its row's number and version. */
export function entryOf({ id: _id, version: _version, ...entry }: RegisteredSystem): SystemEntry {
  return entry;
}

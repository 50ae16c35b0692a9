import type { Sequelize } from 'sequelize';
import { select } from '../database/select.ts';
import type { By } from '../desk.ts';
import type { RegisteredSystem } from './register.ts';

/** A system as a list shows it. */
export type ListedSystem = Pick<
  RegisteredSystem,
  | 'id'
  | 'name'
  | 'kind'
  | 'purpose'
  | 'categories'
  | 'ownerName'
  | 'ownerEmail'
  | 'deputyEmail'
  | 'absentUntil'
  | 'activeFrom'
  | 'activeUntil'
>;

/** The systems of an organisation as `systemsOf` orders them, with what a list shows: a third of what is read of each. */
export async function listedSystems(
  { database }: { database: Sequelize },
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<ListedSystem[]> {
  const rows = await select<Omit<ListedSystem, 'categories'> & { categories: string }>(
    database,
    `SELECT id, name, kind, purpose, categories, owner_name AS "ownerName", owner_email AS "ownerEmail",
       deputy_email AS "deputyEmail", absent_until AS "absentUntil", active_from AS "activeFrom", active_until AS "activeUntil"
     FROM systems WHERE organisation_id = :organisationId ORDER BY name_key, id`,
    { organisationId },
  );
  return rows.map((row) => Object.assign(row, { categories: JSON.parse(row.categories) as string[] }));
}

import type { Sequelize } from 'sequelize';
import { selectList } from '../database/select.ts';
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

type ListedRow = Omit<ListedSystem, 'categories'> & { categories: string };

const COLUMNS: Record<keyof ListedRow, string> = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  purpose: 'purpose',
  categories: 'categories',
  ownerName: 'owner_name',
  ownerEmail: 'owner_email',
  deputyEmail: 'deputy_email',
  absentUntil: 'absent_until',
  activeFrom: 'active_from',
  activeUntil: 'active_until',
};

/** The systems of an organisation as `systemsOf` orders them, with what a list shows: a third of what is read of each. */
export async function listedSystems(
  { database }: { database: Sequelize },
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<ListedSystem[]> {
  const rows = await selectList<ListedRow>(
    database,
    COLUMNS,
    'FROM systems WHERE organisation_id = :organisationId ORDER BY name_key, id',
    { organisationId },
  );
  return rows.map((row) => Object.assign(row, { categories: JSON.parse(row.categories) as string[] }));
}

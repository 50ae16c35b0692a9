import type { Sequelize } from 'sequelize';
import { folded } from '../../domain/folding.ts';
import { containing } from '../database/like.ts';
import { type Selection, selectLists, type Values } from '../database/select.ts';
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

/** What the map of categories needs of a system. */
export type HoldingSystem = Pick<
  ListedSystem,
  'id' | 'name' | 'kind' | 'categories' | 'activeFrom' | 'activeUntil'
>;

/** Which systems a list shows: by words of their names, by a category that they hold, and after which one (its number). */
export type SystemFilter = { find?: string; category?: string; after?: number };

export type SystemList = {
  /** A page of those that the filter finds. */
  listed: ListedSystem[];
  /** The cursor of the next page. */
  next?: number;
  /** All systems of the register. */
  all: HoldingSystem[];
};

/** The most systems of a page. */
const PAGE = 100;

const HELD: Record<keyof HoldingSystem, string> = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  categories: 'categories',
  activeFrom: 'active_from',
  activeUntil: 'active_until',
};
const COLUMNS: Record<keyof ListedSystem, string> = {
  ...HELD,
  purpose: 'purpose',
  ownerName: 'owner_name',
  ownerEmail: 'owner_email',
  deputyEmail: 'deputy_email',
  absentUntil: 'absent_until',
};

/** A page of the register as `systemsOf` orders it, and of all of its systems what they hold. One statement. */
export async function systemList(
  { database }: { database: Sequelize },
  { organisationId }: Pick<By, 'organisationId'>,
  { find, category, after }: SystemFilter = {},
): Promise<SystemList> {
  const where = [
    'organisation_id = :organisationId',
    find && `name_key LIKE :find ESCAPE '!'`,
    category && `categories LIKE :category ESCAPE '!'`,
    after &&
      '(name_key, id) > (SELECT s.name_key, s.id FROM systems s WHERE s.id = :after AND s.organisation_id = :organisationId)',
  ].filter(Boolean);
  const values: Values = {
    organisationId,
    find: find && containing(folded(find)),
    category: category && containing(JSON.stringify(category)),
    after,
  };
  const listed: Selection<StoredSystem<ListedSystem>> = {
    columns: COLUMNS,
    from: `FROM systems WHERE ${where.join(' AND ')} ORDER BY name_key, id LIMIT ${PAGE + 1}`,
  };
  const all: Selection<StoredSystem<HoldingSystem>> = {
    columns: HELD,
    from: 'FROM systems WHERE organisation_id = :organisationId ORDER BY name_key, id',
  };
  const found = await selectLists(database, { listed, all }, values);
  const page = found.listed.slice(0, PAGE).map(read);
  return {
    listed: page,
    next: found.listed.length > PAGE ? page.at(-1)?.id : undefined,
    all: found.all.map(read),
  };
}

type StoredSystem<System extends HoldingSystem> = Omit<System, 'categories'> & { categories: string };

const read = <Row extends { categories: string }>(row: Row): Row & { categories: string[] } =>
  Object.assign(row, { categories: JSON.parse(row.categories) as string[] });

import type { Sequelize } from 'sequelize';
import { folded } from '../../domain/folding.ts';
import { containing } from '../database/like.ts';
import { type Selection, selectLists, type Values } from '../database/select.ts';
import type { By } from '../desk.ts';
import { HELD, type HoldingSystem, readSystem, type StoredSystem, systemsHolding } from './holding.ts';
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

const COLUMNS: Record<keyof ListedSystem, string> = {
  ...HELD,
  purpose: 'purpose',
  ownerName: 'owner_name',
  ownerEmail: 'owner_email',
  deputyEmail: 'deputy_email',
  absentUntil: 'absent_until',
};

/** A page of the register as `systemsOf` orders it, and of all of its systems what they hold. */
export async function systemList(
  desk: { database: Sequelize },
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
  const changes: Selection<{ last: number | null }> = {
    columns: { last: 'MAX(id)' },
    from: 'FROM settings_changes WHERE organisation_id = :organisationId',
  };
  const found = await selectLists(desk.database, { listed, changes }, values);
  const page = found.listed.slice(0, PAGE).map(readSystem);
  return {
    listed: page,
    next: found.listed.length > PAGE ? page.at(-1)?.id : undefined,
    all: await systemsHolding(desk, organisationId, found.changes[0]?.last ?? 0),
  };
}

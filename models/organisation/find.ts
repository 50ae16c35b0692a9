import type { InferAttributes, Sequelize } from 'sequelize';
import { ROW_LOCK } from '../database/locks.ts';
import { momentFromColumn, select } from '../database/select.ts';
import { storedRow } from '../database/storedRow.ts';
import { Organisation } from '../organisation.ts';

/** The organisation of `/` and `/ask`: the first on the desk. */
export async function defaultOrganisation(): Promise<Organisation> {
  const found = await first('');
  if (!found) throw new Error('The desk has no organisation');
  return found;
}

export const organisationBySlug = (slug: string): Promise<Organisation | null> =>
  first('WHERE slug = :slug', { slug });

/** By plain SQL, because every public page begins with it. */
async function first(
  where: string,
  values: { slug?: string; id?: number } = {},
): Promise<Organisation | null> {
  const database = Organisation.sequelize as Sequelize;
  const attributes = Object.entries(Organisation.getAttributes());
  const columns = attributes.map(([name, { field }]) => `${field} AS "${name}"`).join(', ');
  const sql = `SELECT ${columns} FROM organisations ${where} ORDER BY id LIMIT 1`;
  const [row] = await select<InferAttributes<Organisation>>(database, sql, values);
  return row ? storedRow(Organisation, { ...row, createdAt: momentFromColumn(row.createdAt) }) : null;
}

export async function organisationById(id: number): Promise<Organisation> {
  const found = await first('WHERE id = :id', { id });
  if (!found) throw new Error('There is no such organisation');
  return found;
}

/** The same with a row lock: one process at a time may change it or its members. */
export async function lockedOrganisation(id: number): Promise<Organisation> {
  return Organisation.findByPk(id, { rejectOnEmpty: true, ...ROW_LOCK });
}

/** The prefix of an organisation's public pages: empty for the first on the desk, `/o/its-short-name` for any other. */
export async function publicPathOf({ id, slug }: Pick<Organisation, 'id' | 'slug'>): Promise<string> {
  return (await defaultOrganisation()).id === id ? '' : `/o/${slug}`;
}

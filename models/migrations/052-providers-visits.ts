import type { QueryInterface } from 'sequelize';
import { DATE } from './columns.ts';

/** When a provider opened the page of its link, and when it asked for another one. */
export async function up(schema: QueryInterface): Promise<void> {
  for (const column of ['opened_at', 'asked_again_at'])
    await schema.addColumn('transmissions', column, { type: DATE, allowNull: true });
}

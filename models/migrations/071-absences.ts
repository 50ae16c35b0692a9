import type { QueryInterface } from 'sequelize';
import { DATE, id, required, STRING, to, toPerhaps } from './columns.ts';

/** When a member of staff is away and who stands in; without a member, when the organisation is closed. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('absences', {
    id,
    organisation_id: to('organisations'),
    user_id: toPerhaps('users'),
    from_on: { type: STRING(10), ...required },
    until_on: { type: STRING(10), ...required },
    deputy_id: toPerhaps('users'),
    created_at: { type: DATE, ...required },
  });
  await schema.addIndex('absences', ['organisation_id', 'until_on']);
}

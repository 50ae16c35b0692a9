import type { QueryInterface } from 'sequelize';
import { required, STRING } from './columns.ts';

/** On which moment the tasks of an organisation's requests are planned: the identity's confirmation, unless it says receipt. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.addColumn('organisations', 'plans_on', {
    type: STRING(20),
    ...required,
    defaultValue: 'identity',
  });
}

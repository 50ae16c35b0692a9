import type { QueryInterface } from 'sequelize';

/** All that the chase reads of the open tasks of a request, in one index. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.sequelize.query(
    `CREATE INDEX tasks_chased ON tasks (request_id, link_id, asked_on, due_on, moved_on, system_id,
       organisation_id, asked_by_hand)
     WHERE state = 'open'`,
  );
}

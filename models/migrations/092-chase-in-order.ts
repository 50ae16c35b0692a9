import type { QueryInterface } from 'sequelize';

/** The tasks that wait, in the order in which the chase takes them together: they are read as they stand, without being sorted. */
export async function up(schema: QueryInterface): Promise<void> {
  for (const sql of [
    'DROP INDEX tasks_waiting',
    `CREATE INDEX tasks_waiting ON tasks (request_id, kind, chase_from, asked_on, due_on, moved_on, link_id) WHERE state = 'open'`,
  ])
    await schema.sequelize.query(sql);
}

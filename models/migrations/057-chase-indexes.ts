import type { QueryInterface } from 'sequelize';

/**
 * The open tasks in the orders in which the chase reads them: those of a request that were asked together, and those of an owner in one
 * system. Each holds all that is read, and takes the place of one that did not.
 */
export async function up(schema: QueryInterface): Promise<void> {
  for (const sql of [
    'DROP INDEX tasks_chased',
    'DROP INDEX tasks_open',
    `CREATE INDEX tasks_waiting ON tasks (request_id, kind, asked_on, due_on, moved_on, link_id) WHERE state = 'open'`,
    `CREATE INDEX tasks_of_owner ON tasks (link_id, system_id, asked_by_hand) WHERE state = 'open'`,
  ])
    await schema.sequelize.query(sql);
}

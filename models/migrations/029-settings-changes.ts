import type { QueryInterface } from 'sequelize';
import { id, required, STRING, TEXT, to } from './columns.ts';

/** What was changed in an organisation's settings, by whom and when: append-only in the database itself, as the events of requests are. */
export async function up(schema: QueryInterface): Promise<void> {
  await schema.createTable('settings_changes', {
    id,
    organisation_id: to('organisations'),
    at: { type: STRING(24), ...required },
    actor: { type: STRING(60), ...required },
    kind: { type: STRING(40), ...required },
    was: { type: TEXT, ...required },
    is: { type: TEXT, ...required },
  });
  await schema.addIndex('settings_changes', ['organisation_id', 'id']);
  const run = (sql: string) => schema.sequelize.query(sql);
  if (schema.sequelize.getDialect() === 'sqlite') {
    for (const act of ['UPDATE', 'DELETE'])
      await run(`CREATE TRIGGER settings_changes_no_${act.toLowerCase()} BEFORE ${act} ON settings_changes
        BEGIN SELECT RAISE(ABORT, 'changes of settings are append-only'); END`);
    return;
  }
  await run(`CREATE FUNCTION settings_changes_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'changes of settings are append-only'; END $$`);
  await run(`CREATE TRIGGER settings_changes_no_change BEFORE UPDATE OR DELETE ON settings_changes
    FOR EACH ROW EXECUTE FUNCTION settings_changes_are_append_only()`);
}

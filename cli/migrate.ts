import { parseArgs } from 'node:util';
import { bossSchema, installBoss } from '../jobs/pgBossSchema.ts';
import { migrate } from '../models/migrations/index.ts';
import { executedMigrations, pendingMigrations } from '../models/migrations/pending.ts';
import { type CommandResult, done } from './result.ts';
import { withDatabase } from './withDesk.ts';

/** `migrate`: updates the schema. `migrate --status`: shows which migrations have run and which are pending. */
export async function migrateCommand(args: string[]): Promise<CommandResult> {
  const { values } = parseArgs({ args, options: { status: { type: 'boolean' }, json: { type: 'boolean' } } });
  return withDatabase(async (database) => {
    if (values.status) {
      const queue = await bossSchema(database);
      const executed = [...(await executedMigrations(database)), ...queue.executed];
      const pending = [...(await pendingMigrations(database)), ...queue.pending];
      const lines = [
        ...executed.map((name) => `done     ${name}`),
        ...pending.map((name) => `pending  ${name}`),
      ];
      return done(values.json, { executed, pending }, lines);
    }
    const ran = [...(await migrate(database)), ...(await installBoss(database))];
    return done(
      values.json,
      { ran },
      ran.length > 0 ? ran.map((name) => `Ran ${name}.`) : ['Nothing to do.'],
    );
  });
}

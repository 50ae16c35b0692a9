import { parseArgs } from 'node:util';
import { readSettings } from '../config.ts';
import { bossSchema, installBoss } from '../jobs/pgBossSchema.ts';
import { migrate } from '../models/migrations/index.ts';
import { executedMigrations, migrationsInFolder, pendingMigrations } from '../models/migrations/pending.ts';
import { lookAtDatabase } from '../process/openDatabase.ts';
import { type CommandResult, done } from './result.ts';
import { withDatabase } from './withDesk.ts';

/** `migrate`: updates the schema. `migrate --status`: shows which migrations have run and which are pending. */
export async function migrateCommand(args: string[]): Promise<CommandResult> {
  const { values } = parseArgs({ args, options: { status: { type: 'boolean' }, json: { type: 'boolean' } } });
  if (values.status) return status(values.json);
  return withDatabase(async (database) => {
    const ran = [...(await migrate(database)), ...(await installBoss(database))];
    return done(
      values.json,
      { ran },
      ran.length > 0 ? ran.map((name) => `Ran ${name}.`) : ['Nothing to do.'],
    );
  });
}

async function status(json?: boolean): Promise<CommandResult> {
  const found = await lookAtDatabase(readSettings(), async (database) => {
    const queue = await bossSchema(database);
    return {
      executed: [...(await executedMigrations(database)), ...queue.executed],
      pending: [...(await pendingMigrations(database)), ...queue.pending],
    };
  });
  const { executed, pending } = found ?? { executed: [], pending: migrationsInFolder() };
  return done(json, { executed, pending }, [
    ...executed.map((name) => `done     ${name}`),
    ...pending.map((name) => `pending  ${name}`),
  ]);
}

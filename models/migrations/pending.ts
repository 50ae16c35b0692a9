import { readdirSync } from 'node:fs';
import type { Sequelize } from 'sequelize';
import { askOnce } from '../database/unprepared.ts';

/**
 * The names of migrations that have not run here. Every start asks, so the folder and the table are compared, and what runs
 * them is loaded only where there is something to run.
 */
export async function pendingMigrations(database: Sequelize): Promise<string[]> {
  const done = await executedMigrations(database);
  return migrationsInFolder().filter((name) => !done.includes(name));
}

/** The names of migrations that have run here. */
export async function executedMigrations(database: Sequelize): Promise<string[]> {
  if (!(await database.getQueryInterface().tableExists('migrations'))) return [];
  const rows = await askOnce<{ name: string }>(database, 'SELECT name FROM migrations ORDER BY name');
  return rows.map(({ name }) => name);
}

/** Every migration of this release, by the names of their files. */
export function migrationsInFolder(): string[] {
  const files = readdirSync(import.meta.dirname).sort();
  return files.flatMap((file) => /^(\d{3}-.+)\.ts$/.exec(file)?.[1] ?? []);
}

import { join } from 'node:path';
import { newPostgresDatabase } from './database.ts';
import { temporaryFolder } from './process.ts';

export type Place = Record<string, string>;

/** Folders without a desk; on PostgreSQL each with its own database. `remove` deletes them all. */
export function emptyPlaces() {
  const { folder, remove } = temporaryFolder();
  const drops: (() => Promise<void>)[] = [];
  const at = (name: string) => join(folder, name);
  return {
    folder,
    at,
    async emptyPlace(name: string): Promise<Place> {
      const DATA_DIR = at(name);
      if (!process.env.TEST_DATABASE_URL) return { DATA_DIR };
      const { url, drop } = await newPostgresDatabase(process.env.TEST_DATABASE_URL);
      drops.push(drop);
      return { DATA_DIR, DATABASE_URL: url };
    },
    async remove(): Promise<void> {
      for (const drop of drops) await drop();
      remove();
    },
  };
}

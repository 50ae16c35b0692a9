import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import type { Filled } from './setUp.ts';

/** A filled desk once more, for a bench that writes. Whoever asks for it removes it. */
export async function copyOf(filled: Filled): Promise<Filled & { remove(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rightsdesk-bench-copy-'));
  cpSync(filled.dataDir, dataDir, { recursive: true });
  const removeFolder = () => rmSync(dataDir, { recursive: true });
  if (!/^postgres/.test(filled.databaseUrl)) {
    const databaseUrl = join(dataDir, basename(filled.databaseUrl));
    return { ...filled, dataDir, databaseUrl, remove: async () => removeFolder() };
  }
  const url = new URL(filled.databaseUrl);
  const original = url.pathname.slice(1);
  const copy = `${original}_copy_${process.pid}`;
  url.pathname = `/${copy}`;
  await run(filled.databaseUrl, `CREATE DATABASE "${copy}" TEMPLATE "${original}"`);
  const remove = async () => {
    await run(filled.databaseUrl, `DROP DATABASE "${copy}" WITH (FORCE)`);
    removeFolder();
  };
  return { ...filled, dataDir, databaseUrl: url.href, remove };
}

/** Asked beside the original, which nobody may be using while it is copied. */
async function run(beside: string, sql: string): Promise<void> {
  const url = new URL(beside);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

/** Where a desk of this size is kept for the day, for this schema and this generator. */
export function folderFor(rows: number, database = 'sqlite'): string {
  const made = createHash('sha256');
  const of = ['models/migrations/0*.ts', 'test/bench/{fill,rows,steps,plan,request}.ts'];
  for (const file of globSync(of, { cwd: root }).sort()) made.update(readFileSync(join(root, file)));
  const day = new Date().toISOString().slice(0, 10);
  return join(tmpdir(), 'rightsdesk-bench', `${database}-${rows}-${day}-${made.digest('hex').slice(0, 8)}`);
}

/** Does something while no other run of the benches does it in that folder. */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = `${folder}.lock`;
  while (!took(lock)) await sleep(500);
  const heart = setInterval(() => utimesSync(lock, new Date(), new Date()), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A lock that has not been touched for a minute is of a run that was killed. */
function took(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 60_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

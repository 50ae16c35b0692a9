import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Context } from 'mocha';
import { randomFrom } from '../../../demo/random.ts';

/** Whether `npm run test:faults -- --long` asked for the long form. */
export const isLong = Boolean(process.env.LONG);

/** A number for each form of the run. */
export const shortOrLong = (short: number, long: number): number => (isLong ? long : short);

/** Prints what a fault did and counted, a line each, below the name of its test. */
export function tell(counted: Record<string, string | number>): void {
  const lines = Object.entries(counted).map(([what, count]) => `        ${what}: ${count}\n`);
  process.stdout.write(lines.join(''));
}

/** A source of random numbers; its seed is told, and `SEED=...` makes the same moments again. */
export function seeded() {
  const seed = process.env.SEED ?? String(Math.floor(Math.random() * 1e9));
  return { seed, ...randomFrom(seed) };
}

/** Skips a test that needs a program or a file which this machine lacks, and says so in a line. */
export function need(test: Context, what: string, found: boolean): void {
  if (found) return;
  process.stdout.write(`        not run: ${what} is not installed here\n`);
  test.skip();
}

/** Whether a program is on the path. */
export const hasProgram = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

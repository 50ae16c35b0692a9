import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run test:faults [-- [--long] [NAME...]]`: what a desk must outlive, tried on real processes. The short form is part of
 * `npm run check`; the long one takes its time. Names choose files of this folder: `kill durability`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false } },
});
/** These compare times: they have the machine to themselves. The others mostly wait, and do so side by side. */
const ALONE = ['backup', 'slowClients', 'slowSearch'];
const AT_ONCE = 3;

const names = globSync('*.test.ts', { cwd: import.meta.dirname })
  .map((file) => file.replace('.test.ts', ''))
  .sort();
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no fault ${unknown.join(', ')}. There are: ${names.join(', ')}\n`);
  process.exit(2);
}

const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name));
const counts = { passing: 0, pending: 0, failing: 0 };
const running = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(1);
  });

const together = chosen.filter((name) => !ALONE.includes(name));
const next = async (): Promise<void> => {
  const name = together.shift();
  if (!name) return;
  await run(name);
  await next();
};
await Promise.all(Array.from({ length: AT_ONCE }, next));
for (const name of chosen.filter((one) => ALONE.includes(one))) await run(name);
for (const [name, count] of Object.entries(counts)) process.stdout.write(`  ${count} ${name}\n`);
process.exit(counts.failing > 0 ? 1 : 0);

/** Runs the tests of one fault in a process of their own, and prints all that they said when they have ended. */
async function run(name: string): Promise<void> {
  const mocha = join(import.meta.dirname, '../../node_modules/mocha/bin/mocha.js');
  const timeOut = values.long ? 3_600_000 : 120_000;
  const file = join(import.meta.dirname, `${name}.test.ts`);
  const child = spawn(process.execPath, [mocha, '--timeout', String(timeOut), file], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...(values.long && { LONG: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  running.delete(child);
  process.stdout.write(said.replace(/^ {2}\d+ (passing|pending).*\n+/gm, ''));
  for (const [, count, state] of said.matchAll(/^ {2}(\d+) (passing|pending|failing)/gm))
    counts[state as keyof typeof counts] += Number(count);
  if (code !== 0 && !/^ {2}\d+ failing/m.test(said)) counts.failing += 1; // it ended before it could say so
}

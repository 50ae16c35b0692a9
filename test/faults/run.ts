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
const chosen = (name: string) => positionals.length === 0 || positionals.includes(name);
const names = globSync('*.test.ts', { cwd: import.meta.dirname })
  .map((file) => file.replace('.test.ts', ''))
  .sort();
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no fault ${unknown.join(', ')}. There are: ${names.join(', ')}\n`);
  process.exit(2);
}

const mocha = join(import.meta.dirname, '../../node_modules/mocha/bin/mocha.js');
const files = names.filter(chosen).map((name) => join(import.meta.dirname, `${name}.test.ts`));
const patience = values.long ? 3_600_000 : 120_000;
const child = spawn(process.execPath, [mocha, '--timeout', String(patience), ...files], {
  cwd: join(import.meta.dirname, '../..'),
  env: { ...process.env, ...(values.long && { LONG: '1' }) },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));

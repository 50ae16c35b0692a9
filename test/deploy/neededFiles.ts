import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './dockerfile.ts';

const PROGRAMS = [
  'server.ts',
  'cli.ts',
  'redaction/child/worker.ts',
  'deploy/healthcheck.ts',
  'demo/start.ts',
];
const READ = ['views/**', 'policies/**', 'public/**', 'models/migrations/*'];
const FOR_NPM = ['package.json', 'package-lock.json', '.npmrc'];

/** The files without which no desk is installed and run: what its programs import, all the way down, and what they read. */
export function neededFiles(): string[] {
  const read = globSync(READ, { cwd: root, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative(root, join(one.parentPath, one.name)));
  return [...imported(PROGRAMS), ...read, ...FOR_NPM, 'docs/running-it.md'];
}

function imported(programs: string[]): string[] {
  const found = new Set(programs);
  for (const file of found) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, from, dynamic] of text.matchAll(/(?:from|^import)\s+'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm))
      found.add(relative(root, join(root, dirname(file), from ?? dynamic ?? '')));
  }
  return [...found];
}

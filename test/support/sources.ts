import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import: its target (one of our paths from the root, or a package), and whether it imports only types. */
export type Import = { of: string; ours: boolean; types: boolean };
export type Source = { file: string; room: string; lines: number; imports: Import[]; text: string };

const root = join(import.meta.dirname, '../..');

/** Every TypeScript file of the project with its imports. */
export function readSources(): Source[] {
  return globSync('**/*.ts', {
    cwd: root,
    exclude: (name) => /^(node_modules|data|data-demo)$/.test(String(name)),
  })
    .filter((file) => !file.startsWith('node_modules'))
    .sort()
    .map(readSource);
}

/** The room of a file: its first folder, or the file itself if it is in the root. */
export const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] as string) : file);

function readSource(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\b(\s+type\b)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  const imports = [...statements].map(([, types, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    const ours = name.startsWith('.');
    return { of: ours ? relative(root, join(root, dirname(file), name)) : name, ours, types: Boolean(types) };
  });
  return { file, room: roomOf(file), lines: text.split('\n').length - 1, imports, text };
}

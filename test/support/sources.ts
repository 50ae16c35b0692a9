import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import: its target (one of our paths from the root, or a package), and whether it imports only types. */
export type Import = { of: string; ours: boolean; types: boolean };
export type Source = { file: string; room: string; lines: number; imports: Import[]; text: string };
/** As it is written. `name` is undefined where it is computed, so that nobody knows before the program runs. */
export type Written = { name: string | undefined; types: boolean };

export const root = join(import.meta.dirname, '../..');

/** Folders that hold no source: other people's code and what a desk stores. */
export const NOT_OURS = /^(node_modules|data|data-demo)(\/|$)/;

/** Every TypeScript file of the project with its imports. */
export function readSources(): Source[] {
  return globSync('**/*.ts', { cwd: root, exclude: (name) => name === 'node_modules' })
    .filter((file) => !NOT_OURS.test(file))
    .sort()
    .map(readSource);
}

/** The room of a file: its first folder, or the file itself if it is in the root. */
export const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] as string) : file);

/**
 * The imports of a text, by a regular expression. Not by dependency-cruiser: it cannot read TypeScript 7, and then reports no
 * violation instead of an error. What is not recognised here would be missed in the same way, so a test plants each form.
 */
export function importsIn(text: string): Written[] {
  const statements = text.matchAll(
    /^(?:import|export)\b(\s+type\b)?[^'"`;]*?from\s+(['"])([^'"]+)\2|^import\s+(['"])([^'"]+)\4|\b(?:import|require)\(\s*(?:(['"`])([^'"`$]+)\6\s*[,)]|(?=[^)\s]))/gm,
  );
  return [...statements].map(([, types, , from, , bare, , called]) => ({
    name: from ?? bare ?? called,
    types: Boolean(types),
  }));
}

function readSource(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  const imports = importsIn(text).flatMap(({ name, types }) => {
    if (name === undefined) return [];
    const ours = name.startsWith('.');
    return [{ of: ours ? relative(root, join(root, dirname(file), name)) : name, ours, types }];
  });
  return { file, room: roomOf(file), lines: text.split('\n').length - 1, imports, text };
}

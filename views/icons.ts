import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The icons of this desk, by their names at tabler.io/icons (outline, 24 by 24, MIT). Their files lie in `views/icons/` as version 3.52.0
 * ships them: the whole package has 5,000 more, 53 MB that every operator would install.
 */
export const ICONS = [
  'alert-triangle',
  'archive',
  'arrow-back-up',
  'arrow-right',
  'check',
  'chevron-down',
  'chevron-right',
  'download',
  'file',
  'files',
  'info-circle',
  'language',
  'lock',
  'logout',
  'mail',
  'paperclip',
  'plus',
  'printer',
  'search',
  'send',
  'settings',
  'upload',
  'user',
  'x',
] as const;

const paths = new Map<string, string[]>(ICONS.map((name) => [name, pathsOf(name)]));

/** The path data of one icon, for partials/icon.ejs. Throws for an unknown name. */
export function iconPaths(name: string): string[] {
  const found = paths.get(name);
  if (!found) throw new Error(`No icon "${name}": add it to views/icons.ts and its file to views/icons/`);
  return found;
}

function pathsOf(name: string): string[] {
  const svg = readFileSync(join(import.meta.dirname, 'icons', `${name}.svg`), 'utf8');
  const all = [...svg.matchAll(/<path d="([^"]+)"/g)].map((match) => match[1] ?? '');
  if (all.length === 0) throw new Error(`The icon "${name}" has no paths`);
  return all;
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Code that makes a process print the address of each module it loads. */
export const PRINT_WHAT_IS_LOADED = `
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });`;

/** The addresses of all modules loaded with one of ours, as a separate process sees them. */
export function loadedBy(module: string): string[] {
  const code = `${PRINT_WHAT_IS_LOADED} await import('./${module}');`;
  const args = ['--input-type=module', '--eval', code];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).split('\n');
}

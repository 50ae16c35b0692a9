import { spawnSync } from 'node:child_process';

/** Whether programs that are not ours are there; without them a test skips. */
export const haveAll = (...programs: string[]): boolean =>
  programs.every((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0);

/** What a program that is not ours finds in the files of a folder, one after another. `$f` is the file. */
export function foundBy(command: string, folder: string, ending: string): string {
  const script = `for f in "$1"/*.${ending}; do ${command}; done`;
  const { stdout, status, stderr } = spawnSync('sh', ['-c', script, 'sh', folder], {
    maxBuffer: 512 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(String(stderr).slice(0, 2000));
  return String(stdout);
}

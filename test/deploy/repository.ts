import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, ended } from '../support/process.ts';
import { root } from './dockerfile.ts';

/** Somebody who commits and tags, whatever this machine's git is set to. */
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** A clone in `folder`: the files as they lie here, committed or not, ready to be released. */
export function repositoryIn(folder: string) {
  const history = join(folder, 'history.git');
  const clone = join(folder, 'clone');
  const here = [`--git-dir=${history}`, `--work-tree=${root}`];
  git(folder, 'init', '--quiet', '--bare', history);
  git(root, ...here, 'add', '--all');
  git(root, ...here, 'commit', '--quiet', '--message', 'As it lies here');
  git(folder, 'clone', '--quiet', history, clone);
  nameVersion(clone);
  return {
    clone,
    git: (...args: string[]) => git(clone, ...args),
    write: (file: string, text: string) => writeFileSync(join(clone, file), text),
    release: (...options: string[]): Promise<Ended> =>
      ended(spawn(process.execPath, ['deploy/release.ts', ...options], { cwd: clone, env })),
  };
}

/** As before a release: what the changelog lists without a version belongs to the one that is made. */
function nameVersion(clone: string): void {
  const path = join(clone, 'CHANGELOG.md');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^## \[?Unreleased.*\n/m, ''));
  git(clone, 'commit', '--quiet', '--all', '--allow-empty', '--message', 'Name the version');
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1e9 }).trim();
}

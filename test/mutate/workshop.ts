import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Mutant } from './mutants.ts';

const NOT_COPIED = ['node_modules', '.git', '.ci', 'data'];
/** Tests with no slip in them may take this long, however busy the machine. */
const LONGEST_MS = 300_000;

export type Ending = 'passed' | 'failed' | 'timed out';

/** A copy of the tree in which one slip at a time is tried: the tree itself is never touched. */
export class Workshop {
  readonly #root: string;

  constructor(tree: string) {
    this.#root = mkdtempSync(join(tmpdir(), 'rightsdesk-mutate-'));
    cpSync(tree, this.#root, {
      recursive: true,
      filter: (path) => path === tree || !NOT_COPIED.includes(basename(path)),
    });
    symlinkSync(join(tree, 'node_modules'), join(this.#root, 'node_modules'));
  }

  /** Whether the tests, one after the other, still pass with the slip: at the first that fails it is found. */
  async try(mutant: Mutant, tests: readonly string[], timeOut: number): Promise<Ending> {
    const path = join(this.#root, mutant.file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, mutant.from) + mutant.put + text.slice(mutant.to));
    try {
      return await this.run(tests, timeOut);
    } finally {
      writeFileSync(path, text);
    }
  }

  async run(tests: readonly string[], timeOut = LONGEST_MS): Promise<Ending> {
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
    const child = spawn(process.execPath, [mocha, '--bail', '--reporter', 'min', ...tests], {
      cwd: this.#root,
      stdio: 'ignore',
      detached: true, // a group of its own, so that what it has started ends with it
    });
    const timer = setTimeout(() => {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      resolve('timed out');
    }, timeOut);
    child.on('exit', (code) => resolve(code === 0 ? 'passed' : 'failed'));
    const ending = await promise;
    clearTimeout(timer);
    return ending;
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

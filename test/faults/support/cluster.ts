import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, temporaryFolder } from '../../support/process.ts';

/** A PostgreSQL of the test's own. `freeze` stops its processes where they stand: it is there, and says nothing. */
export type Cluster = {
  url: string;
  start(): void;
  startIfStopped(): void;
  stop(mode: 'fast' | 'immediate'): void;
  freeze(): void;
  thaw(): void;
  remove(): void;
};

const programs = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);

/** Whether PostgreSQL's own programs are installed here. */
export const hasPostgres = programs !== undefined;

/** Makes a cluster in a folder of its own, or below `place`, and starts it. It refuses to run as root, so then it runs as `postgres`. */
export async function ownCluster(place?: string): Promise<Cluster> {
  const { folder, remove } = place ? { folder: place, remove: () => undefined } : temporaryFolder();
  const data = join(folder, 'cluster');
  const port = await freePort();
  mkdirSync(data, { mode: 0o700 });
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync('chown', ['-R', 'postgres', folder]);
  const run = (program: string, ...args: string[]) => {
    const command = [join(programs ?? '', program), ...args];
    const [first = '', ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(first, rest, { cwd: folder, stdio: 'ignore' });
  };
  const control = (...args: string[]) => run('pg_ctl', '-D', data, '-w', '-t', '30', ...args);
  const start = () =>
    control(
      'start',
      '-l',
      join(folder, 'log'),
      '-o',
      `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=30`,
    );
  const signal = (name: NodeJS.Signals) => {
    for (const pid of processesOf(data)) process.kill(pid, name);
  };
  const end = () => {
    if (processesOf(data).length === 0) return;
    signal('SIGCONT');
    control('stop', '-m', 'immediate');
  };
  run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync');
  start();
  process.once('exit', end);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    startIfStopped: () => {
      if (processesOf(data).length === 0) start();
    },
    stop: (mode) => control('stop', '-m', mode),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    remove: () => {
      process.off('exit', end);
      end();
      rmSync(data, { recursive: true, force: true });
      remove();
    },
  };
}

/** The first process of the cluster, and those that it has begun; none when it does not run. */
function processesOf(data: string): number[] {
  try {
    const first = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const begun = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim().split(' ');
    return [first, ...begun.map(Number).filter(Boolean)];
  } catch {
    return []; // it has ended
  }
}

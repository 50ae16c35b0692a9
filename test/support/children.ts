import { spawnSync } from 'node:child_process';

/** The processes that a process has begun and that are still there. */
export const childrenOf = (pid: number | undefined): string[] =>
  said('pid', '--ppid', String(pid)).trim().split(/\s+/).filter(Boolean);

/** Whether a process is there and has not ended. */
export const isThere = (pid: string): boolean => /^[^Z\s]/.test(said('stat', '-p', pid));

const said = (what: string, ...which: string[]): string =>
  String(spawnSync('ps', ['-o', `${what}=`, ...which]).stdout);

import type { ChildProcess } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import type { Round } from './round.ts';

type Process = Pick<ChildProcess, 'pid'>;

/** A turn, with what one answer of it took of the processor. */
export async function withProcessor(
  { child }: { child: Process },
  turn: () => Promise<{ round: Round; answers: number }>,
): Promise<Round> {
  const before = processorOf(child);
  const { round, answers } = await turn();
  return { ...round, processor: (processorOf(child) - before) / answers };
}

/** What a process and those that it started have taken of the processor, in ms. */
export function processorOf({ pid }: Process): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const ticks = stat
    .slice(stat.lastIndexOf(')'))
    .split(' ')
    .slice(...TIMES)
    .map(Number);
  const own = ticks.reduce((sum, n) => sum + n, 0) * TICK_MS;
  return childrenOf(pid).reduce((sum, child) => sum + processorOf({ pid: child }), own);
}
/** Where the line has user's time and system's, its own and that of children that have ended. */
const TIMES = [12, 16] as const;
/** As Linux tells it, on every machine. */
const TICK_MS = 10;

const childrenOf = (pid: number | undefined): number[] =>
  globSync(`/proc/${pid}/task/*/children`).flatMap((file) =>
    readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );

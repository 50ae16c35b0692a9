import autocannon, { type Result } from 'autocannon';
import type { Served } from './processes.ts';

export type Effort = { rounds: number; seconds: number; warmUp: number; connections: number };
export type Figures = { perSecond: number; p50: number; p99: number };
/** What `--json` prints. */
export type Outcome = {
  bench: string;
  database: 'sqlite' | 'postgres';
  rows: number;
  rounds: number;
  ours: Figures;
  floor: Figures;
  /** How many times slower we are: floor / ours in throughput, ours / floor in time. */
  ratio: number;
  range: [number, number];
  failures: string[];
};

type Round = Figures & { failures: string[] };

/** Ours and the floor in turns, so that a busy machine is busy for both. */
export async function inTurns(ours: Served, floor: Served, path: string, effort: Effort) {
  await round(ours, path, effort, effort.warmUp);
  await round(floor, path, effort, effort.warmUp);
  const rounds: { ours: Round; floor: Round }[] = [];
  for (let nth = 0; nth < effort.rounds; nth += 1) {
    const mine = await round(ours, path, effort, effort.seconds);
    rounds.push({ ours: mine, floor: await round(floor, path, effort, effort.seconds) });
  }
  const ratios = rounds.map((one) => one.floor.perSecond / one.ours.perSecond);
  return {
    rounds: effort.rounds,
    ours: middle(rounds.map((one) => one.ours)),
    floor: middle(rounds.map((one) => one.floor)),
    ratio: rounded(median(ratios)),
    range: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))] as [number, number],
    failures: [...new Set(rounds.flatMap((one) => [...one.ours.failures, ...one.floor.failures]))],
  };
}

async function round(served: Served, path: string, effort: Effort, duration: number): Promise<Round> {
  const { url, headers } = served;
  const { connections } = effort;
  const result = await autocannon({ url: url + path, connections, duration, headers, timeout: 20 });
  return { ...figuresOf(result), failures: failuresOf(result) };
}

const figuresOf = ({ requests, duration, latency }: Result): Figures => ({
  perSecond: rounded(requests.total / duration),
  p50: latency.p50,
  p99: latency.p99,
});

/** Any answer that is not the page fails the run. */
function failuresOf(result: Result): string[] {
  const wrong = Object.entries(result.statusCodeStats).filter(([status]) => status !== '200');
  return [
    ...wrong.map(([status, { count }]) => `${count} answers of ${status}`),
    ...(result.errors > 0 ? [`${result.errors} errors`] : []),
    ...(result.timeouts > 0 ? [`${result.timeouts} without an answer in time`] : []),
    ...(result.requests.total === 0 ? ['no answer at all'] : []),
  ];
}

const middle = (rounds: Figures[]): Figures => ({
  perSecond: rounded(median(rounds.map(({ perSecond }) => perSecond))),
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
});

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[half - (sorted.length % 2 ? 0 : 1)], sorted[half]];
  return (low + high) / 2;
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;

import autocannon, { type Result } from 'autocannon';
import type { FigureName } from './goals.ts';
import type { Served } from './processes.ts';
import { withProcessor } from './processor.ts';
import type { Figures, Round } from './round.ts';

export type Effort = {
  rounds: number;
  seconds: number;
  warmUp: number;
  connections: number;
  /** So many answers end a turn in place of the seconds: a busy machine then gets as warm as a quiet one. */
  answers?: number;
};
/** What a bench found. */
export type Measured = {
  rounds: number;
  ours: Figures;
  floor: Figures;
  /** How many times slower we are: floor / ours in throughput, ours / floor in time. */
  ratio: number;
  range: [number, number];
  failures: string[];
  /** What goals are set on beside the ratio; each adds its own. */
  figures?: Partial<Record<FigureName, number>>;
  /** Sentences for the reader of the text form. */
  notes?: string[];
};

/** Does the work once, for about so many seconds where the work has no end of its own. */
export type Turn = (seconds: number) => Promise<Round>;

/** A third that takes its turn after the two: `figure` is our middle time as a multiple of its own. */
export type Beside = { figure: FigureName; turn: Turn };

/** Ours and the floor in turns, so that a busy machine is busy for both; each is warmed up first. */
export async function interleaved(
  ours: Turn,
  floor: Turn,
  effort: Effort,
  beside?: Beside,
): Promise<Measured> {
  const warm = [await ours(effort.warmUp), await floor(effort.warmUp)];
  if (beside) warm.push(await beside.turn(effort.warmUp));
  const rounds: { ours: Round; floor: Round }[] = [];
  const others: Round[] = [];
  for (let nth = 0; nth < effort.rounds; nth += 1) {
    const mine = await ours(effort.seconds);
    rounds.push({ ours: mine, floor: await floor(effort.seconds) });
    if (beside) others.push(await beside.turn(effort.seconds));
  }
  const ratios = rounds.map((one) => one.floor.perSecond / one.ours.perSecond);
  const mine = rounds.map((one) => one.ours);
  const bare = rounds.map((one) => one.floor);
  return {
    rounds: effort.rounds,
    ours: middle(mine),
    floor: middle(bare),
    ratio: rounded(median(ratios)),
    range: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
    failures: [...new Set([...warm, ...mine, ...bare, ...others].flatMap(({ failures }) => failures ?? []))],
    figures: {
      'p99 ratio': timeRatio(mine, bare, ({ p99 }) => p99),
      ...(mine[0]?.p95 === undefined ? {} : { 'p95 ratio': timeRatio(mine, bare, ({ p95 }) => p95 ?? 0) }),
      ...(mine[0]?.processor === undefined
        ? {}
        : { 'processor ratio': timeRatio(mine, bare, ({ processor }) => processor ?? 0) }),
      ...(beside && { [beside.figure]: timeRatio(mine, others, ({ p50 }) => p50) }),
    },
  };
}

/** One page of both servers, and of a third, asked by many connections at once. */
export const inTurns = (
  ours: Served,
  floor: Served,
  path: string,
  effort: Effort,
  beside?: { figure: FigureName; served: Served },
): Promise<Measured> =>
  interleaved(
    asked(ours, path, effort),
    asked(floor, path, effort),
    effort,
    beside && { figure: beside.figure, turn: asked(beside.served, path, effort) },
  );

/** A turn of so many connections that each ask for the page again as soon as they have it. */
export function asked(served: Served, path: string, { connections, answers }: Effort): Turn {
  const { url, headers } = served;
  return (seconds) =>
    withProcessor(served, async () => {
      const length = answers ? { amount: answers } : { duration: seconds };
      const result = await autocannon({ url: url + path, connections, ...length, headers, timeout: 20 });
      const failures = failuresOf(result);
      return { round: { ...figuresOf(result), failures }, answers: result.requests.total };
    });
}

/** The round of single pieces of work, each with its time in ms, that took so many ms together. */
export function roundOf(times: number[], tookMs: number, failures: string[] = []): Round {
  const at = (share: number) => rounded(percentile(times, share));
  return {
    perSecond: rounded(times.length / (tookMs / 1000)),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    failures,
  };
}

const figuresOf = ({ requests, duration, latency }: Result): Figures => ({
  perSecond: rounded(requests.total / duration),
  p50: latency.p50,
  p99: latency.p99,
});

/** Any answer that is not the page fails the run. */
export function failuresOf(result: Result): string[] {
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
  p50: rounded(median(rounds.map(({ p50 }) => p50))),
  p99: rounded(median(rounds.map(({ p99 }) => p99))),
});

function timeRatio(ours: Round[], floor: Round[], of: (round: Round) => number): number {
  return rounded(median(ours.map(of)) / median(floor.map(of)));
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[half - (sorted.length % 2 ? 0 : 1)], sorted[half]];
  return (low + high) / 2;
}

/** The value that this share (0 to 1) of all does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;

export type Database = 'sqlite' | 'postgres';

/** A figure that a goal can be set on. Ratios are of ours to the floor: how many times slower we are. */
export type FigureName =
  | 'ratio'
  | 'p99 ratio'
  | 'p95 ratio'
  | 'processor ratio'
  | 'times our own at 100,000'
  | 'times our own on sqlite'
  | 'lost'
  | 'doubled'
  | 'page p99, times idle'
  | 'new when run again'
  | 'memory added, MiB'
  | 'first page, s'
  | 'memory kept, MiB'
  | 'small forms refused'
  | 'files of the last click, times bare'
  | 'dry run, ms a line'
  | 'writing, ms a line'
  | 'page p99 beside, ms'
  | 'memory idle, MiB'
  | 'memory after queue, MiB';

export type AtMost = Partial<Record<FigureName, number>>;
type Goal = { bench: string; rows: number; database?: Database; atMost: AtMost };

/** What each bench must not exceed, and at which size it is run. Of several lines for a bench the first that fits counts. */
const GOALS: Goal[] = [
  { bench: 'queue', rows: 100_000, database: 'sqlite', atMost: { ratio: 4, 'p99 ratio': 4 } },
  { bench: 'queue', rows: 1_000_000, database: 'sqlite', atMost: { 'times our own at 100,000': 1.2 } },
  { bench: 'queue', rows: 100_000, database: 'postgres', atMost: { 'times our own on sqlite': 2 } },
  { bench: 'request', rows: 100_000, atMost: { ratio: 4 } },
  { bench: 'today', rows: 100_000, database: 'sqlite', atMost: { ratio: 4 } },
  { bench: 'search', rows: 100_000, atMost: { 'p95 ratio': 3 } },
  { bench: 'reports', rows: 1_000_000, database: 'sqlite', atMost: { ratio: 4 } },
  { bench: 'post', rows: 100_000, atMost: { ratio: 12 } },
  { bench: 'burst', rows: 100_000, atMost: { lost: 0, doubled: 0, 'page p99, times idle': 3 } },
  { bench: 'sweep', rows: 1_000_000, atMost: { ratio: 3, 'new when run again': 0 } },
  { bench: 'chase', rows: 10_000, atMost: { ratio: 3, 'new when run again': 0 } },
  { bench: 'systems', rows: 10_000, database: 'sqlite', atMost: { ratio: 4 } },
  { bench: 'owner', rows: 10_000, database: 'sqlite', atMost: { ratio: 4 } },
  { bench: 'deadlines', rows: 5000, database: 'sqlite', atMost: { ratio: 14 } },
  { bench: 'export', rows: 100_000, atMost: { 'memory added, MiB': 50 } },
  {
    bench: 'import',
    rows: 100_000,
    atMost: { 'dry run, ms a line': 0.5, 'writing, ms a line': 2.5, 'page p99 beside, ms': 100 },
  },
  {
    bench: 'start',
    rows: 100_000,
    atMost: { 'first page, s': 1.5, 'memory idle, MiB': 200, 'memory after queue, MiB': 200 },
  },
  { bench: 'adversary', rows: 10_000, atMost: { ratio: 1 } },
  { bench: 'package', rows: 10_000, atMost: { ratio: 1.5, 'memory added, MiB': 120 } },
  {
    bench: 'upload',
    rows: 10_000,
    atMost: {
      'memory added, MiB': 96,
      'memory kept, MiB': 96,
      'small forms refused': 0,
      'files of the last click, times bare': 2,
    },
  },
];

/** The sizes at which a bench is run on a database when none is asked for. */
export const sizesOf = (bench: string, database: Database): number[] =>
  GOALS.filter((goal) => goal.bench === bench && (goal.database ?? database) === database).map(
    ({ rows }) => rows,
  );

export type Judged = { figure: FigureName; value: number | null; atMost: number; isMet: boolean };

type Found = { ratio?: number; figures?: Partial<Record<FigureName, number>> };

/** Each goal of a run beside what was measured. */
export function judge(
  { bench, database, rows }: { bench: string; database: Database; rows: number },
  measured: Found,
): Judged[] {
  const fits = GOALS.filter((goal) => goal.bench === bench && (goal.database ?? database) === database);
  const goal = fits.find((one) => one.rows === rows) ?? fits[0];
  return judgeBy(goal?.atMost ?? {}, measured);
}

/** A figure that was not measured is not within its limit. */
export function judgeBy(limits: AtMost, { ratio, figures }: Found): Judged[] {
  const values: Partial<Record<FigureName, number>> = { ratio, ...figures };
  return Object.entries(limits).map(([name, atMost]) => {
    const figure = name as FigureName;
    const value = values[figure] ?? null;
    return { figure, value, atMost, isMet: value !== null && value <= atMost };
  });
}

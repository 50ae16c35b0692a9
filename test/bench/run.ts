/** `npm run bench [NAME] [--rows N] [--database URL] [--json]`; also `--rounds N --seconds N --warm-up N` for a short look. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchDeadlines } from './deadlines.ts';
import type { Effort, Outcome } from './measure.ts';
import { queue } from './queue.ts';
import { type Filled, filledDesk } from './setUp.ts';

const BENCHES: Record<string, (on: Filled, floorOn: Filled, effort: Effort) => Promise<Measured>> = { queue };
type Measured = Omit<Outcome, 'bench' | 'database' | 'rows'>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '100000' },
    database: { type: 'string' },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    'warm-up': { type: 'string', default: '2' },
  },
});
if (positionals.join() === 'deadlines') {
  const isMet = benchDeadlines({ json: values.json, rounds: Number(values.rounds) }); // needs no desk
  process.exit(isMet ? 0 : 1);
}
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.find((name) => !BENCHES[name]);
if (unknown) {
  const known = ['deadlines', ...Object.keys(BENCHES)].join(', ');
  process.stderr.write(`There is no bench "${unknown}": give one of ${known}\n`);
  process.exit(2);
}

const rows = Number(values.rows);
const effort: Effort = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  warmUp: Number(values['warm-up']),
  connections: 20,
};
const on = await filledDesk(rows, values.database);
const floorOn = values.database ? await filledDesk(rows) : on;
const outcomes: Outcome[] = [];
for (const bench of names) {
  const before = loadavg()[0] ?? 0;
  const measured = await (BENCHES[bench] as (typeof BENCHES)[string])(on, floorOn, effort);
  const outcome = { bench, database: values.database ? 'postgres' : 'sqlite', rows, ...measured } as Outcome;
  outcomes.push(outcome);
  if (!values.json) process.stdout.write(`${worded(outcome)}\nload average before: ${before.toFixed(2)}\n`);
}
if (values.json) process.stdout.write(`${JSON.stringify(outcomes.length === 1 ? outcomes[0] : outcomes)}\n`);
else process.stdout.write(`${machine()}\n`);
if (outcomes.some(({ failures }) => failures.length > 0)) process.exitCode = 1;

function worded({ bench, database, rows, rounds, ours, floor, ratio, range, failures }: Outcome): string {
  const line = (name: string, { perSecond, p50, p99 }: Outcome['ours']) =>
    `  ${name.padEnd(6)} ${perSecond} a second, p50 ${p50} ms, p99 ${p99} ms`;
  return [
    `${bench} on ${database}, ${rows} requests, ${rounds} rounds`,
    line('ours', ours),
    line('floor', floor),
    `  ratio  ${ratio} (${range[0]} to ${range[1]}), p99 ${(ours.p99 / floor.p99).toFixed(2)} times the floor's`,
    ...failures.map((failure) => `  FAILED: ${failure}`),
  ].join('\n');
}

function machine(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${cpus().length} x ${cpu?.model}, ${memory} GiB, commit ${commit}`;
}

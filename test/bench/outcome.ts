import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import Sqlite from 'better-sqlite3';
import sqlite3 from 'sqlite3';
import { versionOf } from './databases.ts';
import { type Database, type Judged, judge } from './goals.ts';
import type { Measured } from './measure.ts';

/** What `--json` prints of a run. */
export type Outcome = { bench: string; database: Database; rows: number } & Omit<
  Measured,
  'figures' | 'notes'
>;
/** A run with all that is said or kept of it. */
export type Told = Outcome & {
  goals: Judged[];
  notes: string[];
  /** Load average of a minute, before and after. */
  load: [number, number];
};

const NOTHING = { perSecond: 0, p50: 0, p99: 0 };

/** Runs a bench and judges it. One that throws has failed: the others go on. */
export async function tell(
  run: { bench: string; database: Database; rows: number },
  measure: () => Promise<Measured>,
): Promise<Told> {
  const before = loadNow();
  const measured = await measure().catch((error: Error): Measured => {
    process.stderr.write(`${error.stack}\n`);
    const failures = [`it ended early: ${error.message.split('\n')[0]}`];
    return { rounds: 0, ours: NOTHING, floor: NOTHING, ratio: 0, range: [0, 0], failures };
  });
  const { figures, notes = [], rounds, ours, floor, ratio, range, failures } = measured;
  const goals = rounds > 0 ? judge(run, { ratio, figures }) : judge(run, {});
  const load: [number, number] = [before, loadNow()];
  return { ...run, rounds, ours, floor, ratio, range, failures, goals, notes, load };
}

const loadNow = () => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export const isMet = ({ failures, goals }: Told): boolean =>
  failures.length === 0 && goals.every((goal) => goal.isMet);

/** The shape of `--json`, and nothing else. */
export const bare = (told: Told): Outcome => {
  const { bench, database, rows, rounds, ours, floor, ratio, range, failures } = told;
  return { bench, database, rows, rounds, ours, floor, ratio, range, failures };
};

/** The text form. */
export function worded(told: Told): string {
  const { bench, database, rows, rounds, ours, floor, ratio, range, failures, goals, notes, load } = told;
  const line = (name: string, { perSecond, p50, p99 }: Outcome['ours']) =>
    `  ${name.padEnd(6)} ${perSecond.toLocaleString('en')} a second, p50 ${p50} ms, p99 ${p99} ms`;
  return [
    `${bench} on ${database}, ${rows.toLocaleString('en')} requests, ${rounds} rounds, load average ${load.join(' to ')}`,
    line('ours', ours),
    line('floor', floor),
    `  ratio  ${ratio} (${range[0]} to ${range[1]})`,
    ...notes.map((note) => `  ${note}`),
    ...goals.map((goal) => `  ${goal.isMet ? 'met:   ' : 'MISSED:'} ${wordedGoal(goal)}`),
    ...failures.map((failure) => `  FAILED: ${failure}`),
  ].join('\n');
}

export const wordedGoal = ({ figure, value, atMost }: Judged): string =>
  `${figure} ${value ?? 'not measured'}, at most ${atMost} wanted`;

/** `on` is the day. */
export type Machine = { processor: string; versions: string; commit: string; on: string };

/** A run as docs keep it. */
export type Kept = Told & Machine & { command: string };

/** Where it was measured: with the versions of all that took part. */
export async function machine(postgres?: string): Promise<Machine> {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = [
    `Node ${process.versions.node}`,
    `sqlite ${sqlite3.VERSION}`,
    `floor's sqlite ${sqliteOfTheFloor()}`,
    ...(postgres ? [`PostgreSQL ${await versionOf(postgres)}`] : []),
  ];
  const processor = `${cpus().length} x ${cpu?.model}, ${memory} GiB`;
  const on = new Date().toISOString().slice(0, 10);
  return { processor, versions: versions.join(', '), commit, on };
}

function sqliteOfTheFloor(): string {
  const row = new Sqlite(':memory:').prepare('SELECT sqlite_version() AS version').get();
  return (row as { version: string }).version;
}

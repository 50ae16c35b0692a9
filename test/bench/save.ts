import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf } from './chart.ts';
import { isMet, type Kept, wordedGoal } from './outcome.ts';

const docs = join(import.meta.dirname, '../../docs');
const JSON_FILE = join(docs, 'benchmarks.json');
const PAGE = join(docs, 'benchmarks.md');
const CHART = join(docs, 'benchmarks.svg');
const TABLE = /(<!-- table -->\n)[\s\S]*(<!-- end of table -->)/;

/** Merges runs into docs/benchmarks.json, and draws the table of docs/benchmarks.md and its chart anew from all that is kept. */
export function save(runs: Kept[]): void {
  const before: Kept[] = existsSync(JSON_FILE) ? JSON.parse(readFileSync(JSON_FILE, 'utf8')) : [];
  const kept = [...before.filter((old) => !runs.some((run) => placeOf(run) === placeOf(old))), ...runs];
  kept.sort((a, b) => placeOf(a).localeCompare(placeOf(b), 'en'));
  writeFileSync(JSON_FILE, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(
    PAGE,
    readFileSync(PAGE, 'utf8').replace(TABLE, (_, begin, end) => `${begin}${tableOf(kept)}\n${end}`),
  );
  writeFileSync(CHART, chartOf(kept));
}

const placeOf = ({ bench, database, rows }: Kept): string =>
  `${bench} ${database} ${String(rows).padStart(9, '0')}`;

export function tableOf(kept: Kept[]): string {
  const machines = [...new Set(kept.map(machineOf))];
  return [
    '| bench | requests | rounds | ours, a second | floor, a second | ratio (range) | goals | | load | measured |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...kept.map((one) => `| ${cellsOf(one, machines).join(' | ')} |`),
    '',
    ...machines.map((machine, nth) => `${nth + 1}. ${machine}`),
  ].join('\n');
}

function cellsOf(one: Kept, machines: string[]): string[] {
  const { rows, rounds, ours, floor, ratio, range, goals, failures, load, on } = one;
  const figures = ({ perSecond, p50, p99 }: Kept['ours']) =>
    `${perSecond.toLocaleString('en')} (p50 ${p50}, p99 ${p99} ms)`;
  const said = goals.map((goal) => wordedGoal(goal));
  return [
    `\`${one.command}\``,
    rows.toLocaleString('en'),
    String(rounds),
    figures(ours),
    figures(floor),
    `${ratio} (${range[0]} to ${range[1]})`,
    [...said, ...failures.map((failure) => `failed: ${failure}`)].join('; ').replaceAll('|', '/'),
    isMet(one) ? 'met' : '**missed**',
    load.join(' to '),
    `${on}, ${machines.indexOf(machineOf(one)) + 1}`,
  ];
}

const machineOf = ({ processor, versions, commit }: Kept): string =>
  `${processor}; ${versions}; commit ${commit}`;

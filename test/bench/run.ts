/**
 * `npm run bench [NAME...] [--rows N] [--database URL] [--json]`; also `--rounds N --seconds N --warm-up N` for a short
 * look, and `--save` to keep the figures in docs. `--database` may be given more than once; `sqlite` names our own file.
 */
import { parseArgs } from 'node:util';
import { burst } from './burst.ts';
import { isPostgres } from './databases.ts';
import { deadlines } from './deadlines.ts';
import { exportTable } from './export.ts';
import { type Database, sizesOf } from './goals.ts';
import type { Effort, Measured } from './measure.ts';
import { bare, isMet, machine, type Told, tell, worded } from './outcome.ts';
import { post } from './post.ts';
import { queue } from './queue.ts';
import { requestPage } from './requestPage.ts';
import { save } from './save.ts';
import { search } from './search.ts';
import { type Filled, filledDesk, noDesk } from './setUp.ts';
import { start } from './start.ts';
import { sweep } from './sweep.ts';

const BENCHES: Record<string, (on: Filled, floorOn: Filled, effort: Effort) => Promise<Measured>> = {
  queue,
  request: requestPage,
  search,
  sweep,
  post,
  burst,
  deadlines,
  export: exportTable,
  start,
};
/** Those that compute and read nothing. */
const WITHOUT_DESK = ['deadlines'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    database: { type: 'string', multiple: true, default: ['sqlite'] },
    json: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    'warm-up': { type: 'string', default: '2' },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.find((name) => !BENCHES[name]);
if (unknown) {
  process.stderr.write(`There is no bench "${unknown}": give one of ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
const effort: Effort = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  warmUp: Number(values['warm-up']),
  connections: 20,
};

const where = await machine(values.database.find(isPostgres));
const all: Told[] = [];
for (const url of values.database) {
  const database = isPostgres(url) ? 'postgres' : 'sqlite';
  for (const bench of names) {
    for (const rows of sizesFor(bench, database)) {
      const told = await tell({ bench, database, rows }, () => measured(bench, rows, url));
      all.push(told);
      if (values.save) save([{ ...told, ...where, command: commandOf(told) }]);
      if (!values.json) process.stdout.write(`${worded(told)}\n\n`);
    }
  }
}
if (values.json)
  process.stdout.write(`${JSON.stringify(all.length === 1 ? bare(all[0] as Told) : all.map(bare))}\n`);
else process.stdout.write(`${where.processor}; ${where.versions}; commit ${where.commit}\n`);
if (!all.every(isMet)) process.exitCode = 1;

function commandOf({ bench, database, rows }: Told): string {
  const on = database === 'postgres' ? ' --database postgres://…' : '';
  const usual = rows === sizesOf(bench, database)[0];
  return `npm run bench -- ${bench}${usual ? '' : ` --rows ${rows}`}${on}`;
}

/** As asked; else the one of the bench's goal, and with no bench named all that have goals. */
function sizesFor(bench: string, database: Database): number[] {
  if (values.rows) return [Number(values.rows)];
  const sizes = sizesOf(bench, database);
  return positionals.length > 0 ? sizes.slice(0, 1) : sizes;
}

async function measured(bench: string, rows: number, url: string): Promise<Measured> {
  const measure = BENCHES[bench] as (typeof BENCHES)[string];
  if (WITHOUT_DESK.includes(bench)) return measure(noDesk(rows), noDesk(rows), effort);
  const own = await filledDesk(rows);
  return measure(isPostgres(url) ? await filledDesk(rows, url) : own, own, effort);
}

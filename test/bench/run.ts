/**
 * `npm run bench [NAME...] [--rows N] [--database URL] [--json]`; also `--rounds N --seconds N --warm-up N` for a short
 * look, and `--save` to keep the figures in docs. `--database` may be given more than once; `sqlite` names our own file.
 */
import { parseArgs } from 'node:util';
import { BENCHES, measured } from './benches.ts';
import { isPostgres } from './databases.ts';
import { type Database, sizesOf } from './goals.ts';
import type { Effort } from './measure.ts';
import { bare, isMet, machine, type Told, tell, worded } from './outcome.ts';
import { save } from './save.ts';
import { filledDesk } from './setUp.ts';

const { values, positionals } = given();
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.find((name) => !BENCHES[name]);
if (unknown) refuse(`There is no bench "${unknown}": give one of ${Object.keys(BENCHES).join(', ')}`);
const effort: Effort = {
  rounds: wholeNumber('rounds', 1),
  seconds: wholeNumber('seconds', 1),
  warmUp: wholeNumber('warm-up', 0),
  connections: 20,
};
const asked = values.rows === undefined ? undefined : wholeNumber('rows', 1);

/** Where the text form goes: beside the JSON, which stands alone on its own. */
const text = values.json ? process.stderr : process.stdout;
const where = await machine(values.database.find(isPostgres));
const all: Told[] = [];
for (const url of values.database) {
  const database = isPostgres(url) ? 'postgres' : 'sqlite';
  for (const bench of names) {
    for (const rows of sizesFor(bench, database)) {
      const told = await tell({ bench, database, rows }, () =>
        measured(
          bench,
          rows,
          (whose) => filledDesk(rows, whose === 'ours' && isPostgres(url) ? url : undefined),
          effort,
        ),
      );
      all.push(told);
      if (values.save) save([{ ...told, ...where, command: commandOf(told) }]);
      text.write(`${worded(told)}\n\n`);
    }
  }
}
text.write(`${where.processor}; ${where.versions}; commit ${where.commit}\n`);
if (values.json)
  process.stdout.write(`${JSON.stringify(all.length === 1 ? bare(all[0] as Told) : all.map(bare))}\n`);
if (!all.every(isMet)) process.exitCode = 1;

function given() {
  try {
    return parseArgs({
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
  } catch (error) {
    return refuse((error as Error).message.split('\n')[0] ?? '');
  }
}

/** Ends in one line what was asked for wrongly. */
function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}

function wholeNumber(name: 'rows' | 'rounds' | 'seconds' | 'warm-up', least: number): number {
  const given = String(values[name]);
  if (/^\d{1,9}$/.test(given) && Number(given) >= least) return Number(given);
  return refuse(`--${name} is a whole number from ${least} on, and "${given}" is none`);
}

function commandOf({ bench, database, rows }: Told): string {
  const on = database === 'postgres' ? ' --database postgres://…' : '';
  const usual = rows === sizesOf(bench, database)[0];
  return `npm run bench -- ${bench}${usual ? '' : ` --rows ${rows}`}${on}`;
}

/** As asked; else the one of the bench's goal, and with no bench named all that have goals. */
function sizesFor(bench: string, database: Database): number[] {
  if (asked) return [asked];
  const sizes = sizesOf(bench, database);
  return positionals.length > 0 ? sizes.slice(0, 1) : sizes;
}

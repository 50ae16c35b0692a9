import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Mutant, mutantsOf, sampleOf } from './mutants.ts';
import { choiceOf } from './tests.ts';
import { endingOf } from './trial.ts';
import { type Ending, Workshop } from './workshop.ts';

// npm run mutate [-- FOLDER ...] [--sample 300] [--seed 1] [--jobs 2]: see docs/testing.md

const FOLDERS = ['domain', 'models/subjectRequest', 'routes/middleware'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
  },
});
const root = process.cwd();
const choice = choiceOf(root);
for (const folder of positionals.length ? positionals : FOLDERS) await mutate(folder.replace(/\/$/, ''));

async function mutate(folder: string): Promise<void> {
  const began = Date.now();
  const all = mutantsOf(root, globSync(`${folder}/**/*.ts`, { cwd: root }).sort());
  const sample = sampleOf(all, Number(values.sample), Number(values.seed));
  const left = [...sample];
  const endings = new Map<Mutant, Ending>();
  const workers = Array.from({ length: Number(values.jobs) }, async () => {
    const workshop = new Workshop(root);
    try {
      for (let mutant = left.shift(); mutant; mutant = left.shift()) {
        endings.set(mutant, await endingOf(workshop, mutant, choice));
        process.stderr.write(endings.get(mutant) === 'passed' ? 'S' : '.');
      }
    } finally {
      left.length = 0; // after a fault the others end too
      workshop.close();
    }
  });
  for (const worker of await Promise.allSettled(workers))
    if (worker.status === 'rejected') throw worker.reason;
  process.stderr.write('\n');
  report(folder, all.length, sample, endings, Date.now() - began);
}

function report(
  folder: string,
  all: number,
  sample: Mutant[],
  endings: Map<Mutant, Ending>,
  ms: number,
): void {
  const survivors = sample.filter((mutant) => endings.get(mutant) === 'passed');
  const late = sample.filter((mutant) => endings.get(mutant) === 'timed out').length;
  const killed = sample.length - survivors.length;
  const share = ((100 * killed) / sample.length).toFixed(1);
  const took = `${Math.round(ms / 1000)} s, seed ${values.seed}`;
  console.log(
    `${folder}: ${killed} of ${sample.length} killed (${share} %), ${late} by time, drawn from ${all}; ${took}`,
  );
  for (const { file, line, was, put, kind } of survivors.sort((a, b) => inOrder(a, b)))
    console.log(`  ${file}:${line}  ${kind}: ${oneLine(was)} -> ${oneLine(put) || '(nothing)'}`);
}

const inOrder = (a: Mutant, b: Mutant): number => a.file.localeCompare(b.file) || a.line - b.line;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 90);

import type { Mutant } from './mutants.ts';
import type { Choice } from './tests.ts';
import type { Ending, Workshop } from './workshop.ts';

/** The nearest tests run first; a mutant that survives them is tried with more. */
const NEAREST = 5;
const MORE = 8;
/** A mutant may loop for ever. The time-out is this many times the normal run, and at least this long. */
const TIMES = 5;
const LEAST_MS = 30_000;

/** How long a list of tests takes without a mutant. A test that already fails would seem to catch every mutant. */
const unharmed = new Map<string, Promise<number>>();

async function timeOf(workshop: Workshop, tests: readonly string[]): Promise<number> {
  const began = Date.now();
  if ((await workshop.run(tests)) !== 'passed')
    throw new Error(`One of these fails, or hangs, as it is: ${tests.join(' ')}`);
  return Date.now() - began;
}

async function timeOutFor(workshop: Workshop, tests: readonly string[]): Promise<number> {
  const key = tests.join(' ');
  const known = unharmed.get(key) ?? timeOf(workshop, tests);
  unharmed.set(key, known);
  return Math.max(LEAST_MS, TIMES * (await known));
}

/** What becomes of a slip: noticed by the nearest tests of its file, by more of them, or by none. */
export async function endingOf(workshop: Workshop, mutant: Mutant, choice: Choice): Promise<Ending> {
  const tests = choice(mutant.file);
  for (const some of [tests.slice(0, NEAREST), tests.slice(NEAREST, NEAREST + MORE)]) {
    if (some.length === 0) continue;
    const timeOut = await timeOutFor(workshop, some);
    const ending = await workshop.try(mutant, some, timeOut);
    if (ending !== 'passed') return ending;
  }
  return 'passed';
}

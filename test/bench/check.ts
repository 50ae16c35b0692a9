/**
 * `npm run bench:check [NAME...]`: some of the benches in short, on a small sqlite desk, against the limits of `limits.ts`.
 * What is beyond its limit is measured once more; the exit code is 1 when it is beyond it again.
 */
import { measured } from './benches.ts';
import { judgeBy } from './goals.ts';
import { EFFORT, LIMITS, ROWS } from './limits.ts';
import { wordedGoal } from './outcome.ts';
import { filledDesk } from './setUp.ts';

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LIMITS);
const without = names.find((name) => !LIMITS[name]);
if (without) {
  process.stderr.write(`"${without}" has no limits: give one of ${Object.keys(LIMITS).join(', ')}\n`);
  process.exit(2);
}
for (const bench of names) if (!((await isFast(bench)) || (await isFast(bench)))) process.exitCode = 1;

async function isFast(bench: string): Promise<boolean> {
  const found = await measured(bench, ROWS, () => filledDesk(ROWS), EFFORT);
  const judged = judgeBy(LIMITS[bench] ?? {}, found);
  for (const one of judged)
    process.stdout.write(`${bench}: ${wordedGoal(one)}${one.isMet ? '' : ': TOO SLOW'}\n`);
  for (const failure of found.failures) process.stdout.write(`${bench}: FAILED: ${failure}\n`);
  return found.failures.length === 0 && judged.every(({ isMet }) => isMet);
}

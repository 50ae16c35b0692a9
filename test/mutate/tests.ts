import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Tests that start processes or browsers, or measure: too slow to run for each slip, and others run first anyway. */
const TOO_SLOW =
  /^test\/(browser|faults|bench|fleet|cli|mutate)\/|twoProcesses|^test\/[^/]+$|models\/(start|durability|backup)|capacity|perhapsTaken/;

export type Choice = (file: string) => string[];

/**
 * Which tests to run for a file, the likeliest first: those that stand where it stands, then by how few imports they are away.
 */
export function choiceOf(root: string): Choice {
  const imports = new Map<string, string[]>();
  const importsOf = (file: string): string[] => {
    const known = imports.get(file) ?? importsIn(root, file);
    imports.set(file, known);
    return known;
  };
  const tests = globSync('test/**/*.test.ts', { cwd: root }).filter((test) => !TOO_SLOW.test(test));
  const away = new Map(tests.map((test) => [test, distancesFrom(test, importsOf)]));
  return (file) => {
    const rank = (test: string) => (away.get(test)?.get(file) ?? Infinity) - nearness(test, file);
    return tests
      .filter((test) => away.get(test)?.has(file))
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  };
}

/** Thousands of cases each: they come after the others. */
const THOROUGH = /(properties|oracle)\.test\.ts$/;

/** A test in the same place is worth three imports, one that has the file's name two more. */
function nearness(test: string, file: string): number {
  const name = file.replace(/\.ts$/, '');
  const same = dirname(test) === `test/${dirname(file)}` || dirname(test) === `test/${name}`;
  return (same ? 3 : 0) + (test === `test/${name}.test.ts` ? 2 : 0) - (THOROUGH.test(test) ? 4 : 0);
}

function distancesFrom(test: string, importsOf: (file: string) => string[]): Map<string, number> {
  const distance = new Map([[test, 0]]);
  for (const [file, far] of distance)
    for (const other of importsOf(file)) if (!distance.has(other)) distance.set(other, far + 1);
  return distance;
}

function importsIn(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g)];
  const paths = named.map(([, path = '']) => normalize(join(dirname(file), path)));
  return paths.filter((path) => existsSync(join(root, path))); // a test may hold a program of its own as text
}

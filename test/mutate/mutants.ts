import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { type Change, changesAt } from './operators.ts';

/** One slip in one file: where it is, and what becomes of it. */
export type Mutant = Change & { file: string; line: number; was: string };

/** Types, names and imports are no part of what runs; neither are the keys of an object. */
const PASSED_BY = [
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.LiteralType,
  SyntaxKind.TypeReference,
  SyntaxKind.UnionType,
];

/**
 * Every slip that the files of a root invite, in the order of the files. Read by TypeScript's own parser: the mutation testers
 * there are for Node want an older one, and this is what the types are checked by.
 */
export function mutantsOf(root: string, files: readonly string[]): Mutant[] {
  const api = new API({ cwd: root });
  try {
    const project = api.updateSnapshot({ openProjects: ['tsconfig.json'] }).getProjects()[0];
    return files.flatMap((file) => {
      const source = project?.program.getSourceFile(join(root, file));
      if (!source) throw new Error(`${file} is not part of tsconfig.json`);
      return mutantsIn(file, source, readFileSync(join(root, file), 'utf8'));
    });
  } finally {
    api.close();
  }
}

function mutantsIn(file: string, source: SourceFile, text: string): Mutant[] {
  const found: Mutant[] = [];
  const startOf = (node: Node) => node.getStart(source);
  const visit = (node: Node): undefined => {
    if (PASSED_BY.includes(node.kind)) return;
    for (const change of changesAt(node, text, startOf)) {
      const was = text.slice(change.from, change.to);
      if (was !== change.put) found.push({ ...change, file, was, line: lineAt(text, change.from) });
    }
    node.forEachChild(visit);
  };
  source.forEachChild(visit);
  return found;
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** So many of a list, drawn by a seed: the same list and seed give the same sample on every machine. */
export function sampleOf<T>(all: readonly T[], size: number, seed: number): T[] {
  const drawn = [...all];
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator: 32 bits are enough here
    return state / 2 ** 32;
  };
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [drawn[last], drawn[other]] = [drawn[other] as T, drawn[last] as T];
  }
  return drawn.slice(0, size);
}

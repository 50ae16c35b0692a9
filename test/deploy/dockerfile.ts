import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export type Step = { verb: string; text: string };
export type Stage = { from: string; name: string; steps: Step[] };

/** The stages of the Dockerfile with their steps, in order. */
export function stages(): Stage[] {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ').split('\n');
  const found: Stage[] = [];
  for (const line of lines.filter((one) => one.trim() && !one.startsWith('#'))) {
    const [, verb = '', text = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    const [, from = '', name = ''] = verb === 'FROM' ? (/^(\S+)(?: AS (\S+))?$/.exec(text) ?? []) : [];
    if (verb === 'FROM') found.push({ from, name, steps: [] });
    else found.at(-1)?.steps.push({ verb, text });
  }
  return found;
}

export const stepsOf = (stage: Stage | undefined, verb: string): string[] =>
  (stage?.steps ?? []).filter((step) => step.verb === verb).map(({ text }) => text);

/** Whether a file of the repository gets into what the Dockerfile copies: `.dockerignore` takes out everything and puts some back. */
export function isSent(file: string): boolean {
  const patterns = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  return patterns
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1))
    .some((pattern) => {
      const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
      return new RegExp(`^${expression}(/|$)`).test(file);
    });
}

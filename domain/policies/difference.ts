import { asLanguage } from '../languages.ts';
import type { PolicyPack } from './policy.ts';

/**
 * What differs between two readings of a pack, a line for each place: `clocks.reply.period: P1M, now P2M`. Items of a list are
 * matched by their id, or by their position. Empty where both say the same: one more translation is no difference, and neither is
 * its law as letters cite it, which moves no date and is corrected under the same version.
 */
export function differenceOf(was: PolicyPack, is: PolicyPack): string[] {
  return differing(withoutLaw(was), withoutLaw(is), []);
}

const withoutLaw = ({ law, lawOf, ...pack }: PolicyPack) => pack;

function differing(was: unknown, is: unknown, path: string[]): string[] {
  if (!isTree(was) || !isTree(is)) {
    const same = was === is || (was === undefined && is === undefined);
    return same ? [] : [`${path.join('.')}: ${written(was)}, now ${written(is)}`];
  }
  const [before, now] = [entriesOf(was), entriesOf(is)];
  const keys = [...new Set([...before.keys(), ...now.keys()])].filter(
    (key) => before.has(key) || !isTranslation(key, before),
  );
  return keys.flatMap((key) => differing(before.get(key), now.get(key), [...path, key]));
}

const isTranslation = (key: string, text: Map<string, unknown>): boolean =>
  text.has('en') && asLanguage(key) !== undefined;

type Tree = Record<string, unknown> | unknown[];

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function entriesOf(tree: Tree): Map<string, unknown> {
  if (!Array.isArray(tree)) return new Map(Object.entries(tree));
  return new Map(tree.map((item, index) => [nameOf(item) ?? String(index), item]));
}

function nameOf(item: unknown): string | undefined {
  const { id, reason } = (isTree(item) ? item : {}) as { id?: string; reason?: string };
  return id ?? reason;
}

function written(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

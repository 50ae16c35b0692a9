import { folded } from '../folding.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { SystemEntry } from './system.ts';

/** What of each system decides whether a register fits together. */
type Named = Pick<SystemEntry, 'name' | 'after'>;

/** Whether two names are one, ignoring case, accents and spaces. */
export const isSameName = (one: string, other: string): boolean => folded(one) === folded(other);

/**
 * What is wrong with one entry among the others: a name that another has, a system before it that is not there, or an order that
 * runs in a circle (CRM after billing, billing after CRM), in which no task could begin.
 */
export const registerFaults = (entry: Named, others: readonly Named[]): RuleViolation[] =>
  faultsOfRegister([entry, ...others])[0] ?? [];

/** The same of each entry of a whole register, in its order; five thousand at once are looked up, not compared one by one. */
export function faultsOfRegister(entries: readonly Named[]): RuleViolation[][] {
  const nodes = entries.map((entry) => ({ entry, key: folded(entry.name), before: entry.after.map(folded) }));
  const register = new Map(nodes.map((node) => [node.key, node]));
  const twice = repeated(nodes.map(({ key }) => key));
  const circles = circlesIn(register);
  return nodes.map(({ entry, key, before }) => {
    if (twice.has(key)) return [new RuleViolation('system-name-taken', { name: entry.name }, 'name')];
    const unknown = entry.after.filter(
      (_, place) => before[place] === key || !register.has(before[place] ?? ''),
    );
    if (unknown.length > 0)
      return [new RuleViolation('system-unknown', { names: unknown.join(', ') }, 'after')];
    const names = circles(key);
    return names ? [new RuleViolation('systems-in-circle', { names }, 'after')] : [];
  });
}

type Node = { entry: Named; key: string; before: string[] };
type Register = ReadonlyMap<string, Node>;

const repeated = (keys: readonly string[]): Set<string> => {
  const seen = new Set<string>();
  return new Set(keys.filter((key) => seen.has(key) || !seen.add(key)));
};

/** The systems of a circle, and those between two: of the others, each has its turn, or nobody waits for it. */
function neverBegun(register: Register): Set<string> {
  const ways = [...register.values()].flatMap(({ key, before }) =>
    [...new Set(before)].filter((one) => register.has(one)).map((one) => [one, key] as const),
  );
  const begun = reachable(register, ways);
  const unwanted = reachable(
    register,
    ways.map(([one, other]) => [other, one] as const),
  );
  return new Set([...register.keys()].filter((key) => !begun.has(key) && !unwanted.has(key)));
}

/** What has its turn, one after another, where each waits for all that lead to it. */
function reachable(register: Register, ways: readonly (readonly [string, string])[]): Set<string> {
  const waits = new Map([...register.keys()].map((key) => [key, 0]));
  const behind = new Map<string, string[]>([...register.keys()].map((key) => [key, []]));
  for (const [from, to] of ways) {
    waits.set(to, (waits.get(to) ?? 0) + 1);
    behind.get(from)?.push(to);
  }
  const ready = [...waits].flatMap(([key, count]) => (count === 0 ? [key] : []));
  for (const key of ready)
    for (const next of behind.get(key) ?? []) {
      waits.set(next, (waits.get(next) ?? 0) - 1);
      if (waits.get(next) === 0) ready.push(next);
    }
  return new Set(ready);
}

/** So many names of a circle are told. */
const MOST_NAMED = 10;

/** The names of the circle that an entry is in; all that are in one are told the same, found once. */
function circlesIn(register: Register): (key: string) => string | undefined {
  const stuck = neverBegun(register);
  const known = new Map<string, string>();
  return (start) => {
    if (!stuck.has(start) || known.has(start)) return known.get(start);
    const circle = circleFrom(start, register, stuck);
    const names = circle.map((key) => register.get(key)?.entry.name ?? '');
    const told = names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), '…'] : names;
    for (const key of circle) known.set(key, [...told, names[0]].join(' → '));
    return known.get(start);
  };
}

/** The shortest way from an entry back to itself through what comes before it; empty where there is none. */
function circleFrom(start: string, register: Register, stuck: ReadonlySet<string>): string[] {
  const cameFrom = new Map<string, string>();
  const ahead = [start];
  for (const key of ahead)
    for (const next of register.get(key)?.before ?? []) {
      if (!stuck.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      ahead.push(next);
    }
  if (!cameFrom.has(start)) return [];
  const circle: string[] = [];
  for (let key = cameFrom.get(start) ?? start; key !== start; key = cameFrom.get(key) ?? start)
    circle.push(key);
  return [start, ...circle.reverse()];
}

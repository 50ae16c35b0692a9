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
export function registerFaults(entry: Named, others: readonly Named[]): RuleViolation[] {
  if (others.some(({ name }) => isSameName(name, entry.name)))
    return [new RuleViolation('system-name-taken', { name: entry.name }, 'name')];
  const unknown = entry.after.filter((name) => !others.some((other) => isSameName(other.name, name)));
  if (unknown.length > 0)
    return [new RuleViolation('system-unknown', { names: unknown.join(', ') }, 'after')];
  const circle = circleFrom(entry, [entry, ...others]);
  return circle ? [new RuleViolation('systems-in-circle', { names: circle.join(' → ') }, 'after')] : [];
}

/** The way from an entry back to itself through what comes before it. */
function circleFrom(start: Named, all: readonly Named[]): string[] | undefined {
  const seen: string[] = [];
  const back = (name: string, way: string[]): string[] | undefined => {
    const here = all.find((one) => isSameName(one.name, name));
    if (!here || seen.includes(folded(name))) return undefined;
    seen.push(folded(name));
    for (const before of here.after) {
      if (isSameName(before, start.name)) return [...way, start.name];
      const found = back(before, [...way, before]);
      if (found) return found;
    }
    return undefined;
  };
  return back(start.name, [start.name]);
}

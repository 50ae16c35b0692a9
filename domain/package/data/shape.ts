import { DataFault } from './dataFault.ts';
import { formatOf, type JsonKind, kindOf } from './kinds.ts';

/** What values at one place of a JSON text have been. */
export type Shape = {
  kinds: Map<JsonKind, number>;
  /** The form that every text had; `none` once one had another. */
  format?: 'date' | 'date-time' | 'none';
  /** The members of objects in the order in which they were first met; none once they are too many to be names. */
  members?: Map<string, Shape>;
  /** What the members have in common, where their names are data themselves. */
  anyMember?: Shape;
  items?: Shape;
};

/** More different names in objects of one place are keys, not names: an object by customer, or by day. */
const MOST_NAMES = 500;
/** Deeper than this, what is inside is not described. */
const DEEPEST = 24;
/** What is nested deeper is not read: whoever writes it as text again needs a call for each level. */
const DEEPEST_READ = 1000;

export const newShape = (): Shape => ({ kinds: new Map() });

/** Adds what a value is. */
export function note(shape: Shape, value: unknown, depth = 0): void {
  const kind = kindOf(value);
  noteKind(shape, kind);
  if (kind === 'string') noteFormat(shape, formatOf(value as string));
  if (depth > DEEPEST) {
    assertShallow(value, depth);
    return;
  }
  if (kind === 'array') for (const item of value as unknown[]) note(itemOf(shape), item, depth + 1);
  if (kind === 'object') noteMembers(shape, value as object, depth);
}

/** Throws `too-large` for what is nested too deep. Level by level, since a function that calls itself would end the reading. */
function assertShallow(value: unknown, from: number): void {
  const isNested = (one: unknown) => typeof one === 'object' && one !== null;
  let level = [value].filter(isNested) as object[];
  for (let depth = from; level.length > 0; depth += 1) {
    if (depth > DEEPEST_READ) throw new DataFault('too-large');
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  }
}

/** Adds a kind alone; what is inside is added as it comes. */
export function noteKind({ kinds }: Shape, kind: JsonKind, times = 1): void {
  kinds.set(kind, (kinds.get(kind) ?? 0) + times);
}

/** The place of a list's values. */
export function itemOf(shape: Shape): Shape {
  shape.items ??= newShape();
  return shape.items;
}

function noteFormat(shape: Shape, format: Shape['format'] = 'none'): void {
  shape.format = (shape.format ?? format) === format ? format : 'none';
}

function noteMembers(shape: Shape, value: object, depth: number): void {
  for (const [name, member] of Object.entries(value)) note(memberOf(shape, name), member, depth + 1);
}

/** The place of a member of an object. */
export function memberOf(shape: Shape, name: string): Shape {
  if (shape.anyMember) return shape.anyMember;
  shape.members ??= new Map();
  const known = shape.members.get(name) ?? newShape();
  shape.members.set(name, known);
  if (shape.members.size <= MOST_NAMES) return known;
  shape.anyMember = newShape();
  for (const one of shape.members.values()) add(shape.anyMember, one);
  shape.members = undefined;
  return shape.anyMember;
}

/** Adds what one place has seen to another. */
function add(to: Shape, from: Shape): void {
  for (const [kind, times] of from.kinds) noteKind(to, kind, times);
  if (from.format) noteFormat(to, from.format);
  if (from.items) add(itemOf(to), from.items);
  if (from.anyMember) {
    to.anyMember ??= newShape();
    add(to.anyMember, from.anyMember);
  }
  for (const [name, member] of from.members ?? []) add(memberOf(to, name), member);
}

/** How often a value was there, of any kind. */
export const timesSeen = ({ kinds }: Shape): number => [...kinds.values()].reduce((sum, one) => sum + one, 0);

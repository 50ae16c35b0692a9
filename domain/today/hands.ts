import { may, type Role } from '../permissions.ts';

/** A member who works on requests; `isAway`: on this day, and who stands in for them. */
export type Colleague = { id: number; role: Role; isAway?: boolean; deputyId?: number | null };

/** Whose requests are somebody's work: those assigned to one of `theirs`, or all but those assigned to one of `others`. */
export type Hands = { others: number[]; theirs?: undefined } | { others?: undefined; theirs: number[] };

/**
 * Whose requests are a member's work, by the rule of the letters to staff: those assigned to them; those of whoever is away and for whom
 * they stand in; and for whoever decides about requests, or stands in for them, also those that nobody who is here has in hand. Dana is away, Jonas stands in for
 * her and is away as well, Camille stands in for him: Camille has the work of all three.
 */
export function handsOf(colleagues: readonly Colleague[], me: number): Hands {
  const held = new Map(colleagues.map((one) => [one.id, holderOf(one, colleagues)]));
  const isMine = (id: number) => id === me || held.get(id) === me;
  const decides = colleagues.some(({ id, role }) => isMine(id) && may(role, 'answer'));
  const ids = [...held.keys()];
  if (!decides) return { theirs: ids.filter(isMine) };
  return { others: ids.filter((id) => !isMine(id) && held.get(id) !== undefined) };
}

/**
 * Who is told of a request, by the same rule: whoever has the work of the assignee, or else all who decide and who stand in for one of
 * them.
 */
export function readersAmong(colleagues: readonly Colleague[], assignee: number | null): number[] {
  const assigned = colleagues.find(({ id }) => id === assignee);
  const holder = assigned && holderOf(assigned, colleagues);
  if (holder) return [holder];
  const deciders = colleagues.filter(({ role }) => may(role, 'answer'));
  const told = deciders.flatMap((one) => [one.id, holderOf(one, colleagues) ?? one.id]);
  return [...new Set(told)].sort((one, other) => one - other);
}

/** Who has the work of each colleague who is away on this day. */
export const standIns = (colleagues: readonly Colleague[]): { id: number; holder?: number }[] =>
  colleagues.filter(({ isAway }) => isAway).map((one) => ({ id: one.id, holder: holderOf(one, colleagues) }));

/** Who has somebody's work on this day: they, or whoever stands in; nobody where all of them are away. */
function holderOf(one: Colleague, colleagues: readonly Colleague[]): number | undefined {
  const seen = new Set<number>();
  for (let holder: Colleague | undefined = one; holder && !seen.has(holder.id); ) {
    if (!holder.isAway) return holder.id;
    seen.add(holder.id);
    const { deputyId }: Colleague = holder;
    holder = colleagues.find(({ id }) => id === deputyId);
  }
  return undefined;
}

import { may, type Role } from '../permissions.ts';

/** A member who works on requests. */
export type Colleague = { id: number; role: Role };

/** Whose requests are somebody's work: those assigned to one of `theirs`, or all but those assigned to one of `others`. */
export type Hands = { others: number[]; theirs?: undefined } | { others?: undefined; theirs: number[] };

/**
 * Whose requests are a member's work, by the rule of the letters to staff: those assigned to them, and for whoever decides about requests
 * also those that are assigned to nobody who works here.
 */
export function handsOf(colleagues: readonly Colleague[], me: number): Hands {
  const mine = [me];
  const decides = colleagues.some(({ id, role }) => id === me && may(role, 'answer'));
  if (!decides) return { theirs: mine };
  return { others: colleagues.map(({ id }) => id).filter((id) => !mine.includes(id)) };
}

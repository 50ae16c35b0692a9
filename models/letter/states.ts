import { QueryTypes } from 'sequelize';
import { LETTER_STATES, type LetterState } from '../../domain/lifecycle/vocabulary.ts';
import type { Desk } from '../desk.ts';

/** How many letters of the whole desk are in each state. */
export async function countLetterStates(desk: Desk): Promise<Record<LetterState, number>> {
  const rows = await desk.database.query<{ state: LetterState; count: number | string }>(
    'SELECT state, COUNT(*) AS count FROM letters GROUP BY state',
    { type: QueryTypes.SELECT },
  );
  const none = Object.fromEntries(LETTER_STATES.map((state) => [state, 0]));
  const found = Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  return { ...none, ...found } as Record<LetterState, number>;
}

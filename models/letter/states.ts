import { LETTER_STATES, type LetterState } from '../../domain/lifecycle/vocabulary.ts';
import { select } from '../database/select.ts';
import { quotedWords } from '../database/sqlWords.ts';
import type { Desk } from '../desk.ts';

const NOT_SENT = LETTER_STATES.filter((state) => state !== 'sent');

/**
 * The number of letters of the whole desk in each state. Nearly all are sent, so those are counted as the rest of the
 * total: sqlite counts a whole table ten times as fast as the rows of a state.
 */
export async function countLetterStates(desk: Pick<Desk, 'database'>): Promise<Record<LetterState, number>> {
  const rows = await select<{ state: LetterState; count: number | string }>(
    desk.database,
    `SELECT state, COUNT(*) AS count FROM letters WHERE state IN (${quotedWords(NOT_SENT)}) GROUP BY state
     UNION ALL SELECT 'sent', COUNT(*) FROM letters`,
    {},
  );
  const found = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  const notSent = NOT_SENT.map((state) => [state, found.get(state) ?? 0] as const);
  const sent = notSent.reduce((left, [, count]) => left - count, found.get('sent') ?? 0);
  return Object.fromEntries([...notSent, ['sent', sent]]) as Record<LetterState, number>;
}

import { holding } from '../../domain/lifecycle/letterEffects.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { type Key, unsealJson } from '../crypto/keyring.ts';
import { Fact } from '../fact.ts';
import type { AnswerContent } from './answerContent.ts';

/** An answer that the person has: when it went out, how, by which letter, and what it said. */
export type SentAnswer = { at: Date; by: string | null; letterId: number | null; content: AnswerContent };

const NAMES: FactName[] = ['answered', 'letter-returned', 'return-set-aside'];

/**
 * The answers to a request that stand, in order: the first, and what completed it. Not one that was taken back, or whose letter came
 * back. One whose files have been destroyed is among them.
 */
export async function sentAnswers(requestId: number, key: Key): Promise<SentAnswer[]> {
  const facts = await Fact.findAll({
    where: { requestId, name: NAMES, undoneAt: null },
    order: ['at', 'id'],
  });
  return holding(facts).flatMap(({ name, at, about: by, letterId, detail }) => {
    if (name !== 'answered' || !detail) return [];
    return [{ at, by, letterId, content: unsealJson<AnswerContent>(key, detail) }];
  });
}

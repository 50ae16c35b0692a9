import { templateKind } from '../../domain/letters/parts.ts';
import { bodyFaults } from '../../domain/letters/template.ts';
import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { LetterData } from './queue.ts';

/**
 * What the author of one letter changes in it: the greeting, and the text. Throws the first fault of a text without what the law fixes,
 * beside `wording`. A letter that takes no text of its own has none.
 */
export function ownWords(
  kind: LetterKind,
  { greeting, wording }: { greeting?: string; wording?: string },
): LetterData {
  const words: LetterData = {};
  if (greeting?.trim()) words.greeting = greeting.trim();
  const of = templateKind(kind);
  if (!of || !wording?.trim()) return words;
  const [fault] = bodyFaults(of, wording, 'wording');
  if (fault) throw fault;
  return { ...words, wording: wording.trim() };
}

import { z } from 'zod';
import { withPhrase } from '../../domain/letters/phrases.ts';
import type { By } from '../../models/desk.ts';
import { phrasesOf } from '../../models/phrase/keep.ts';
import { text, wholeNumber } from '../middleware/text.ts';

const Insertion = z.object({ insert: text, phrase: wholeNumber });

/** The form with the chosen phrase at the end of one of its fields; undefined where none was asked for. */
export async function withPhraseIn(
  by: By,
  form: Record<string, string>,
  body: unknown,
): Promise<Record<string, string> | undefined> {
  const { insert, phrase } = Insertion.catch({ insert: '', phrase: 0 }).parse(body ?? {});
  if (!(insert in form)) return undefined;
  const found = (await phrasesOf(by)).find(({ id }) => id === phrase);
  return found ? { ...form, [insert]: withPhrase(form[insert] ?? '', found.text) } : form;
}

import { z } from 'zod';
import { only } from './fault.ts';
import { LANGUAGES, type Worded } from './languages.ts';

const text = z.string().trim().min(1);
const translations = LANGUAGES.filter((language) => language !== 'en').map((language) => [
  language,
  text.optional(),
]);

/** The schema of a text in a file: in English, and in any other language of the desk. */
export const worded = only({ en: text, ...Object.fromEntries(translations) }) as unknown as z.ZodType<Worded>;

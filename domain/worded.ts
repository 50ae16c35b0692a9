import { z } from 'zod';
import { only } from './fault.ts';
import { inEach } from './languages.ts';

const text = z.string().trim().min(1);
const translations = inEach(() => text.optional());

/** The schema of a text in a file: in English, and in any other language of the desk. */
export const worded = only({ ...translations, en: text });

import type { Request } from 'express';
import { text } from '../middleware/text.ts';

/** What was typed of a file that is put into an answer: the number of the system that it comes from, and what it is. */
export const typedDescription = ({ body }: Request): { system: string; meaning: string } => ({
  system: text.catch('').parse(body?.system),
  meaning: text.catch('').parse(body?.meaning),
});

/** Whether the form was that of what a file is, not another of the same page. */
export const isDescription = ({ body }: Request): boolean => body?.meaning !== undefined;

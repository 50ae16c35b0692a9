import type { Response } from 'express';

/** Answers a program in one line, or as JSON where it asks for that. */
export function answerLine(response: Response, status: number, words: string): void {
  response.status(status);
  if (response.req.accepts(['text', 'json']) !== 'json') response.type('text').send(`${words}\n`);
  else response.json(status < 400 ? { answer: words } : { error: words });
}

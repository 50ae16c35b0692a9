import type { Request } from 'express';

/** Not to be shown back: what proves who somebody is, and what pages of ours put into their forms. */
const NOT_SHOWN = /^_csrf$|key$|password|^code$/i;
/** What pages of ours put into their forms for themselves. */
const OURS = /^(version|seen|kept|shown|form|from|stay)$/;

/** What somebody wrote in the form that they sent, as far as it was read: texts of several words, not choices and days. */
export const writtenIn = (request: Request): string[] =>
  writtenFields(request)
    .filter(([name, text]) => !NOT_SHOWN.test(name) && /\S\s+\S/.test(text))
    .map(([, text]) => text);

/** The same, and single words, but for what is a choice of ours. */
export const typedIn = (request: Request): string[] =>
  allWrittenIn(request).filter((text) => !/^[a-z-]+$/.test(text));

/** All that the form held, also single words, choices and days. */
export const allWrittenIn = (request: Request): string[] =>
  writtenFields(request)
    .filter(([name, text]) => !NOT_SHOWN.test(name) && !OURS.test(name) && text.trim() !== '')
    .map(([, text]) => text);

/** Each field of the form that was sent with each of its values, but its token. */
export function writtenFields({ method, body }: Request): [name: string, text: string][] {
  if (method !== 'POST' || typeof body !== 'object') return [];
  return Object.entries(body ?? {})
    .filter(([name]) => name !== '_csrf')
    .flatMap(([name, given]) => [given].flat().map((text): [string, unknown] => [name, text]))
    .filter((field): field is [string, string] => typeof field[1] === 'string');
}

import type { Request } from 'express';

/** Never shown back: proofs of identity, and the hidden fields of our pages. */
const NOT_SHOWN = /^_csrf$|key$|password|^code$/i;
/** Hidden fields of our pages. */
const OURS = /^(version|seen|kept|shown|form|from|stay)$/;

/** What a person wrote in the submitted form, as far as it was read: texts of several words, not choices and days. */
export const writtenIn = (request: Request): string[] =>
  writtenFields(request)
    .filter(([name, text]) => !NOT_SHOWN.test(name) && /\S\s+\S/.test(text))
    .map(([, text]) => text);

/** The same with single words, but without choices from our lists. */
export const typedIn = (request: Request): string[] =>
  allWrittenIn(request).filter((text) => !/^[a-z-]+$/.test(text));

/** All content of the form, with single words, choices and days. */
export const allWrittenIn = (request: Request): string[] =>
  writtenFields(request)
    .filter(([name, text]) => !NOT_SHOWN.test(name) && !OURS.test(name) && text.trim() !== '')
    .map(([, text]) => text);

/** Each field of the submitted form with its values, without the token. */
export function writtenFields({ method, body }: Request): [name: string, text: string][] {
  if (method !== 'POST' || typeof body !== 'object') return [];
  return Object.entries(body ?? {})
    .filter(([name]) => name !== '_csrf')
    .flatMap(([name, given]) => [given].flat().map((text): [string, unknown] => [name, text]))
    .filter((field): field is [string, string] => typeof field[1] === 'string');
}

import type { Request } from 'express';

/** Not to be shown back: what proves who somebody is, and what pages of ours put into their forms. */
const NOT_SHOWN = /^_csrf$|key$|password|^code$/i;

/** What somebody wrote in the form that they sent, as far as it was read: texts of several words, not choices and days. */
export function writtenIn({ method, body }: Request): string[] {
  if (method !== 'POST' || typeof body !== 'object') return [];
  return Object.entries(body ?? {})
    .filter(([name]) => !NOT_SHOWN.test(name))
    .flatMap(([, given]) => given)
    .filter((text): text is string => typeof text === 'string' && /\S\s+\S/.test(text));
}

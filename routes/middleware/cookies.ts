import type { RequestHandler } from 'express';

/**
 * Parses the browser's cookies by name into `request.cookies`. The first of a name counts.
 * Not by `cookie`: the version that Express brings has no types, and its result has a prototype; a newer one would be a second copy.
 */
export function cookies(): RequestHandler {
  return (request, _response, next) => {
    const found: Record<string, string> = Object.create(null);
    for (const pair of (request.headers.cookie ?? '').split(';')) {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      if (at > 0 && !(name in found)) found[name] = decoded(pair.slice(at + 1).trim());
    }
    request.cookies = found;
    next();
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/^"(.*)"$/, '$1'));
  } catch {
    return text; // not ours: ours are always encoded
  }
}

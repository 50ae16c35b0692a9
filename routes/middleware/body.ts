import { parse } from 'node:querystring';
import type { Request, RequestHandler } from 'express';
import { Refusal } from './refusal.ts';
import { type Arriving, endUnread, roomForTexts } from './textMemory.ts';

/**
 * The limits of a plain form: space for each of our fields at its longest, with every character encoded as
 * `%F0%9F%98%80`.
 */
const BOUNDS = { bytes: 512 * 1024, fields: 100 };
/** Staff write letters and long policy forms. */
const BOUNDS_OF_STAFF = { bytes: 2 * 1024 * 1024, fields: 500 };
/** Addresses of staff pages; other forms do not get these limits. */
export const STAFF_PAGES = /^\/(requests|settings|sessions)(\/|$)/;

/** Parses a plain form into `request.body`. Other kinds of body stay unread. */
export function body(room = roomForTexts): RequestHandler {
  return (request, response, next) => {
    endUnread(request, response);
    request.body ??= {};
    if (!request.is('application/x-www-form-urlencoded')) return next();
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') return next(new Refusal(415)); // no browser packs a form, and none is unpacked
    const bounds = STAFF_PAGES.test(request.path) ? BOUNDS_OF_STAFF : BOUNDS;
    const promised = Number(request.headers['content-length'] ?? bounds.bytes);
    if (promised > bounds.bytes) return next(tooLarge());
    readForm(request, bounds, next, (end) => room(response, promised, end));
  };
}

function readForm(
  request: Request,
  { bytes: most, fields }: typeof BOUNDS,
  next: (error?: unknown) => void,
  takeRoom: (refuse: (why: Refusal) => void) => Arriving,
): void {
  let kept = Buffer.alloc(0);
  let length = 0;
  const end = (error?: unknown) => {
    request.off('data', take).off('end', finish).off('error', fail).off('close', fail);
    kept = Buffer.alloc(0);
    next(error);
  };
  const take = (piece: Buffer) => {
    if (length + piece.length > most) return end(tooLarge());
    if (length + piece.length > kept.length) kept = larger(kept, length + piece.length);
    piece.copy(kept, length);
    length += piece.length;
    form.goesOn(piece.length);
  };
  const finish = () => {
    form.arrived();
    const text = kept.toString('utf8', 0, length);
    if (count(text, '&') >= fields) return end(tooLarge());
    request.body = parse(text, '&', '=', { maxKeys: 0 });
    end();
  };
  const fail = () => end(new Refusal(400));
  request.on('data', take).once('end', finish).once('error', fail).once('close', fail);
  const form = takeRoom(end);
}

const tooLarge = () => new Refusal(413, 'large-form');

/** Grows a buffer: storing each chunk of a form sent byte by byte would take a hundred times its length. */
const larger = (kept: Buffer, length: number) =>
  Buffer.concat([kept], Math.max(length, Math.min(2 * kept.length, BOUNDS_OF_STAFF.bytes)));

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
}

import { AsyncResource } from 'node:async_hooks';
import type { Writable } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { type Options } from 'multer';
import { isOurForm, notOurForm } from './csrf.ts';
import { readInTurn } from './largeForms.ts';
import { Refusal } from './refusal.ts';
import { roomForTexts } from './textMemory.ts';

/** Limits for the texts of a form with files: the number of fields, and their bytes together. */
export type TextBounds = { fields: number; bytes: number };

/** Far more parts than any of our forms sends: beyond it the form is cut off. */
const MOST_PARTS = 200;
/** A form up to this size does not wait behind uploads. */
const SMALL = 1024 * 1024;
/** No field of ours has a longer name. */
const LONGEST_NAME = 100;
/** Allowance for what surrounds the texts: boundaries, names, types. */
const AROUND = 64 * 1024;
/** Many chunks below this size are an attack: each costs more than it carries. */
const SMALL_PIECE = 128;

type MultipartOptions = Pick<Options, 'storage' | 'fileFilter'> & {
  bounds: TextBounds;
  /** `first`: the form's token must be the first field, or nothing is read. */
  token: 'first' | 'not asked';
};

/**
 * Reads a multipart form once there is memory for its texts. A form that exceeds a limit, or does not begin with our token, is
 * refused at that byte: nothing more of it is kept, whether it continues or stalls.
 */
export function readMultipart(
  { bounds, token, storage, fileFilter }: MultipartOptions,
  request: Request,
  response: Response,
  next: (error?: unknown) => void,
): void {
  let isSettled = false;
  let stopFeeding = () => {};
  const settle = (error?: unknown) => {
    if (isSettled) return;
    isSettled = true;
    next(error);
  };
  const refuse = (why: Refusal) => {
    stopFeeding();
    settle(why);
  };
  const read = () =>
    multer({
      storage,
      fileFilter,
      defParamCharset: 'utf8',
      limits: { files: MOST_PARTS, fields: bounds.fields, fieldSize: bounds.bytes, fieldNestingDepth: 0 },
      streamHandler: (_request: Request, parser: Writable) => feed(parser),
    } as Options).any()(request, response, settle);
  const promised = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  const isSmall = promised <= SMALL;
  const form = isSmall
    ? roomForTexts(response, promised, refuse)
    : readInTurn(request, response, { begin: AsyncResource.bind(() => queueMicrotask(read)), refuse });
  if (isSmall && !isSettled) read();

  function feed(parser: Writable): void {
    stopFeeding = () => {
      request.off('data', take).off('end', end);
      request.resume();
    };
    const texts = boundedTexts(bounds, refuse);
    const take = (piece: Buffer) => {
      form.goesOn(piece.length);
      texts.came(piece.length);
      if (isSettled || parser.write(piece)) return;
      request.pause();
      form.waitsForUs();
      parser.once('drain', () => {
        form.goesOn(0);
        request.resume();
      });
    };
    const end = () => {
      form.arrived();
      parser.end();
    };
    parser.on('file', texts.file);
    parser.on('field', texts.field);
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'])
      parser.on(limit, () => refuse(new Refusal(413, 'large-form')));
    if (token === 'first') {
      parser.once('field', () => isOurForm(response) || refuse(notOurForm(request)));
      parser.once('file', () => isOurForm(response) || refuse(notOurForm(request)));
    }
    request.on('data', take).once('end', end);
  }
}

/** Counts the texts of a form: complete fields, and everything before the first file. */
function boundedTexts({ bytes: most }: TextBounds, refuse: (why: Refusal) => void) {
  let length = 0;
  let pieces = 0;
  let texts = 0;
  let files = 0;
  const tooLarge = () => refuse(new Refusal(413, 'large-form'));
  return {
    came(bytes: number) {
      length += bytes;
      pieces += 1;
      if (files === 0 && length > most + AROUND) tooLarge();
      if (pieces > 1000 && length < pieces * SMALL_PIECE) tooLarge();
    },
    file() {
      files += 1;
    },
    field(name: string | undefined, value: string, { valueTruncated }: { valueTruncated: boolean }) {
      texts += value.length;
      if (texts > most || valueTruncated || (name?.length ?? 0) > LONGEST_NAME) tooLarge();
    },
  };
}

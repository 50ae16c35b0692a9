import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { isOurForm, TAKES_FILES } from './csrf.ts';
import { Refusal } from './refusal.ts';
import { LARGEST_FILE, limitBroken, MOST_FILES, withinLimits } from './uploadLimits.ts';
import { uploadMemory } from './uploadMemory.ts';

/** A file as it came: its name, the type that its bytes show, its bytes. */
export type UploadedFile = { name: string; mediaType: string; content: Buffer };

export { LARGEST_FILE, MOST_FILES };

/** Far more than a form of ours sends: past it the form is cut off. */
const ENDLESS_FILES = 200;

/** Of all forms of this process. */
const memory = uploadMemory();

/**
 * Reads a form with files; `filesOf(request)` then gives those of the field, and `request.body` the rest. The form's
 * token stands before the files, so nothing of a forged form is kept. Past the limits: 413; while too many come at once: 503.
 */
export function uploads(field: string, storage = memory): RequestHandler {
  const reader = multer({
    storage: withinLimits(storage),
    defParamCharset: 'utf8',
    limits: { files: ENDLESS_FILES, fields: 200, fieldSize: 1024 * 1024 },
    fileFilter: (request, _file, done) => {
      if (isOurForm(request.res as Response)) done(null, true);
      else done(new Refusal(403, 'stale-form') as Error);
    },
  }).array(field);
  const middleware = (request: Request, response: Response, next: NextFunction) => {
    if (!request.is('multipart/form-data')) return next();
    reader(request, response, (error: unknown) => {
      if (error) return next(isOurs(error) ? error : new Refusal(400));
      if (!isOurForm(response)) return next(new Refusal(403, 'stale-form'));
      const broken = limitBroken(request);
      if (broken) return next(broken);
      identify(request).then(() => next(), next);
    });
  };
  return Object.assign(middleware, { [TAKES_FILES]: true });
}

/** Past a limit, or forged; any other fault is of a form that cannot be read, or that broke off on its way. */
const isOurs = (error: unknown): boolean => error instanceof multer.MulterError || error instanceof Refusal;

/** The files that `uploads` read, without the empty ones that a browser sends for an empty field. */
export function filesOf(request: Request): UploadedFile[] {
  return (request as { uploadedFiles?: UploadedFile[] }).uploadedFiles ?? [];
}

async function identify(request: Request): Promise<void> {
  const given = ((request.files ?? []) as Express.Multer.File[]).filter(
    ({ size, originalname }) => size > 0 || originalname,
  );
  const files = await Promise.all(given.map(identified));
  Object.assign(request, { uploadedFiles: files });
}

/** What the sender says about the type counts for nothing: bytes that show none are bytes. */
async function identified({ originalname, buffer }: Express.Multer.File): Promise<UploadedFile> {
  const { fileTypeFromBuffer } = await import('file-type'); // a desk starts without its list of formats
  const found = await fileTypeFromBuffer(buffer);
  const mediaType = found?.mime ?? (isText(buffer) ? 'text/plain' : 'application/octet-stream');
  return { name: plainName(originalname), mediaType, content: buffer };
}

function isText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

/** Reads what was written in a form that is not let in; its files are let go. Calm about a form that cannot be read. */
export function readTextsOnly(request: Request, response: Response, done: () => void): void {
  if (request.is('multipart/form-data')) texts(request, response, done);
  else done();
}

const texts = multer({
  fileFilter: (_request, _file, done) => done(null, false),
  limits: { files: ENDLESS_FILES, fields: 50, fieldSize: 256 * 1024 },
}).any();

/** The last part of a path, 200 characters at most, without control characters and those that turn the direction of reading. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return [...last.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')].slice(-200).join('') || 'file';
}

import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer, { type Options } from 'multer';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { AppDesk } from '../appDesk.ts';
import { formFault, hasNoCookie, isByProgram, notOurForm, TAKES_FILES, takesFiles } from './csrf.ts';
import { fileStorage, type KeptFile, storageFault } from './fileStorage.ts';
import { readMultipart, type TextBounds } from './multipart.ts';
import { Refusal } from './refusal.ts';
import { fileName, LARGEST_FILE, limitBroken, MOST_FILES, orExport, withinLimits } from './uploadLimits.ts';

/** Where data are given. */
export const exportsOf = (desk: AppDesk): RequestHandler => uploads(desk, 'files', undefined, 'exports');

/** An uploaded file: its name, its detected type, and where it is stored. */
type UploadedFile = { name: string } & Pick<KeptFile, 'mediaType' | 'kept'>;

export { LARGEST_FILE, MOST_FILES };

/** Staff write letters. */
const TEXTS_OF_STAFF: TextBounds = { fields: 100, bytes: 1024 * 1024 };

/**
 * Reads a form with files; then `filesOf(request)` returns the files and `request.body` the rest. The form's token must
 * come first, so nothing of a forged form is stored. Over the limits: 413. `exports` lets CSV and JSON be as large as an export of a
 * system.
 */
export function uploads(
  desk: AppDesk,
  field: string,
  bounds = TEXTS_OF_STAFF,
  of: 'files' | 'exports' = 'files',
): RequestHandler {
  const fileFilter: Options['fileFilter'] = (request, file, done) => {
    if (formFault(request.res as Response)) return letGo(request, file, done); // of another organisation's form the texts alone
    done(null, file.fieldname === field);
  };
  const storage = withinLimits(fileStorage(desk), of === 'exports' ? orExport : undefined);
  const given = { bounds, token: 'first', fileFilter, storage } as const;
  const middleware = (request: Request, response: Response, next: NextFunction) => {
    if (!request.is('multipart/form-data')) return next();
    if (hasNoCookie(request) && !isByProgram(response))
      return readTextsOnly(request, response, () => next(notOurForm(request)));
    readMultipart(given, request, response, (error) => {
      const fault = storageFault(request);
      if (fault) return next(fault);
      if (error) return next(isOurs(error) ? error : new Refusal(400));
      next(formFault(response) ?? limitBroken(request));
    });
  };
  return Object.assign(middleware, { [TAKES_FILES]: true });
}

/**
 * Errors with a meaning of ours: a limit exceeded, or a forged form. Any other is a form that cannot be read, or a
 * broken connection.
 */
const isOurs = (error: unknown): boolean => error instanceof multer.MulterError || error instanceof Refusal;

/** The non-empty files that `uploads` read; none if the form exceeded the limits. */
export function filesOf(request: Request): UploadedFile[] {
  if (limitBroken(request)) return [];
  return arrivedIn(request)
    .filter(({ size }) => size > 0)
    .map(({ originalname, mediaType, kept }) => ({ name: fileName(originalname), mediaType, kept }));
}

/** A fault for each empty file. For an empty field, a browser sends a file without a name. */
export const emptyFiles = (request: Request): RuleViolation[] =>
  arrivedIn(request)
    .filter(({ size, originalname }) => size === 0 && originalname)
    .map(({ originalname }) => new RuleViolation('file-empty', { name: fileName(originalname) }, 'files'));

const arrivedIn = ({ files }: Request) => (files ?? []) as (Express.Multer.File & KeptFile)[];

/** Reads the texts of a form that is refused and discards its files. Does not throw if the form cannot be read. */
export function readTextsOnly(request: Request, response: Response, done: () => void): void {
  if (request.is('multipart/form-data')) readMultipart(TEXTS_ALONE, request, response, () => done());
  else done();
}

/** The same with its files, for a form whose session expired. Does not throw if it exceeds the limits: its texts remain. */
export function readForLater(request: Request, response: Response, done: () => void): void {
  if (!takesFiles(request) || !request.is('multipart/form-data')) {
    readTextsOnly(request, response, done);
    return;
  }
  const fileFilter: Options['fileFilter'] = (_request, file, then) => then(null, file.fieldname === 'files');
  const storage = withinLimits(fileStorage(response.locals.desk as AppDesk));
  const given = { bounds: TEXTS_OF_STAFF, token: 'not asked', fileFilter, storage } as const;
  readMultipart(given, request, response, () => done());
}

function letGo(request: Request, _file: Express.Multer.File, done: multer.FileFilterCallback): void {
  (request.res as Response).locals.filesLetGo = true;
  done(null, false);
}

/** Whether a refused form had files. */
export const hadFiles = (response: Response): boolean => response.locals.filesLetGo === true;

const TEXTS_ALONE = {
  bounds: { fields: 50, bytes: 256 * 1024 },
  token: 'not asked',
  fileFilter: letGo,
} as const;

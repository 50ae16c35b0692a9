import type { NextFunction, Request, RequestHandler, Response } from 'express';
import multer, { type Options } from 'multer';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { AppDesk } from '../appDesk.ts';
import { formFault, hasNoCookie, notOurForm, TAKES_FILES, takesFiles } from './csrf.ts';
import { fileStorage, type KeptFile, storageFault } from './fileStorage.ts';
import { readMultipart, type TextBounds } from './multipart.ts';
import { Refusal } from './refusal.ts';
import { fileName, LARGEST_FILE, limitBroken, MOST_FILES, withinLimits } from './uploadLimits.ts';

/** A file as it came: its name, the type that its bytes show, and where they are kept. */
export type UploadedFile = { name: string } & Pick<KeptFile, 'mediaType' | 'kept'>;

export { LARGEST_FILE, MOST_FILES };

/** Staff write letters. */
const TEXTS_OF_STAFF: TextBounds = { fields: 100, bytes: 1024 * 1024 };

/**
 * Reads a form with files; `filesOf(request)` then gives those of the field, and `request.body` the rest. The form's
 * token stands before all else, so nothing of a forged form is kept. Past the limits: 413.
 */
export function uploads(desk: AppDesk, field: string, bounds = TEXTS_OF_STAFF): RequestHandler {
  const fileFilter: Options['fileFilter'] = (request, file, done) => {
    if (formFault(request.res as Response)) return letGo(request, file, done); // of another organisation's form the texts alone
    done(null, file.fieldname === field);
  };
  const given = { bounds, token: 'first', fileFilter, storage: withinLimits(fileStorage(desk)) } as const;
  const middleware = (request: Request, response: Response, next: NextFunction) => {
    if (!request.is('multipart/form-data')) return next();
    if (hasNoCookie(request)) return readTextsOnly(request, response, () => next(notOurForm(request)));
    readMultipart(given, request, response, (error) => {
      const fault = storageFault(request);
      if (fault) return next(fault);
      if (error) return next(isOurs(error) ? error : new Refusal(400));
      next(formFault(response) ?? limitBroken(request));
    });
  };
  return Object.assign(middleware, { [TAKES_FILES]: true });
}

/** Past a limit, or forged; any other fault is of a form that cannot be read, or that broke off on its way. */
const isOurs = (error: unknown): boolean => error instanceof multer.MulterError || error instanceof Refusal;

/** The files that `uploads` read and that hold something; none of a form past the limits. */
export function filesOf(request: Request): UploadedFile[] {
  if (limitBroken(request)) return [];
  return arrivedIn(request)
    .filter(({ size }) => size > 0)
    .map(({ originalname, mediaType, kept }) => ({ name: fileName(originalname), mediaType, kept }));
}

/** Each file that holds nothing, as a fault of the field. A browser sends one without a name for a field that was left empty. */
export const emptyFiles = (request: Request): RuleViolation[] =>
  arrivedIn(request)
    .filter(({ size, originalname }) => size === 0 && originalname)
    .map(({ originalname }) => new RuleViolation('file-empty', { name: fileName(originalname) }, 'files'));

const arrivedIn = ({ files }: Request) => (files ?? []) as (Express.Multer.File & KeptFile)[];

/** Reads what was written in a form that is not let in; its files are let go. Calm about a form that cannot be read. */
export function readTextsOnly(request: Request, response: Response, done: () => void): void {
  if (request.is('multipart/form-data')) readMultipart(TEXTS_ALONE, request, response, () => done());
  else done();
}

/** The same with its files, of a form whose log-in has ended. Calm about one that is past the limits: its texts remain. */
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

/** Whether a form that was not let in came with files. */
export const hadFiles = (response: Response): boolean => response.locals.filesLetGo === true;

const TEXTS_ALONE = {
  bounds: { fields: 50, bytes: 256 * 1024 },
  token: 'not asked',
  fileFilter: letGo,
} as const;

import type { ErrorRequestHandler, RequestHandler } from 'express';
import multer from 'multer';
import { ZodError } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { isDamage, isDamaged, noteDamage } from '../../models/database/damage.ts';
import { outlineOf } from '../../models/database/errors.ts';
import { checkDatabase } from '../../models/database/integrityCheck.ts';
import { isReadOnlyFault } from '../../models/database/readOnly.ts';
import { isDiskFull, isUnavailable } from '../../models/database/unavailable.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendBelonging } from './belonging.ts';
import { type Lasting, sendFault } from './faultPage.ts';
import { notFound, OtherOrganisation, Refusal } from './refusal.ts';
import { readTextsOnly } from './uploads.ts';

/** 404 for an address without a route. */
export function noSuchPage(): RequestHandler {
  return () => {
    throw notFound();
  };
}

/** The final error handler: a page with the right status and, for our own faults, a reference; never a stack trace. */
export function errors(desk: AppDesk): ErrorRequestHandler {
  return (error, request, response, _next) => {
    noteDamage(desk.database, error);
    desk.metrics?.met(error);
    const why = lastingCauseOf(desk, error);
    if (!why && httpStatusOf(error) === 500) lookForDamage(desk);
    const status = why ? 503 : httpStatusOf(error);
    if (status >= 500 && !(error instanceof Refusal) && why !== 'damaged')
      desk.log.error({ request: response.locals.requestId, fault: describe(error) });
    if (response.headersSent) return void (response.writableEnded || response.destroy()); // half an answer is cut off
    response.removeHeader('Content-Disposition');
    if (status === 503 && !response.get('Retry-After')) response.set('Retry-After', '60');
    const send = async () => {
      try {
        if (error instanceof OtherOrganisation) await sendBelonging(response, error);
        else await sendFault(response, { status, error, why });
      } catch (second) {
        desk.log.error({ request: response.locals.requestId, fault: describe(second) });
        response.status(status).type('text').send(String(status));
      }
    };
    if (status === 503 && !request.readableDidRead) readTextsOnly(request, response, send);
    else send();
  };
}

const STATUS_OF_RULE: Record<string, number> = {
  stale: 409,
  'not-found': 404,
  'not-permitted': 403,
  'request-destroyed': 410,
  'file-too-large': 413,
  'files-too-many': 413,
};

/** The status of an error; 500 for an unexpected one. */
export function httpStatusOf(error: unknown): number {
  if (error instanceof RuleViolation) return STATUS_OF_RULE[error.code] ?? 422;
  if (error instanceof Refusal) return error.status;
  if (error instanceof multer.MulterError) return 413;
  if (error instanceof ZodError) return 422;
  const status = Number((error as { status?: unknown } | undefined)?.status);
  if (status >= 400 && status < 500) return status;
  return isUnavailable(error) ? 503 : 500;
}

/** An unexpected error may come from a damaged file, so this starts a check in the background. */
const lookForDamage = ({ database, log }: AppDesk): void =>
  void checkDatabase(database).catch(({ name }) => log.warn({ notChecked: name }));

/** A cause that needs repair first. A damaged database may cause any unexpected error. */
function lastingCauseOf({ database }: AppDesk, error: unknown): Lasting | undefined {
  if (isDamaged(database) && (isDamage(error) || httpStatusOf(error) === 500)) return 'damaged';
  if (isReadOnlyFault(error)) return 'readOnly';
  return isDiskFull(error) ? 'full' : undefined;
}

/** The messages of these errors describe code; any other may quote what a person wrote. */
const ABOUT_CODE = ['TypeError', 'ReferenceError', 'RangeError'];

/** What failed and where, without personal data. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'not an error' };
  const message = ABOUT_CODE.includes(error.name) ? error.message : undefined;
  return { message, ...outlineOf(error) };
}

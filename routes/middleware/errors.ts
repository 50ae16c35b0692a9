import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import multer from 'multer';
import { ZodError } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { outlineOf } from '../../models/fault.ts';
import { isUnavailable } from '../../models/unavailable.ts';
import { errorPage } from '../../views/errors/show.ts';
import { sentenceOf } from '../../views/faults.ts';
import { type Frame, plainFrame } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { languageOf } from './language.ts';
import { bareFrame, deskFrame, sendPage } from './page.ts';
import { notFound, Refusal } from './refusal.ts';
import { staffIn } from './staff.ts';
import { readTextsOnly } from './uploads.ts';
import { writtenIn } from './written.ts';

/** Nothing answered: there is no such page. */
export function noSuchPage(): RequestHandler {
  return () => {
    throw notFound();
  };
}

/** The last word on every fault: a calm page with the right status, a reference for ours, never a stack. */
export function errors(desk: AppDesk): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500 && !(error instanceof Refusal))
      desk.log.error({ request: response.locals.requestId, fault: describe(error) });
    if (response.headersSent) return void (response.writableEnded || response.destroy()); // half an answer is cut off
    if (status === 413) request.resume();
    response.removeHeader('Content-Disposition');
    if (status === 503 && !response.get('Retry-After')) response.set('Retry-After', '60');
    const send = () => {
      try {
        sendErrorPage(response, status, error);
      } catch (second) {
        desk.log.error({ request: response.locals.requestId, fault: describe(second) });
        response.status(status).type('text').send(String(status));
      }
    };
    if (status === 503 && !request.readableDidRead) readTextsOnly(request, response, send);
    else send();
  };
}

const STATUS_OF_RULE: Record<string, number> = { stale: 409, 'not-found': 404, 'not-permitted': 403 };

/** The status that tells an error; for what nobody foresaw, 500. */
export function statusOf(error: unknown): number {
  if (error instanceof RuleViolation) return STATUS_OF_RULE[error.code] ?? 422;
  if (error instanceof Refusal) return error.status;
  if (error instanceof multer.MulterError) return 413;
  if (error instanceof ZodError) return 422;
  const status = Number((error as { status?: unknown } | undefined)?.status);
  if (status >= 400 && status < 500) return status;
  return isUnavailable(error) ? 503 : 500;
}

function sendErrorPage(response: Response, status: number, error: unknown): void {
  const atDesk = Boolean(staffIn(response)) && status < 500;
  const frame = atDesk ? deskFrame(response) : anyFrame(response);
  const page = errorPage(frame, status, writtenIn(response.req));
  if (error instanceof Refusal && error.reason === 'stale-form') Object.assign(page, staleForm(page.frame));
  if (error instanceof RuleViolation && status === 422) page.sentence = sentenceOf(frame.t, error);
  if (status === 503 && response.req.method === 'POST') page.next = frame.t('errors:s503.sendAgain');
  if (status === 500)
    page.next += ` ${frame.t('errors:reference', { reference: response.locals.requestId })}`;
  sendPage(response, 'errors/show', page, atDesk ? 'desk' : 'bare', status);
}

const staleForm = (frame: Frame) => ({
  frame: { ...frame, title: frame.t('errors:staleForm.title') },
  sentence: frame.t('errors:staleForm.sentence'),
  next: frame.t('errors:staleForm.next'),
});

/** A fault may come before cookies and session are read. */
const anyFrame = (response: Response) =>
  response.locals.forgery ? bareFrame(response) : plainFrame(languageOf(response));

/** Errors of the language itself speak of code; the message of any other may quote what a person wrote. */
const ABOUT_CODE = ['TypeError', 'ReferenceError', 'RangeError'];

/** What went wrong and where, without anybody's data. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'not an error' };
  const message = ABOUT_CODE.includes(error.name) ? error.message : undefined;
  return { message, ...outlineOf(error) };
}

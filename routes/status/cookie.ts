import type { Request, Response } from 'express';
import { sealJson, unsealJson } from '../../models/crypto/keyring.ts';
import type { StatusQuestion } from '../../models/submission/statusCode.ts';
import type { AppDesk } from '../appDesk.ts';
import { text } from '../middleware/text.ts';
import { visitOf } from '../middleware/visit.ts';

const COOKIE = 'status-question';
/** As long as a code is valid. */
const MINUTES = 15;

/** Remembers the question, sealed, until its code is typed in. */
export function rememberQuestion(desk: AppDesk, response: Response, question: StatusQuestion): void {
  const sealed = sealJson(desk.keyring.deskKey, question).toString('base64url');
  response.cookie(COOKIE, sealed, { ...options(desk, response), maxAge: MINUTES * 60_000 });
}

/**
 * The sealed question: from the submitted page, or else the latest in this browser. A page carries its own, so that a question in
 * another tab does not replace it.
 */
export const sealedQuestion = (request: Request): string =>
  text.catch('').parse(request.body?.question) || (request.cookies[COOKIE] ?? '');

/** The question; undefined if it has expired or was not sealed by us. */
export function rememberedQuestion(desk: AppDesk, request: Request): StatusQuestion | undefined {
  try {
    return unsealJson<StatusQuestion>(
      desk.keyring.deskKey,
      Buffer.from(sealedQuestion(request), 'base64url'),
    );
  } catch {
    return undefined;
  }
}

export const forgetQuestion = (desk: AppDesk, response: Response): void =>
  void response.clearCookie(COOKIE, options(desk, response));

function options(desk: AppDesk, response: Response) {
  const secure = desk.baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, path: `${visitOf(response).base}/status` } as const;
}

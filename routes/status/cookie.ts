import type { Request, Response } from 'express';
import { sealJson, unsealJson } from '../../models/keyring.ts';
import type { StatusQuestion } from '../../models/submission/statusCode.ts';
import type { AppDesk } from '../appDesk.ts';
import { visitOf } from '../middleware/visit.ts';

const COOKIE = 'status-question';
/** As long as a code is good. */
const MINUTES = 15;

/** Remembers what was asked for, sealed, until its code is typed in. */
export function rememberQuestion(desk: AppDesk, response: Response, question: StatusQuestion): void {
  const sealed = sealJson(desk.keyring.deskKey, question).toString('base64url');
  response.cookie(COOKIE, sealed, { ...options(desk, response), maxAge: MINUTES * 60_000 });
}

/** What was asked for in this browser; nothing when that was too long ago, or the cookie is none of ours. */
export function rememberedQuestion(desk: AppDesk, request: Request): StatusQuestion | undefined {
  try {
    return unsealJson<StatusQuestion>(
      desk.keyring.deskKey,
      Buffer.from(request.cookies[COOKIE], 'base64url'),
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

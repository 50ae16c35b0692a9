import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { visitOf } from '../middleware/visit.ts';

const COOKIE = 'answer';
/** Minutes that the answer stays readable after the code was typed in. */
const MINUTES = 30;

/** Remembers for a while that the code for this answer was right. */
export function grantAccess(desk: AppDesk, response: Response, token: string): void {
  const until = desk.clock().getTime() + MINUTES * 60_000;
  response.cookie(COOKIE, `${until}.${signature(desk, token, until)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: desk.baseUrl.startsWith('https:'),
    path: `${visitOf(response).base}/answers/${encodeURIComponent(token)}`,
    maxAge: MINUTES * 60_000,
  });
}

/** Whether this browser recently typed in the code for this answer. */
export function hasAccess(desk: AppDesk, request: Request, token: string): boolean {
  const [until = '', signed = ''] = (request.cookies[COOKIE] ?? '').split('.');
  if (!(Number(until) > desk.clock().getTime())) return false;
  const right = Buffer.from(signature(desk, token, Number(until)));
  const given = Buffer.from(signed);
  return given.length === right.length && timingSafeEqual(given, right);
}

const signature = (desk: AppDesk, token: string, until: number): string =>
  createHmac('sha256', desk.keyring.secretFor('answer')).update(`${token}:${until}`).digest('base64url');

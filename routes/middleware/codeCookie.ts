import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';
import { visitOf } from './visit.ts';

/** A cookie that says for a while that the code for a secret page was typed in: its name, the page's path below the organisation's, and for how long. */
export type CodeCookie = { name: 'answer' | 'tasks' | 'transmission'; path: string; minutes: number };

/** Remembers that the code for the page of this token was right. */
export function grantAccess(desk: AppDesk, response: Response, token: string, cookie: CodeCookie): void {
  const until = desk.clock().getTime() + cookie.minutes * 60_000;
  response.cookie(cookie.name, `${until}.${signature(desk, cookie.name, token, until)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: desk.baseUrl.startsWith('https:'),
    path: `${visitOf(response).base}${cookie.path}`,
    maxAge: cookie.minutes * 60_000,
  });
}

/** Whether this browser typed in the code for this token, and not too long ago. */
export function hasAccess(
  desk: AppDesk,
  request: Request,
  token: string,
  { name }: Pick<CodeCookie, 'name'>,
): boolean {
  const [until = '', signed = ''] = (request.cookies[name] ?? '').split('.');
  if (!(Number(until) > desk.clock().getTime())) return false;
  const right = Buffer.from(signature(desk, name, token, Number(until)));
  const given = Buffer.from(signed);
  return given.length === right.length && timingSafeEqual(given, right);
}

const signature = (desk: AppDesk, name: CodeCookie['name'], token: string, until: number): string =>
  createHmac('sha256', desk.keyring.secretFor(name)).update(`${token}:${until}`).digest('base64url');

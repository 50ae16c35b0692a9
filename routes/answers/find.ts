import type { Request, Response } from 'express';
import { type Package, packageByToken } from '../../models/answerPackage/find.ts';
import { expiredPage } from '../../views/answers/expired.ts';
import type { AppDesk } from '../appDesk.ts';
import { gatedPath, isUnlocked, tokenIn } from '../middleware/codeGate.ts';
import { sendPage } from '../middleware/page.ts';
import { notFound } from '../middleware/refusal.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';

/** The pages of an answer: readable for half an hour after the code. */
export const ANSWERS = { name: 'answer', place: '/answers', minutes: 30 } as const;

/** The answer in the address; 404 otherwise, also for another organisation's. */
export async function answerIn(request: Request): Promise<{ found: Package; token: string }> {
  const token = tokenIn(request);
  const found = await packageByToken(visitOf(request.res as Response).by, token);
  if (!found) throw notFound();
  return { found, token };
}

/**
 * The answer in the address, for a browser in which its code was typed in. Otherwise the response is sent: that it has expired, or the
 * way to the code.
 */
export async function unlockedAnswer(
  desk: AppDesk,
  request: Request,
  response: Response,
): Promise<{ found: Package; token: string } | undefined> {
  const { found, token } = await answerIn(request);
  if (isOver(desk, found)) sendExpired(response, found);
  else if (isUnlocked(desk, request, ANSWERS)) return { found, token };
  else goOn(response, gatedPath(ANSWERS, token));
  return undefined;
}

/** Whether it can no longer be fetched: its days are over, or the key of its request was destroyed. */
export const isOver = (desk: AppDesk, { answer, request }: Package): boolean =>
  answer.expiresAt <= desk.clock() || !request.wrappedKey;

/** Whether the person has asked for it again and that message is unread: a further one would say nothing new. */
export const isAskedAgain = ({ answer, request }: Package): boolean =>
  (request.unreadSince ?? NEVER) >= answer.expiresAt;
const NEVER = new Date(0);

export function sendExpired(response: Response, found: Package): void {
  const { organisation } = visitOf(response);
  const given = {
    ...found,
    token: String(response.req.params.token),
    asked: isAskedAgain(found),
    organisation,
  };
  sendPage(response, 'answers/expired', expiredPage(visitFrame(response), given), 'public', 410);
}

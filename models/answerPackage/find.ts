import { AnswerPackage } from '../answerPackage.ts';
import { hashOfToken, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { answerTokenOf } from './link.ts';

/** An answer and the request that it answers. */
export type Package = { answer: AnswerPackage; request: SubjectRequest };
/** An answer whose letter went out: the token of its link, and whether it can still be fetched. */
export type ToldAnswer = { token: string; expiresAt: Date; isOpen: boolean };

/** The answer that a link's token opens in this organisation, also an expired one. */
export async function packageByToken(by: By, token: string): Promise<Package | undefined> {
  const where = { tokenHash: hashOfToken(token), organisationId: by.organisationId };
  const answer = await AnswerPackage.findOne({ where });
  if (!answer) return undefined;
  return { answer, request: await SubjectRequest.findByPk(answer.requestId, { rejectOnEmpty: true }) };
}

/**
 * The latest answer whose letter went out, unless it was undone. An expired one is included, since its page lets the person ask
 * for it again. Its token comes from the letter.
 */
export async function toldAnswerOf(desk: Desk, request: SubjectRequest): Promise<ToldAnswer | undefined> {
  if (!request.answeredAt) return undefined;
  const where = { requestId: request.id };
  const [latest] = await AnswerPackage.findAll({ where, order: [['id', 'DESC']] });
  if (!latest) return undefined;
  const letters = { ...where, kind: ['answer', 'answer-again'], state: 'sent' };
  for (const { data } of await Letter.findAll({ where: letters, order: [['id', 'DESC']] })) {
    if (!data) continue;
    const { version } = unsealJson<{ version: string }>(keyOf(desk, request), data);
    const token = answerTokenOf(desk, request.id, Number(version));
    const answer = await AnswerPackage.findOne({ where: { ...where, tokenHash: hashOfToken(token) } });
    if (!answer) continue;
    const { expiresAt } = answer;
    return { token, expiresAt, isOpen: expiresAt > desk.clock() };
  }
  return undefined;
}

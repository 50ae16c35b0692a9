import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { hashOfToken, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { sentAnswers } from '../subjectRequest/sentAnswers.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { answerTokenOf } from './link.ts';

/** An answer and the request that it answers. */
export type Package = { answer: AnswerPackage; request: SubjectRequest };
/** An answer whose letter went out: the token of its link, and whether it can still be fetched. */
export type ToldAnswer = {
  token: string;
  expiresAt: Date;
  isOpen: boolean;
  /** When it went out. */
  at?: Date;
  /** On which day the answer left that it completes. */
  completes?: CalendarDate;
};

/** The answer that a link's token opens in this organisation, also an expired one. */
export async function packageByToken(by: By, token: string): Promise<Package | undefined> {
  const where = { tokenHash: hashOfToken(token), organisationId: by.organisationId };
  const answer = await AnswerPackage.findOne({ where });
  if (!answer) return undefined;
  return { answer, request: await SubjectRequest.findByPk(answer.requestId, { rejectOnEmpty: true }) };
}

/**
 * The answers that the person has and that came by a link, in order: the first, and what completed it. Each by its latest link; an expired
 * one is included, since its page lets the person ask for it again. The tokens come from the letters.
 */
export async function toldAnswersOf(desk: Desk, request: SubjectRequest): Promise<ToldAnswer[]> {
  if (!request.answeredAt || !request.wrappedKey) return [];
  const key = keyOf(desk, request);
  const requestId = request.id;
  const sent = await sentAnswers(requestId, key);
  const where = { requestId, kind: ['answer' as const, 'answer-again' as const], state: 'sent' as const };
  const letters = await Letter.findAll({ where, order: ['id'] });
  const versions = new Map<number, string>();
  for (const { id, kind, data } of letters) {
    if (!data) continue;
    const { version, of } = unsealJson<{ version: string; of?: string }>(key, data);
    const last = sent.findLast(({ letterId }) => letterId === null || letterId < id)?.letterId;
    const answer = kind === 'answer' ? id : of ? Number(of) : (last ?? id);
    if (sent.some(({ letterId }) => letterId === answer || letterId === null)) versions.set(answer, version);
  }
  const told: ToldAnswer[] = [];
  for (const [letterId, version] of versions) {
    const token = answerTokenOf(desk, requestId, Number(version));
    const answer = await AnswerPackage.findOne({ where: { requestId, tokenHash: hashOfToken(token) } });
    if (!answer) continue;
    const { at, content } = sent.find((each) => each.letterId === letterId) ?? {};
    const { expiresAt } = answer;
    told.push({ token, expiresAt, isOpen: expiresAt > desk.clock(), at, completes: content?.completes });
  }
  return told;
}

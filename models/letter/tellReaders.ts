import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { type LetterData, queueLetter } from './queue.ts';
import { readersOf } from './recipients.ts';

/**
 * Orders a letter about the request to those who work on it, each in their language: the assignee, or else every DPO.
 * `about` names the occasion; each person is told of it once.
 */
export async function tellReaders(
  { desk, key, now, request }: Pick<Change, 'desk' | 'key' | 'now' | 'request'>,
  kind: LetterKind,
  about: string,
  data: LetterData = {},
): Promise<void> {
  const { id, organisationId, assigneeId } = request;
  for (const { recipient, language } of await readersOf(desk, organisationId, assigneeId)) {
    const ledgerKey = `${about}:${recipient}`;
    const order = { organisationId, requestId: id, kind, language, recipient, data, ledgerKey };
    await queueLetter(key, order, now);
  }
}

/** Whether letters about the request go to the person who acts. */
export async function isReader({
  desk,
  request,
  by,
}: Pick<Change, 'desk' | 'request' | 'by'>): Promise<boolean> {
  const readers = await readersOf(desk, request.organisationId, request.assigneeId);
  return readers.some(({ recipient }) => recipient === by.actor);
}

import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { isPossible } from '../../domain/lifecycle/actions.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { PauseReason, Policy } from '../../domain/policies/policy.ts';
import { type OpenAnswer, openAnswerOf } from '../answerPackage/find.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { unsealJson } from '../keyring.ts';
import { Letter } from '../letter.ts';
import { circumstancesOf } from '../subjectRequest/change.ts';
import { deadlineOf, factSheetOf, policyOf } from '../subjectRequest/recompute.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** What we wait for, with the words that asked for it where a letter did. */
export type Waiting = { reason: PauseReason; since: Date; words?: string };
/** A letter that reached the person's mailbox or was posted to them. */
export type SentLetter = { kind: LetterKind; at: Date; channel: 'mail' | 'post' };

/** Where one request stands, as the person who made it may know it. */
export type Standing = {
  request: SubjectRequest;
  policy: Policy;
  sheet: FactSheet;
  /** Promises only: rows to plan by are the desk's own. */
  deadlines: Deadline[];
  waiting: Waiting[];
  letters: SentLetter[];
  messages: { at: Date; files: number }[];
  answer?: OpenAnswer;
  mayWithdraw: boolean;
  mayWrite: boolean;
};

/** Reads where a request stands. Nothing of what the person or the organisation wrote, but the question that is open. */
export async function standingOf(desk: Desk, request: SubjectRequest): Promise<Standing> {
  const where = { requestId: request.id };
  const sheet = await factSheetOf(request);
  const rows = await DeadlineRow.findAll({ where: { ...where, advisory: false }, order: ['id'] });
  const letters = await lettersOf(request);
  return {
    request,
    policy: policyOf(desk, request),
    sheet,
    deadlines: rows.map(deadlineOf).sort((a, b) => momentOf(a) - momentOf(b)),
    waiting: sheet.facts.pauses
      .filter(({ answeredAt }) => !answeredAt)
      .map(({ reason, askedAt }) => ({
        reason,
        since: askedAt,
        words: askedIn(desk, request, letters, reason),
      })),
    letters: letters
      .filter(({ kind }) => !CODES.includes(kind))
      .map(({ kind, sentAt, createdAt, channel }) => ({ kind, at: sentAt ?? createdAt, channel })),
    messages: await messagesOf(request),
    answer: await openAnswerOf(desk, request),
    mayWithdraw: isPossible(await circumstancesOf(request, sheet), 'withdraw'),
    mayWrite: request.status !== 'closed',
  };
}

/** The earliest first; what has no date yet comes last. */
const momentOf = ({ lateAt }: Deadline): number => lateAt?.getTime() ?? Number.MAX_SAFE_INTEGER;

/** Letters that reached the person about this request; the receipt speaks of all that were made together. */
async function lettersOf({ id, submissionId }: SubjectRequest): Promise<Letter[]> {
  const linked = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'] });
  const letters = await Letter.findAll({
    where: { requestId: linked.map((each) => each.id), recipient: 'person', state: 'sent' },
    order: ['sentAt', 'id'],
  });
  return letters.filter(({ requestId, kind }) => requestId === id || kind === 'receipt');
}

/** Codes are keys, not letters: they are not worth a line. */
const CODES: LetterKind[] = ['status-code', 'answer-code'];

const ASKING: Partial<Record<PauseReason, { kind: LetterKind; words: string }>> = {
  identity: { kind: 'identity-request', words: 'needed' },
  clarification: { kind: 'clarification-request', words: 'question' },
};

/** What the latest letter asked for, in its own words; nothing where the asking left outside the desk. */
function askedIn(desk: Desk, request: SubjectRequest, letters: Letter[], reason: PauseReason) {
  const asking = ASKING[reason];
  const letter = letters.findLast(({ kind }) => kind === asking?.kind);
  if (!asking || !letter?.data) return undefined;
  return unsealJson<Record<string, string>>(keyOf(desk, request), letter.data)[asking.words] || undefined;
}

async function messagesOf(request: SubjectRequest) {
  const where = { requestId: request.id, kind: 'message-received' };
  const events = await Event.findAll({ where, order: ['sequence'] });
  return events.map(({ at, data }) => ({ at: new Date(at), files: Number(JSON.parse(data).files ?? 0) }));
}

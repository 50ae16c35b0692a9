import { Op } from 'sequelize';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { isPossible } from '../../domain/lifecycle/actions.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { isCode } from '../../domain/lifecycle/undelivered.ts';
import type { LetterKind, LetterState } from '../../domain/lifecycle/vocabulary.ts';
import type { PauseReason, Policy } from '../../domain/policies/policy.ts';
import { type ToldAnswer, toldAnswerOf } from '../answerPackage/find.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { keyOfLetter } from '../letter/context.ts';
import type { LetterText } from '../letter/words.ts';
import { Letter } from '../letter.ts';
import { circumstancesOf } from '../subjectRequest/circumstances.ts';
import { deadlineOf, factSheetOf, policyOf } from '../subjectRequest/recompute.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type Decided, decidedOn } from './decided.ts';
import { type Written, writtenBy } from './written.ts';

/** What we wait for, with the words that asked for it where a letter did. */
export type Waiting = {
  reason: PauseReason;
  since: Date;
  words?: string;
  /** When something came from the person that was not yet what we asked for. */
  notYet?: Date;
};
/** A letter that reached the person's mailbox or was posted to them; of a message of ours also its words and what became of it. */
export type SentLetter = {
  kind: LetterKind;
  at: Date;
  channel: 'mail' | 'post';
  state: LetterState;
  /** Of a message of ours, its words alone. */
  words?: string;
  /** All of a letter, as it went out. */
  text?: string;
};

/** Where one request stands, as the person who made it may know it. */
export type Standing = {
  request: SubjectRequest;
  policy: Policy;
  sheet: FactSheet;
  /** Promises only: rows to plan by are the desk's own. */
  deadlines: Deadline[];
  waiting: Waiting[];
  letters: SentLetter[];
  /** What the person wrote and sent in: for whoever has shown that they read the mailbox, or needed none. */
  written: Written;
  isKnown: boolean;
  decided: Decided[];
  answer?: ToldAnswer;
  mayWithdraw: boolean;
  mayWrite: boolean;
};

/** Reads where a request stands, and what was written about it both ways: the person's own record of it. */
export async function standingOf(desk: Desk, request: SubjectRequest): Promise<Standing> {
  const where = { requestId: request.id };
  const sheet = await factSheetOf(request);
  const rows = await DeadlineRow.findAll({ where: { ...where, advisory: false }, order: ['id'] });
  const letters = await lettersOf(request);
  const now = await circumstancesOf(desk, request, sheet);
  return {
    request,
    policy: policyOf(desk, request),
    sheet,
    deadlines: rows.map(deadlineOf).sort((a, b) => momentOf(a) - momentOf(b)),
    waiting: sheet.waits
      .filter(({ answeredAt }) => !answeredAt)
      .map(({ reason, askedAt }) => ({
        reason,
        since: askedAt,
        words: askedIn(desk, request, letters, reason),
        notYet: notYetIn(sheet, reason, askedAt),
      })),
    letters: await Promise.all(
      letters.filter(({ kind }) => !isCode(kind)).map((letter) => sentLetter(desk, request, letter)),
    ),
    written: await writtenBy(desk, request),
    isKnown: request.status !== 'unverified',
    decided: await decidedOn(desk, request, sheet),
    answer: await toldAnswerOf(desk, request),
    mayWithdraw: isPossible(now, 'withdraw'),
    mayWrite: isPossible(now, 'leave-message'),
  };
}

/** The last reply of which it was said that it did not give what a wait is for. */
const notYetIn = ({ recorded }: FactSheet, reason: PauseReason, askedAt: Date): Date | undefined =>
  recorded.findLast(({ name, about, at }) => name === 'reply-rejected' && about === reason && at >= askedAt)
    ?.at;

/** The earliest first; what has no date yet comes last. */
const momentOf = ({ lateAt }: Deadline): number => lateAt?.getTime() ?? Number.MAX_SAFE_INTEGER;

/** Letters that reached the person about this request, and what we wrote beside them, which stands here at once; the receipt speaks of all that were made together. */
async function lettersOf({ id, submissionId }: SubjectRequest): Promise<Letter[]> {
  const linked = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'] });
  const letters = await Letter.findAll({
    where: {
      requestId: linked.map((each) => each.id),
      recipient: 'person',
      [Op.or]: [{ state: 'sent' }, { kind: 'message', state: ['queued', 'failed'] }],
    },
    order: ['sentAt', 'id'],
  });
  return letters.filter(({ requestId, kind }) => requestId === id || kind === 'receipt');
}

async function sentLetter(desk: Desk, request: SubjectRequest, letter: Letter): Promise<SentLetter> {
  const { kind, sentAt, createdAt, channel, state, data } = letter;
  const sent = { kind, at: sentAt ?? createdAt, channel, state };
  if (kind === 'message' && data)
    return { ...sent, words: unsealJson<Record<string, string>>(keyOf(desk, request), data).text };
  const key = letter.text && (await keyIfKept(desk, letter));
  return { ...sent, text: key && letter.text ? unsealJson<LetterText>(key, letter.text).text : undefined };
}

/** The receipt of several requests lies under the key of one of them, which may have been destroyed before the others'. */
const keyIfKept = (desk: Desk, letter: Letter): Promise<Buffer | undefined> =>
  keyOfLetter(desk, letter).catch(() => undefined);

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

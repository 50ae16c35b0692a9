import { Op } from 'sequelize';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { isPossible } from '../../domain/lifecycle/actions.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import { isCode } from '../../domain/lifecycle/undelivered.ts';
import {
  type LetterChannel,
  type LetterKind,
  type LetterState,
  UNSENT_STATES,
} from '../../domain/lifecycle/vocabulary.ts';
import type { PauseReason, Policy } from '../../domain/policies/policy.ts';
import type { BackupsTask } from '../../domain/tasks/coincide.ts';
import { type ToldAnswer, toldAnswersOf } from '../answerPackage/find.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { keyOfLetter } from '../letter/context.ts';
import type { LetterText } from '../letter/words.ts';
import { Letter } from '../letter.ts';
import { circumstancesOf } from '../subjectRequest/circumstances.ts';
import { policyOf } from '../subjectRequest/recompute.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { backupsOfRequest } from '../task/backupsOf.ts';
import { type AskedPlaces, placesAsked } from '../task/placesAsked.ts';
import { type TransmissionNote, transmissionsOf } from '../transmission/notes.ts';
import { decidedOn, type ToldDecision } from './decided.ts';
import { seenByPerson } from './seenByPerson.ts';
import { type WrittenByPerson, writtenBy } from './written.ts';

/** What the desk waits for, with the words of the letter that asked for it, if there was one. */
type OpenWait = {
  reason: PauseReason;
  since: Date;
  words?: string;
  /** When a message came that did not yet answer the question. */
  notYet?: Date;
};
/** A letter that was emailed or posted to the person; for a message of ours also its words and their delivery. */
type SentLetter = {
  id: number;
  kind: LetterKind;
  at: Date;
  channel: LetterChannel;
  state: LetterState;
  /** For a message of ours, its words alone. */
  words?: string;
  /** The whole letter as sent. */
  text?: string;
};

/** The state of one request, as the person who made it may see it. */
export type RequestStanding = {
  request: SubjectRequest;
  policy: Policy;
  sheet: FactSheet;
  /** Promises only: guidelines are internal. */
  deadlines: Deadline[];
  waiting: OpenWait[];
  letters: SentLetter[];
  /** What the person wrote and sent: only for a visitor who proved that they read the mailbox, or needed none. */
  written: WrittenByPerson;
  isKnown: boolean;
  decided: ToldDecision[];
  /** The answers by a link: the first, and what completed it. */
  answers: ToldAnswer[];
  /** How far the places are that were asked for the data, until there is an answer and its rest; none is named. */
  places?: AskedPlaces;
  /** The tasks about backups, for the reasons of the promise that they are one with. */
  backups: BackupsTask[];
  /** What became of the wish that the data go to another provider. */
  transmissions: TransmissionNote[];
  /** The request in which it goes on since, where the person may be told of that one. */
  joined?: { kept: SubjectRequest; mergedAt: Date };
  mayWithdraw: boolean;
  mayWrite: boolean;
};

/** Reads the state of a request and its letters and messages: the person's own record. */
export async function standingOf(desk: Desk, made: SubjectRequest): Promise<RequestStanding> {
  const { request, sheet, deadlines, joined } = await seenByPerson(desk, made);
  const letters = await lettersOf(request);
  const now = await circumstancesOf(desk, made, sheet);
  return {
    request,
    policy: policyOf(desk, request),
    sheet,
    deadlines: [...deadlines].sort((a, b) => momentOf(a) - momentOf(b)),
    joined,
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
    answers: await toldAnswersOf(desk, request),
    places: isAwaited(request, sheet) ? await placesAsked(request) : undefined,
    backups: await backupsOfRequest(desk, request),
    transmissions: await transmissionsOf(desk, request),
    mayWithdraw: isPossible(now, 'withdraw'),
    mayWrite: isPossible(now, 'leave-message'),
  };
}

/** Whether the person still waits for an answer, or for the rest of one. */
const isAwaited = ({ status }: SubjectRequest, { facts }: FactSheet): boolean =>
  status === 'open' || status === 'waiting' || outstandingRest(facts.rests) !== undefined;

/** The last reply that was marked as no answer to the question. */
const notYetIn = ({ recorded }: FactSheet, reason: PauseReason, askedAt: Date): Date | undefined =>
  recorded.findLast(({ name, about, at }) => name === 'reply-rejected' && about === reason && at >= askedAt)
    ?.at;

/** The earliest first; deadlines without a date last. */
const momentOf = ({ lateAt }: Deadline): number => lateAt?.getTime() ?? Number.MAX_SAFE_INTEGER;

/**
 * Letters about this request that reached the person, and our messages, which appear at once; the acknowledgement covers all requests made
 * together.
 */
async function lettersOf({ id, submissionId }: SubjectRequest): Promise<Letter[]> {
  const linked = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'] });
  const letters = await Letter.findAll({
    where: {
      requestId: linked.map((each) => each.id),
      recipient: 'person',
      [Op.or]: [{ state: 'sent' }, { kind: 'message', state: UNSENT_STATES }],
    },
    order: ['sentAt', 'id'],
  });
  return letters.filter(({ requestId, kind }) => requestId === id || kind === 'receipt');
}

async function sentLetter(desk: Desk, request: SubjectRequest, letter: Letter): Promise<SentLetter> {
  const { id, kind, sentAt, createdAt, channel, state, data } = letter;
  const sent = { id, kind, at: sentAt ?? createdAt, channel, state };
  if (kind === 'message' && data)
    return { ...sent, words: unsealJson<Record<string, string>>(keyOf(desk, request), data).text };
  const key = letter.text && (await keyIfKept(desk, letter));
  return { ...sent, text: key && letter.text ? unsealJson<LetterText>(key, letter.text).text : undefined };
}

/**
 * The key of an acknowledgement: it is sealed under one of its requests, whose key may have been destroyed before the
 * others'.
 */
const keyIfKept = (desk: Desk, letter: Letter): Promise<Buffer | undefined> =>
  keyOfLetter(desk, letter).catch(() => undefined);

const ASKING: Partial<Record<PauseReason, { kind: LetterKind; words: string }>> = {
  identity: { kind: 'identity-request', words: 'needed' },
  clarification: { kind: 'clarification-request', words: 'question' },
};

/** The words in which the latest letter asked for it; undefined if it was asked outside the desk. */
function askedIn(desk: Desk, request: SubjectRequest, letters: Letter[], reason: PauseReason) {
  const asking = ASKING[reason];
  const letter = letters.findLast(({ kind }) => kind === asking?.kind);
  if (!asking || !letter?.data) return undefined;
  return unsealJson<Record<string, string>>(keyOf(desk, request), letter.data)[asking.words] || undefined;
}

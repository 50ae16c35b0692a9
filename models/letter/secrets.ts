import { isUnsent, type LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import { answerTokenOf, endOfFetching } from '../answerPackage/link.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { MINUTES_VALID } from '../code/codes.ts';
import { digitsOf } from '../code/digits.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { organisationById, publicPathOf } from '../organisation/find.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { mailboxTokenOf, statusTokenOf } from '../submission/links.ts';
import { paperCodeOf } from '../submission/paperCode.ts';
import { Submission } from '../submission.ts';
import { isToProvider } from '../transmission/link.ts';
import { invitationOf } from '../user/invitationLetter.ts';
import { isToOwner, secretsOfOwner } from './owner.ts';
import { secretsOfProvider } from './provider.ts';
import type { LetterData } from './queue.ts';

/** The secret links and codes of a letter to the person, and when they expire. */
export type Secrets = {
  links: {
    confirm?: string;
    status?: string;
    answer?: string;
    invitation?: string;
    shownInvitation?: string;
    /** Where a provider fetches what a person wants it to have. */
    transmission?: string;
    /** The page of an owner's tasks. */
    tasks?: string;
    /** Where the code of a letter on paper is typed in. */
    paper?: string;
  };
  code?: string;
  /** When the code or the answer's link expires. */
  validUntil?: Date;
  /** All secrets, for the addressee only. */
  all: string[];
};

/** Whether letters of this kind carry a code. */
export const hasCode = (letter: Pick<Letter, 'kind'>): boolean => CODES.includes(letter.kind);

const CODES: readonly LetterKind[] = ['status-code', 'answer-code', 'task-code', 'transmission-code'];

/** Letters that lead to the page on which the mailbox is confirmed. */
const CONFIRMS: readonly LetterKind[] = ['receipt', 'mailbox-reminder'];

/** A code expires a quarter of an hour after it was made, however long its letter waited. */
export const codeEnds = (letter: Letter): Date =>
  new Date(letter.createdAt.getTime() + MINUTES_VALID * 60_000);

/** The secrets are derived from the desk's key each time: no letter stores them. */
export async function secretsOf(
  desk: Desk,
  letter: Letter,
  request: SubjectRequest,
  data: LetterData,
): Promise<Secrets> {
  const submission = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
  const { formKey, mailboxChanges } = submission;
  const status = statusTokenOf(desk, formKey, mailboxChanges);
  const mailbox = mailboxTokenOf(desk, formKey, mailboxChanges);
  const answer = data.version ? answerTokenOf(desk, request.id, Number(data.version)) : undefined;
  const onPaper = letter.channel === 'post';
  const paperCode = onPaper ? paperCodeOf(desk, formKey, mailboxChanges) : undefined;
  const code = data.code ? digitsOf(desk, data.code) : paperCode;
  const confirms = CONFIRMS.includes(letter.kind) && submission.mailboxTokenHash !== null && !onPaper;
  const place = `${desk.baseUrl}${await publicPathOf(await organisationById(request.organisationId))}`;
  return {
    links: {
      status: onPaper ? undefined : `${place}/status/${status}`,
      paper: onPaper ? `${place}/status/letter` : undefined,
      confirm: confirms ? `${place}/confirm/${mailbox}` : undefined,
      answer: answer ? `${place}/answers/${answer}` : undefined,
    },
    code,
    validUntil: hasCode(letter)
      ? codeEnds(letter)
      : answer
        ? await endOfAnswer(desk, letter, answer)
        : undefined,
    all: [status, mailbox, answer, code].filter((secret) => secret !== undefined),
  };
}

/** The secrets of a letter to staff, to a provider or to an owner of systems: an invitation's link; the page of tasks and its code. */
export async function secretsOfUser(desk: Desk, letter: Letter, data: LetterData): Promise<Secrets> {
  if (isToOwner(letter))
    return {
      ...(await secretsOfOwner(desk, letter, data)),
      validUntil: data.code ? codeEnds(letter) : undefined,
    };
  if (isToProvider(letter)) {
    const secrets = await secretsOfProvider(desk, letter, data);
    return data.code ? { ...secrets, validUntil: codeEnds(letter) } : secrets;
  }
  return letter.kind === 'invitation' ? invitationOf(desk, letter) : { links: {}, all: [] };
}

/** When the answer can no longer be fetched. The days count from the sending of its letter; for an unsent one, from now. */
async function endOfAnswer(desk: Desk, { state }: Letter, token: string): Promise<Date | undefined> {
  if (isUnsent(state)) return endOfFetching(desk.clock());
  return (await AnswerPackage.findOne({ where: { tokenHash: hashOfToken(token) } }))?.expiresAt;
}

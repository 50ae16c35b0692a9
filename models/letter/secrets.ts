import { AnswerPackage } from '../answerPackage.ts';
import { MINUTES_VALID } from '../code/codes.ts';
import { digitsOf } from '../code/digits.ts';
import type { Desk } from '../desk.ts';
import { hashOfToken } from '../keyring.ts';
import type { Letter } from '../letter.ts';
import { organisationById, publicPathOf } from '../organisation/find.ts';
import { answerTokenOf } from '../subjectRequest/answer.ts';
import { mailboxTokenOf, statusTokenOf } from '../subjectRequest/receive.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import type { LetterData } from './queue.ts';

/** The secret links and codes of a letter to the person, and until when they open something. */
export type Secrets = {
  links: { confirm?: string; status?: string; answer?: string };
  code?: string;
  /** When the code or the answer's link ends. */
  validUntil?: Date;
  /** What must not be seen by anybody but the addressee. */
  all: string[];
};

/** The kinds of letter that carry a code. */
export const hasCode = (letter: Pick<Letter, 'kind'>): boolean =>
  letter.kind === 'status-code' || letter.kind === 'answer-code';

/** A code ends a quarter of an hour after it was made, however long its letter waited. */
export const codeEnds = (letter: Letter): Date =>
  new Date(letter.createdAt.getTime() + MINUTES_VALID * 60_000);

/** The secrets are made again from the desk's key each time: no letter keeps them. */
export async function secretsOf(
  desk: Desk,
  letter: Letter,
  request: SubjectRequest,
  data: LetterData,
): Promise<Secrets> {
  const submission = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
  const status = statusTokenOf(desk, submission.formKey);
  const mailbox = mailboxTokenOf(desk, submission.formKey);
  const answer = data.version ? answerTokenOf(desk, request.id, Number(data.version)) : undefined;
  const code = data.code ? digitsOf(desk, data.code) : undefined;
  const confirms = letter.kind === 'receipt' && request.mailboxNeeded;
  const place = `${desk.baseUrl}${await publicPathOf(await organisationById(request.organisationId))}`;
  return {
    links: {
      status: `${place}/status/${status}`,
      confirm: confirms ? `${place}/confirm/${mailbox}` : undefined,
      answer: answer ? `${place}/answers/${answer}` : undefined,
    },
    code,
    validUntil: hasCode(letter) ? codeEnds(letter) : answer ? await endOfAnswer(answer) : undefined,
    all: [status, mailbox, answer, code].filter((secret) => secret !== undefined),
  };
}

async function endOfAnswer(token: string): Promise<Date | undefined> {
  return (await AnswerPackage.findOne({ where: { tokenHash: hashOfToken(token) } }))?.expiresAt;
}

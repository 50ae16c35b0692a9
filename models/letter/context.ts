import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { Language, LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { Right } from '../../domain/rights.ts';
import { digitsOf } from '../code/digits.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { unsealJson } from '../keyring.ts';
import type { Letter } from '../letter.ts';
import { publicPathOf } from '../organisation/find.ts';
import { Organisation } from '../organisation.ts';
import { answerTokenOf } from '../subjectRequest/answer.ts';
import { overdueFor } from '../subjectRequest/overdue.ts';
import { mailboxTokenOf, statusTokenOf } from '../subjectRequest/receive.ts';
import { deadlineOf } from '../subjectRequest/recompute.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { User } from '../user.ts';
import type { LetterData } from './queue.ts';

/** One request as a letter speaks of it. */
export type LetterRequest = {
  reference: string;
  right: Right;
  receivedAt: Date;
  receivedByDay: boolean;
  personName: string;
  status: string;
  deadlines: Deadline[];
};

/** Everything a letter may say, at the moment when it is written. Views turn it into words. */
export type LetterContext = {
  kind: LetterKind;
  language: Language;
  now: Date;
  to: { name: string; address: string };
  organisation: {
    name: string;
    replyAddress: string;
    postalAddress: string;
    authority: string;
    zone: string;
  };
  /** The request of the letter; a letter of receipt has all that were made together. */
  requests: LetterRequest[];
  data: LetterData;
  /** For a reminder or escalation: the deadline it is about, and which step. */
  deadline?: Deadline;
  step?: string;
  /** For the digest: what is late, the latest first. */
  overdue: {
    reference: string;
    right: Right;
    personName: string;
    lateAt: Date;
    clockTitle: Deadline['title'];
  }[];
  links: { confirm?: string; status?: string; answer?: string; request?: string; queue: string };
  code?: string;
  /** What must not be seen by anybody but the addressee: masked in the outbox and in the copy that is kept. */
  secrets: string[];
};

/** Gathers what a letter needs; throws when its request's key was destroyed. */
export async function letterContext(desk: Desk, letter: Letter): Promise<LetterContext> {
  const organisation = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  const request = letter.requestId
    ? await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true })
    : null;
  const key = request ? keyOf(desk, request) : desk.keyring.unwrap(organisation.wrappedKey);
  const data = letter.data ? unsealJson<LetterData>(key, letter.data) : {};
  const deadline = letter.deadlineId ? await DeadlineRow.findByPk(letter.deadlineId) : null;
  const now = desk.clock();
  const place = `${desk.baseUrl}${await publicPathOf(organisation)}`;
  const secret = await secretsOf(desk, place, letter, request, data);
  return {
    kind: letter.kind,
    language: letter.language,
    now,
    to: await addresseeOf(letter, organisation, request),
    organisation,
    requests: request ? await requestsOf(letter, request) : [],
    data,
    deadline: deadline ? deadlineOf(deadline) : undefined,
    step: letter.step ?? undefined,
    overdue: letter.kind === 'overdue-digest' ? await overdueFor(organisation.id, letter.recipient, now) : [],
    links: {
      ...secret.links,
      request: request ? `${desk.baseUrl}/requests/${request.reference}` : undefined,
      queue: `${desk.baseUrl}/requests?view=overdue`,
    },
    code: secret.code,
    secrets: secret.all,
  };
}

/** The bytes' key of a letter: its request's, else its organisation's. */
export async function keyOfLetter(desk: Desk, letter: Letter): Promise<Buffer> {
  if (letter.requestId)
    return keyOf(desk, await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true }));
  const organisation = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  return desk.keyring.unwrap(organisation.wrappedKey);
}

async function addresseeOf(letter: Letter, organisation: Organisation, request: SubjectRequest | null) {
  if (letter.recipient === 'person')
    return { name: request?.personName ?? '', address: request?.personEmail ?? '' };
  if (letter.recipient === 'escalation')
    return { name: organisation.name, address: organisation.escalationAddress };
  const user = await User.findByPk(Number(letter.recipient.replace('user:', '')));
  return { name: user?.name ?? '', address: user && !user.disabledAt ? user.email : '' };
}

async function requestsOf(letter: Letter, request: SubjectRequest): Promise<LetterRequest[]> {
  const where = letter.kind === 'receipt' ? { submissionId: request.submissionId } : { id: request.id };
  const requests = await SubjectRequest.findAll({ where, order: ['id'] });
  return Promise.all(
    requests.map(async (each) => ({
      reference: each.reference,
      right: each.right,
      receivedAt: each.receivedAt,
      receivedByDay: each.receivedByDay,
      personName: each.personName,
      status: each.status,
      deadlines: (await DeadlineRow.findAll({ where: { requestId: each.id }, order: ['id'] })).map(
        deadlineOf,
      ),
    })),
  );
}

async function secretsOf(
  desk: Desk,
  place: string,
  letter: Letter,
  request: SubjectRequest | null,
  data: LetterData,
) {
  if (!request || letter.recipient !== 'person') return { links: {}, all: [] };
  const submission = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
  const status = statusTokenOf(desk, submission.formKey);
  const mailbox = mailboxTokenOf(desk, submission.formKey);
  const answer = data.version ? answerTokenOf(desk, request.id, Number(data.version)) : undefined;
  const code = data.code ? digitsOf(desk, data.code) : undefined;
  return {
    links: {
      status: `${place}/status/${status}`,
      confirm: letter.kind === 'receipt' && request.mailboxNeeded ? `${place}/confirm/${mailbox}` : undefined,
      answer: answer ? `${place}/answers/${answer}` : undefined,
    },
    code,
    all: [status, mailbox, answer, code].filter((secret) => secret !== undefined),
  };
}

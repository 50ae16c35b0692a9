import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { Channel, Language, LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import type { Right } from '../../domain/rights.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { unsealJson } from '../keyring.ts';
import type { Letter } from '../letter.ts';
import { Organisation } from '../organisation.ts';
import { deadlineOf } from '../subjectRequest/recompute.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { User } from '../user.ts';
import { replyOnceSent } from './foresight.ts';
import type { LetterData } from './queue.ts';
import { overdueFor } from './reminders.ts';
import type { RunningClock } from './runningClocks.ts';
import { type Secrets, secretsOf } from './secrets.ts';

/** One request as a letter speaks of it. */
export type LetterRequest = {
  reference: string;
  right: Right;
  channel: Channel;
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
  /** When a verb or a job ordered the letter. */
  orderedAt: Date;
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
  /** For a reminder or escalation: the deadline it is about, which step, and whose work it is. */
  deadline?: Deadline;
  step?: string;
  assignee?: string;
  /** For a letter that moves it: the clock of the reply as it will be once the letter has gone out. */
  reply?: Deadline;
  /** For a refusal: who decided it. */
  decidedBy?: string;
  /** For the digest: what is late, the longest late first. */
  overdue: RunningClock[];
  links: Secrets['links'] & { request?: string; queue: string };
  code?: string;
  /** When the code or the answer's link ends. */
  validUntil?: Date;
  /** What must not be seen by anybody but the addressee: masked in the outbox and in the copy that is kept. */
  secrets: string[];
};

/** Gathers what a letter needs; throws when its request's key was destroyed. */
export async function letterContext(desk: Desk, letter: Letter): Promise<LetterContext> {
  const now = desk.clock();
  const organisation = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  const request = letter.requestId
    ? await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true })
    : null;
  const key = request ? keyOf(desk, request) : desk.keyring.unwrap(organisation.wrappedKey);
  const data = letter.data ? unsealJson<LetterData>(key, letter.data) : {};
  const toPerson = request && letter.recipient === 'person';
  const secret: Secrets = toPerson ? await secretsOf(desk, letter, request, data) : { links: {}, all: [] };
  const digest = letter.kind === 'overdue-digest';
  return {
    kind: letter.kind,
    language: letter.language,
    now,
    orderedAt: letter.createdAt,
    to: await addresseeOf(letter, organisation, request),
    organisation,
    requests: request ? await requestsOf(letter, request) : [],
    data,
    ...(await clockOf(letter, request)),
    reply: toPerson ? await replyOnceSent(desk, request, letter.kind, now) : undefined,
    decidedBy: letter.kind === 'refusal' && request ? await deciderOf(request) : undefined,
    overdue: digest ? await overdueFor(desk, organisation.id, letter.recipient, now) : [],
    links: {
      ...secret.links,
      request: request ? `${desk.baseUrl}/requests/${request.reference}` : undefined,
      queue: `${desk.baseUrl}/requests?view=overdue`,
    },
    code: secret.code,
    validUntil: secret.validUntil,
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

/** Who a letter goes to. Without an address: a user who was disabled, an escalation address taken away. */
export async function addresseeOf(
  letter: Pick<Letter, 'recipient'>,
  organisation: Organisation,
  request: SubjectRequest | null,
): Promise<LetterContext['to']> {
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
  const rows = await DeadlineRow.findAll({
    where: { requestId: requests.map(({ id }) => id) },
    order: ['id'],
  });
  return requests.map((each) => ({
    ...each.get({ plain: true }),
    deadlines: rows.filter(({ requestId }) => requestId === each.id).map(deadlineOf),
  }));
}

async function clockOf(letter: Letter, request: SubjectRequest | null) {
  if (letter.deadlineId === null) return {};
  const row = await DeadlineRow.findByPk(letter.deadlineId);
  const assignee = request?.assigneeId ? await User.findByPk(request.assigneeId) : null;
  return {
    deadline: row ? deadlineOf(row) : undefined,
    step: letter.step ?? undefined,
    assignee: assignee ? assignee.name || assignee.email : undefined,
  };
}

/** LAW.md F: a refusal names the person who decided it. */
async function deciderOf(request: SubjectRequest): Promise<string | undefined> {
  const fact = await Fact.findOne({
    where: { requestId: request.id, name: ['refused', 'refused-in-part'], undoneAt: null },
    order: [['id', 'DESC']],
  });
  if (!fact?.actor.startsWith('user:')) return undefined;
  return (await User.findByPk(Number(fact.actor.slice('user:'.length))))?.name || undefined;
}

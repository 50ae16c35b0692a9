import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { Language, Worded } from '../../domain/languages.ts';
import { isMailboxUnproven } from '../../domain/lifecycle/identity.ts';
import type { Channel, LetterChannel, LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import { groundOf, type RefusalGround } from '../../domain/policies/grounds.ts';
import type { Law } from '../../domain/policies/law.ts';
import type { Recourse } from '../../domain/policies/recourse.ts';
import type { Right } from '../../domain/rights.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import type { Letter } from '../letter.ts';
import { type OwnLetter, ownLetter } from '../letterTemplate/find.ts';
import { Organisation } from '../organisation.ts';
import { deadlineFromRow } from '../subjectRequest/deadlineRows.ts';
import { articleOf, recourseFor } from '../subjectRequest/lawOf.ts';
import { factSheetOf, isOwn, policyOf } from '../subjectRequest/recompute.ts';
import { detailsOf, keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import type { OwnerTask } from '../task/ofOwner.ts';
import { type UnansweredTask, unansweredOf } from '../task/unanswered.ts';
import { isToProvider } from '../transmission/link.ts';
import { User } from '../user.ts';
import { type ArrivedRequest, arrivedIn } from './arrivedIn.ts';
import { replyOnceSent } from './foresight.ts';
import { type MorningGroup, morningOf } from './morning.ts';
import { isToOwner, linkOfLetter, tasksOfLetter } from './owner.ts';
import { providerOf } from './provider.ts';
import type { ClientStep, LetterData } from './queue.ts';
import { isActive } from './recipients.ts';
import { overdueFor } from './reminders.ts';
import type { RunningClock } from './runningClocks.ts';
import { type Secrets, secretsOf, secretsOfUser } from './secrets.ts';

/** One request as a letter describes it. */
export type LetterRequest = {
  reference: string;
  right: Right;
  /** The article that gives the right. */
  article?: Worded;
  channel: Channel;
  receivedAt: Date;
  receivedByDay: boolean;
  personName: string;
  /** The person whose data it is, if somebody else writes for them. */
  client?: string;
  status: string;
  deadlines: Deadline[];
};

/** Everything that a letter may say, as of when it is written. The views turn it into words. */
export type LetterContext = OwnLetter & {
  kind: LetterKind;
  /** Of a rehearsal: the letter says so. */
  isRehearsal?: true;
  language: Language;
  channel: LetterChannel;
  now: Date;
  /** When an act or a job ordered the letter. */
  orderedAt: Date;
  /** `postal`: the address of a letter on paper. `unproven`: the mailbox may be anybody's, and the name is a stranger's words. */
  to: { name: string; address: string; postal?: string; unproven?: boolean };
  organisation: {
    name: string;
    replyAddress: string;
    postalAddress: string;
    authority: string;
    zone: string;
  };
  /** The request of the letter; an acknowledgement has all that were made together. */
  requests: LetterRequest[];
  data: LetterData;
  /** For a reminder or escalation: the deadline it is about, which step, and who is assigned. */
  deadline?: Deadline;
  step?: string;
  assignee?: string;
  /** For a letter that moves it: the deadline of the answer as it will be once the letter has gone out. */
  reply?: Deadline;
  /** From the law that governs the request: its articles, and where the person can complain. */
  governed?: { law: Law; recourse: Recourse };
  /** For a refusal: its ground in that law. */
  ground?: RefusalGround;
  /** For a refusal: who decided it. */
  decidedBy?: string;
  /** For the digest: overdue deadlines, the longest overdue first. */
  overdue: RunningClock[];
  /** For the digest: what else there is to do today. */
  morning: MorningGroup[];
  /** For the digest of arrivals: the new requests. */
  arrived: ArrivedRequest[];
  /** For a letter to an owner of systems: the tasks that wait. */
  tasks: OwnerTask[];
  /** For a letter to staff: the tasks of the request that nobody answers. */
  unanswered: UnansweredTask[];
  links: Secrets['links'] & { request?: string; queue: string; today: string };
  code?: string;
  /** When the code or the answer's link expires. */
  validUntil?: Date;
  /** Secrets for the addressee only: masked in the outbox and in the stored copy. */
  secrets: string[];
};

/** Gathers what a letter needs; throws if its request's key was destroyed. */
export async function letterContext(desk: Desk, letter: Letter): Promise<LetterContext> {
  const now = desk.clock();
  const organisation = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  const request = letter.requestId
    ? await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true })
    : null;
  const key = request ? keyOf(desk, request) : desk.keyring.unwrap(organisation.wrappedKey);
  const data = letter.data ? unsealJson<LetterData>(key, letter.data) : {};
  const toPerson = request && letter.recipient === 'person';
  const toClient = request && letter.recipient === 'client';
  const secret = toPerson
    ? await secretsOf(desk, letter, request, data)
    : await secretsOfUser(desk, letter, data);
  const digest = letter.kind === 'overdue-digest';
  const requests = request ? await requestsOf(desk, letter, request, data) : [];
  return {
    kind: letter.kind,
    isRehearsal: desk.isRehearsal,
    language: letter.language,
    channel: letter.channel,
    now,
    orderedAt: letter.createdAt,
    to: {
      ...(toClient ? clientOf(desk, request) : await addresseeOf(desk, letter, organisation, request)),
      unproven: toPerson
        ? isMailboxUnproven(request, (await factSheetOf(request)).standing)
        : toClient || false,
      ...(toPerson && letter.channel === 'post' && { postal: detailsOf(desk, request).postalAddress }),
    },
    organisation,
    requests,
    data,
    ...(request && (toPerson || toClient) && (await ownLetter(letter, requests, request, data))),
    ...(await clockOf(desk, letter, request)),
    reply: toPerson ? await replyOnceSent(desk, request, letter.kind, now) : undefined,
    ...(request && (toPerson || toClient) && lawOf(desk, request, organisation, data)),
    decidedBy: letter.kind === 'refusal' ? await deciderOf(letter) : undefined,
    overdue: digest ? await overdueFor(desk, organisation.id, letter.recipient, now) : [],
    morning: digest ? await morningOf(desk, letter, organisation) : [],
    arrived: letter.kind === 'arrivals-digest' ? await arrivedIn(desk, letter) : [],
    tasks:
      letter.kind === 'task-notice' || letter.kind === 'task-reminder'
        ? await tasksOfLetter(desk, letter)
        : [],
    unanswered: letter.kind === 'task-late' ? await unansweredOf(desk, letter) : [],
    links: {
      ...secret.links,
      today: `${desk.baseUrl}/today`,
      request: request ? `${desk.baseUrl}/requests/${request.reference}` : undefined,
      queue: `${desk.baseUrl}/requests?${digest ? 'view=overdue' : 'view=all&sort=newest'}`,
    },
    code: secret.code,
    validUntil: secret.validUntil,
    secrets: secret.all,
  };
}

/** The key of a letter's bytes: its request's, or else its organisation's. */
export async function keyOfLetter(desk: Desk, letter: Letter): Promise<Buffer> {
  if (letter.requestId)
    return keyOf(desk, await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true }));
  const organisation = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  return desk.keyring.unwrap(organisation.wrappedKey);
}

/** Who a letter goes to. Without an address if the user was disabled or the escalation address removed. */
async function addresseeOf(
  desk: Desk,
  letter: Letter,
  organisation: Organisation,
  request: SubjectRequest | null,
): Promise<LetterContext['to']> {
  if (letter.recipient === 'person')
    return { name: request?.personName ?? '', address: request?.personEmail ?? '' };
  if (letter.recipient === 'escalation')
    return { name: organisation.name, address: organisation.escalationAddress };
  if (isToOwner(letter)) return { name: '', address: (await linkOfLetter(desk, letter))?.email ?? '' };
  if (isToProvider(letter)) return providerOf(desk, letter);
  const user = await User.findByPk(Number(letter.recipient.replace('user:', '')));
  const name = letter.kind === 'invitation' ? '' : user?.name; // told by whom the account was made, elsewhere perhaps
  return { name: name ?? '', address: user && !user.disabledAt ? user.email : '' };
}

/** The client of a representative: their own name and address. */
function clientOf(desk: Desk, request: SubjectRequest): LetterContext['to'] {
  const { behalf } = detailsOf(desk, request);
  return { name: behalf?.name ?? '', address: behalf?.email ?? '' };
}

/** All requests of the form, for an acknowledgement of them. */
async function requestsOf(
  desk: Desk,
  letter: Letter,
  request: SubjectRequest,
  data: LetterData,
): Promise<LetterRequest[]> {
  const isOfAll = letter.kind === 'receipt' || data.step === ('received' satisfies ClientStep);
  const client = detailsOf(desk, request).behalf?.name;
  const where = isOfAll ? { submissionId: request.submissionId } : { id: request.id };
  const requests = await SubjectRequest.findAll({ where, order: ['id'] });
  const rows = await DeadlineRow.findAll({
    where: { requestId: requests.map(({ id }) => id) },
    order: ['id'],
  });
  return requests.map((each) => ({
    ...each.get({ plain: true }),
    client,
    article: articleOf(desk, each),
    deadlines: rows.filter((row) => row.requestId === each.id && isOwn(row)).map(deadlineFromRow),
  }));
}

function lawOf(desk: Desk, request: SubjectRequest, organisation: Organisation, { ground }: LetterData) {
  const policy = policyOf(desk, request);
  return {
    governed: { law: policy.law, recourse: recourseFor(desk, request, organisation) },
    ground: ground ? groundOf(policy, desk.packs, ground) : undefined,
  };
}

async function clockOf(desk: Desk, letter: Letter, request: SubjectRequest | null) {
  if (letter.deadlineId === null) return { step: letter.step ?? undefined };
  const row = await DeadlineRow.findByPk(letter.deadlineId);
  const assignee = request && (await assigneeOf(desk, request));
  return {
    deadline: row ? deadlineFromRow(row) : undefined,
    step: letter.step ?? undefined,
    assignee: assignee ? assignee.name || assignee.email : undefined,
  };
}

/** The assignee; undefined once they no longer work there. */
async function assigneeOf(desk: Desk, { organisationId, assigneeId }: SubjectRequest): Promise<User | null> {
  const active = assigneeId !== null && (await isActive(desk, organisationId, assigneeId));
  return active ? User.findByPk(assigneeId) : null;
}

/** The person who decided a refusal. */
async function deciderOf({ id }: Letter): Promise<string | undefined> {
  const fact = await Fact.findOne({ where: { letterId: id }, order: ['id'] });
  if (!fact?.actor.startsWith('user:')) return undefined;
  return (await User.findByPk(Number(fact.actor.slice('user:'.length))))?.name || undefined;
}

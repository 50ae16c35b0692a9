import { localDate } from '../../domain/calendar/zone.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import { promisesOf } from '../../domain/deadlines/keptPromises.ts';
import { replyOf } from '../../domain/deadlines/reply.ts';
import { PRESENT_EDITION } from '../../domain/edition.ts';
import { assertMay } from '../../domain/permissions.ts';
import { groundsFor } from '../../domain/policies/grounds.ts';
import { packNamed, rightsUnder } from '../../domain/policies/inEffect.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { type LetterContext, letterContext } from '../letter/context.ts';
import { onceSent } from '../letter/foresight.ts';
import { Letter } from '../letter.ts';
import { letterheadOf } from '../letterhead/save.ts';
import type { LetterTemplate } from '../letterTemplate.ts';
import { policiesOf, policyForAll } from '../organisation/policies.ts';
import { Organisation } from '../organisation.ts';
import { articleOf, recourseFor } from '../subjectRequest/lawOf.ts';
import { type Computable, countingOf, policyOf } from '../subjectRequest/recompute.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { User } from '../user.ts';

/** Which letter is previewed, and how it would leave. */
export type PreviewScope = Pick<LetterTemplate, 'kind' | 'right' | 'policy' | 'language'> & {
  channel: 'mail' | 'post';
};

const DAY = 86_400_000;
/** An invented request came so long ago, at ten in the morning of nobody in particular. */
const AGO = 9 * DAY;

/**
 * What a letter would say about an invented request: received nine days ago, under the policy and about the right of the template, with
 * the dates that its law gives. Nothing is stored. What its author would write is missing; the views put in examples.
 */
export async function inventedContext(desk: Desk, by: By, scope: PreviewScope): Promise<LetterContext> {
  assertMay(by, 'read-settings');
  const organisation = await Organisation.findByPk(by.organisationId, { rejectOnEmpty: true });
  const now = desk.clock();
  const request = await inventedRequest(desk, organisation, scope, new Date(now.getTime() - AGO));
  const counting = countingOf(desk, request);
  const { receivedAt, receivedOn, zone, right } = request;
  const facts: Facts = { receivedAt, zone, pauses: [], fulfilled: {}, cancelled: {}, other: {} };
  const policy = policyOf(desk, request);
  const { language, kind, channel } = scope;
  const status = `${desk.baseUrl}/status/•••`;
  return {
    kind,
    language,
    channel,
    now,
    orderedAt: now,
    to: { name: 'Ada Example', address: 'ada@example.org', postal: '1 Example Street\n00000 Example' },
    organisation,
    requests: [
      {
        reference: 'R-0000',
        right,
        article: articleOf(desk, request),
        channel: 'form',
        receivedAt,
        receivedByDay: false,
        personName: 'Ada Example',
        status: kind === 'receipt' ? 'unverified' : 'open',
        deadlines: promisesOf({ ...counting, facts }),
      },
    ],
    data: {},
    letterhead: await letterheadOf(organisation.id),
    reply: replyOf(promisesOf({ ...counting, facts: onceSent(facts, kind, now) })),
    governed: {
      law: policy.law,
      recourse: recourseFor(desk, { ...request, receivedOn, residence: null }, organisation),
    },
    ...(kind === 'refusal' && { ground: groundsFor(policy, right).at(-1), decidedBy: await nameOf(by) }),
    overdue: [],
    morning: [],
    arrived: [],
    tasks: [],
    unanswered: [],
    links: {
      today: '',
      queue: '',
      ...(channel === 'post'
        ? { paper: `${desk.baseUrl}/status/letter` }
        : { status, confirm: `${desk.baseUrl}/confirm/•••`, answer: `${desk.baseUrl}/answers/•••` }),
    },
    code: '•••',
    validUntil: new Date(now.getTime() + 30 * DAY),
    secrets: [],
  };
}

async function inventedRequest(
  desk: Desk,
  organisation: Organisation,
  { right, policy }: PreviewScope,
  receivedAt: Date,
): Promise<Computable> {
  const { zone, calendar, declaredDays, clockOverrides, id: organisationId } = organisation;
  const receivedOn = localDate(receivedAt, zone);
  const all = policyForAll(await policiesOf(desk, { organisationId }));
  const pack = packNamed(desk.packs, policy ?? all, receivedOn) ?? packNamed(desk.packs, all, receivedOn);
  if (!pack) throw new RuleViolation('policy-unknown', { policy: policy ?? all }, 'policy');
  const given = rightsUnder(desk.packs, [`${pack.id}@${pack.version}`], receivedOn);
  return {
    ...{ policyId: pack.id, policyVersion: pack.version, edition: PRESENT_EDITION },
    ...{ receivedAt, receivedOn, receivedByDay: false, zone, calendar, declaredDays, clockOverrides },
    ...{ keptPromises: '[]', mailboxNeeded: false },
    right: right ?? given[0] ?? 'access',
  };
}

/** The same about a real request, by its reference, for somebody who may read requests; its secrets are masked by the views. */
export async function contextOfRequest(
  desk: Desk,
  by: By,
  reference: string,
  { kind, language, channel }: PreviewScope,
): Promise<LetterContext> {
  assertMay(by, 'read-requests');
  const { organisationId } = by;
  const request = await SubjectRequest.findOne({ where: { organisationId, reference, kind: 'request' } });
  if (!request?.wrappedKey) throw new RuleViolation('no-such-request', { reference }, 'reference');
  const now = desk.clock();
  const recipient = kind === 'client-notice' ? 'client' : 'person';
  const letter = Letter.build({
    ...{ id: 0, organisationId, requestId: request.id, ledgerKey: '', messageId: '' },
    ...{ kind, language, channel, recipient, state: 'queued', createdAt: now, deadlineId: null },
  });
  const context = await letterContext(desk, letter);
  const policy = policyOf(desk, request);
  if (kind !== 'refusal') return context;
  return { ...context, ground: groundsFor(policy, request.right).at(-1), decidedBy: await nameOf(by) };
}

/** The name of the user who looks: of a refusal, the one who would decide it. */
const nameOf = async ({ actor }: By): Promise<string | undefined> =>
  (await User.findByPk(Number(actor.replace('user:', ''))))?.name;

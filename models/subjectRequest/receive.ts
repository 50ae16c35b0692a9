import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import type { Channel, Language } from '../../domain/lifecycle/vocabulary.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type IncomingFile, storeAttachment } from '../attachment/store.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { beginChain, type EventData } from '../event/append.ts';
import { hashOfToken, type Key, keyedDigest } from '../keyring.ts';
import { queueLetter } from '../letter/queue.ts';
import { overridesFor } from '../organisation/overrides.ts';
import type { Organisation } from '../organisation.ts';
import { read } from '../read.ts';
import { stored } from '../stored.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { inTransaction } from '../transaction.ts';
import { insert, insertOnce } from '../write.ts';
import { type Computable, derive, rowOf } from './recompute.ts';
import { underNewReference } from './reference.ts';
import { type Details, sealDetails } from './sealed.ts';
import { searchTextOf } from './searchText.ts';

/** One asking, as the form or the DPO gives it. Several rights make as many linked requests. */
export type Intake = {
  /** Names this asking: sent twice, it makes one submission. */
  formKey: string;
  channel: Channel;
  language: Language;
  rights: Right[];
  person: { name: string; email?: string };
  details: Details;
  /** Gone through once for each right. */
  files: Iterable<IncomingFile> | AsyncIterable<IncomingFile>;
  /** The moment of receipt, or only its day. Art. 12(3): the month runs from receipt. */
  received: { at: Date } | { on: CalendarDate };
};

export type Received = { submission: Submission; requests: SubjectRequest[]; statusToken: string };

/** The secret of a submission's status link; the same each time it is asked for. */
export const statusTokenOf = (desk: Desk, formKey: string): string => desk.keyring.token('status', formKey);
/** The secret of the link that confirms the mailbox. */
export const mailboxTokenOf = (desk: Desk, formKey: string): string => desk.keyring.token('mailbox', formKey);

/**
 * Receives an asking: its requests, their dates, the first events and the letter of receipt in one transaction.
 * A second call with the same form key changes nothing and gives what the first made.
 */
export const receiveRequest = (desk: Desk, by: By, intake: Intake): Promise<Received> =>
  inTransaction(desk.database, () => receiveOnce(desk, by, intake));

/** What a form key made in this organisation, if anything. */
export async function submissionOf(desk: Desk, by: By, formKey: string): Promise<Received | undefined> {
  const where = { formKey, organisationId: by.organisationId };
  const [found] = await read(
    desk.database,
    'SELECT id FROM submissions WHERE form_key = :formKey AND organisation_id = :organisationId',
    where,
  );
  if (!found) return undefined; // which it mostly is, and then one plain statement is all
  const submission = await Submission.findOne({ where });
  if (!submission) return undefined;
  const requests = await SubjectRequest.findAll({ where: { submissionId: submission.id }, order: ['id'] });
  return { submission, requests, statusToken: statusTokenOf(desk, formKey) };
}

async function receiveOnce(desk: Desk, by: By, intake: Intake): Promise<Received> {
  const organisation = await organisationOf(desk, by);
  const now = desk.clock();
  const moment = momentOf(intake, organisation.zone, now);
  const mailboxNeeded = intake.channel === 'form' && Boolean(intake.person.email);
  const statusToken = statusTokenOf(desk, intake.formKey);
  const row = {
    organisationId: by.organisationId,
    formKey: intake.formKey,
    statusTokenHash: hashOfToken(statusToken),
    mailboxTokenHash: mailboxNeeded ? hashOfToken(mailboxTokenOf(desk, intake.formKey)) : null,
    createdAt: now,
  };
  const id = await insertOnce(Submission, row);
  if (!id) return madeBefore(desk, by, intake);
  const submission = stored(Submission, { ...row, id });
  const requests: SubjectRequest[] = [];
  for (const right of intake.rights) {
    const common = { ...moment, right, mailboxNeeded, submissionId: submission.id };
    requests.push(await receiveOne(desk, by, organisation, intake, common, now));
  }
  await acknowledge(desk, intake, requests[0], now);
  return { submission, requests, statusToken };
}

/** The unique key has stopped a second submission: whoever made the first one has committed it. */
async function madeBefore(desk: Desk, by: By, { formKey }: Intake): Promise<Received> {
  const made = await submissionOf(desk, by, formKey);
  if (!made) throw new Error('A form key of another organisation');
  return made;
}

/** What of an organisation counts for a receipt. */
type Receiving = Pick<
  Organisation,
  'id' | 'zone' | 'calendar' | 'declaredDays' | 'clockOverrides' | 'policy'
>;

async function organisationOf(desk: Desk, by: By): Promise<Receiving> {
  const [organisation] = await read<Receiving>(
    desk.database,
    `SELECT id, zone, calendar, declared_days AS "declaredDays", clock_overrides AS "clockOverrides", policy
     FROM organisations WHERE id = :organisationId`,
    { organisationId: by.organisationId },
  );
  if (!organisation) throw new Error('A receipt for an organisation that is not there');
  return organisation;
}

function momentOf(intake: Intake, zone: string, now: Date) {
  const byDay = 'on' in intake.received;
  const receivedAt = 'on' in intake.received ? startOfDay(intake.received.on, zone) : intake.received.at;
  if (receivedAt > now) throw new RuleViolation('in-the-future', {}, 'receivedOn');
  return { receivedAt, receivedOn: localDate(receivedAt, zone), receivedByDay: byDay, zone };
}

type Common = ReturnType<typeof momentOf> & { right: Right; mailboxNeeded: boolean; submissionId: number };

async function receiveOne(
  desk: Desk,
  by: By,
  organisation: Receiving,
  intake: Intake,
  common: Common,
  now: Date,
) {
  const policy = policyFor(desk.packs, organisation.policy, common.receivedOn);
  const { calendar, declaredDays } = organisation;
  const clockOverrides = overridesFor(organisation, common.receivedOn);
  const basis = {
    ...common,
    policyId: policy.id,
    policyVersion: policy.version,
    calendar,
    declaredDays,
    clockOverrides,
  };
  const { deadlines, columns } = derive(desk, basis, readFacts(basis, []));
  const wrappedKey = desk.keyring.newWrappedKey();
  const key = desk.keyring.unwrap(wrappedKey);
  const person = { personName: intake.person.name, personEmail: intake.person.email ?? null };
  const row = {
    ...basis,
    ...columns,
    organisationId: organisation.id,
    channel: intake.channel,
    language: intake.language,
    details: sealDetails(key, intake.details),
    wrappedKey,
    version: 1,
    createdAt: now,
  };
  const request = await underNewReference(async (reference) => {
    const naming = { reference, ...person };
    const named = { ...row, ...naming, searchText: searchTextOf(naming) };
    const id = await insertOnce(SubjectRequest, named);
    return id ? stored(SubjectRequest, { ...named, id }) : undefined;
  });
  await insert(
    DeadlineRow,
    deadlines.map((deadline) => rowOf(deadline, request)),
  );
  const events = [{ kind: 'received', data: receiptOf(request, key, intake) }];
  for await (const file of intake.files) {
    const { id, digest } = await storeAttachment(key, request, 'request', file, now);
    events.push({ kind: 'file-stored', data: { attachment: id, purpose: 'request', digest } });
  }
  await beginChain(request, by, now, events);
  return request;
}

/** What the log keeps of a receipt: the accountability trail of LAW.md F, and keyed digests of what identifies. */
export const receiptOf = (
  request: Pick<SubjectRequest, keyof Computable | 'channel'>,
  key: Key,
  { person, details }: Pick<Intake, 'person' | 'details'>,
): EventData => ({
  right: request.right,
  channel: request.channel,
  receivedAt: request.receivedAt.toISOString(),
  receivedByDay: request.receivedByDay,
  zone: request.zone,
  calendar: request.calendar,
  policy: `${request.policyId}@${request.policyVersion}`,
  person: keyedDigest(key, `${person.name}\n${person.email ?? ''}`),
  details: keyedDigest(key, JSON.stringify(details)),
});

/** The letter of receipt: to the mailbox, with the link that confirms it when it came by the form. */
async function acknowledge(
  desk: Desk,
  intake: Intake,
  first: SubjectRequest | undefined,
  now: Date,
): Promise<void> {
  if (!first?.personEmail || !first.wrappedKey) return;
  const order = {
    organisationId: first.organisationId,
    requestId: first.id,
    kind: 'receipt' as const,
    language: first.language,
    recipient: 'person',
    data: {},
    ledgerKey: `receipt:${intake.formKey}`,
  };
  await queueLetter(desk.keyring.unwrap(first.wrappedKey), order, now);
}

import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, nextMorning, startOfDay } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { PRESENT_EDITION } from '../../domain/edition.ts';
import { nameKey } from '../../domain/folding.ts';
import { type Particulars, particularsAsKept } from '../../domain/intake/particulars.ts';
import type { Language } from '../../domain/languages.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import { needsMailbox } from '../../domain/lifecycle/status.ts';
import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import { assertMay } from '../../domain/permissions.ts';
import type { PolicyRow, Situation } from '../../domain/policies/situation.ts';
import type { Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { insertOnce } from '../database/insert.ts';
import { select } from '../database/select.ts';
import { storedRow } from '../database/storedRow.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { prepareForPost, queueLetter } from '../letter/queue.ts';
import { overridesFor } from '../organisation/overrides.ts';
import { policiesOf } from '../organisation/policies.ts';
import type { Organisation } from '../organisation.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { mailboxTokenOf, statusTokenOf } from '../submission/links.ts';
import { type Received, submissionOf } from '../submission/received.ts';
import { Submission } from '../submission.ts';
import { planOnReceipt } from '../task/planOnReceipt.ts';
import { keepPrints } from '../textPrint/keep.ts';
import { keepWith, type Made } from './made.ts';
import { detailsAsKept, personAsKept } from './named.ts';
import { chosenFor, knownFrom } from './policyChoice.ts';
import { derive } from './recompute.ts';
import { underNewReference } from './reference.ts';
import { type Details, numberIn, sealDetails } from './sealed.ts';
import { customerDigestOf, searchTextOf } from './searchText.ts';
import { clientToTell, queueForClient } from './tellClient.ts';

/** One submission, from the form or logged by the DPO. Several rights make as many linked requests. */
export type Intake = {
  /** Idempotency key: the same key sent twice makes one submission. */
  formKey: string;
  channel: Channel;
  language: Language;
  rights: Right[];
  person: { name: string; email?: string };
  details: Details;
  /** The answers to the questions of each right. */
  particulars?: Partial<Record<Right, Particulars>>;
  /** What decides the policy. */
  situation?: Situation;
  /** Each request of the submission gets its own key to each file. */
  files: IncomingFile[];
  /** The moment of receipt, or only its day. Art. 12(3): the month runs from receipt. */
  received: { at: Date } | { on: CalendarDate };
};

/**
 * Receives a submission: its requests, their dates, the first events and the acknowledgement in one transaction. A
 * second call with the same form key changes nothing and returns the first result.
 */
export const receiveRequest = (desk: Desk, by: By, intake: Intake): Promise<Received> =>
  inTransaction(desk.database, () => {
    assertMay(by, intake.channel === 'form' ? 'send-request' : 'log-request');
    const person = personAsKept(intake.person);
    return receiveOnce(desk, by, { ...intake, person, details: detailsAsKept(intake.details) });
  });

async function receiveOnce(desk: Desk, by: By, intake: Intake): Promise<Received> {
  const organisation = await organisationOf(desk, by);
  const now = desk.clock();
  const moment = momentOf(intake, organisation.zone, now);
  const { channel, person } = intake;
  const asksMailbox = (right: Right) => needsMailbox({ channel, email: person.email, right });
  const statusToken = statusTokenOf(desk, intake.formKey);
  const row = {
    organisationId: by.organisationId,
    formKey: intake.formKey,
    statusTokenHash: hashOfToken(statusToken),
    mailboxTokenHash: intake.rights.some(asksMailbox)
      ? hashOfToken(mailboxTokenOf(desk, intake.formKey))
      : null,
    createdAt: now,
  };
  const id = await insertOnce(Submission, row);
  if (!id) return madeBefore(desk, by, intake);
  const submission = storedRow(Submission, { ...row, id });
  const made: Made[] = [];
  for (const right of intake.rights) {
    const common = { ...moment, right, mailboxNeeded: asksMailbox(right), submissionId: submission.id };
    const particulars = particularsAsKept(right, intake.particulars?.[right]);
    const details = { ...intake.details, ...(particulars && { particulars }) };
    made.push(await receiveOne(desk, organisation, { ...intake, details }, common, now));
  }
  await keepWith(made, by, now, intake);
  await keepPrints(desk, made);
  const requests = made.map(({ request }) => request);
  await planOnReceipt(desk, requests, organisation.plansOn);
  await acknowledge(desk, intake, requests[0], now);
  await tellTheClient(desk, intake, requests[0], now);
  return { submission, requests, statusToken };
}

/** The unique key stopped a second submission: the first one is committed. */
async function madeBefore(desk: Desk, by: By, { formKey }: Intake): Promise<Received> {
  const made = await submissionOf(desk, by, formKey);
  if (!made) throw new Error('The form key belongs to another organisation');
  return made;
}

/** The organisation's settings that a receipt depends on. */
type Receiving = Pick<
  Organisation,
  'id' | 'zone' | 'calendar' | 'declaredDays' | 'clockOverrides' | 'plansOn'
> & {
  policies: PolicyRow[];
};

async function organisationOf(desk: Desk, by: By): Promise<Receiving> {
  const [organisation] = await select<Omit<Receiving, 'policies'>>(
    desk.database,
    `SELECT id, zone, calendar, declared_days AS "declaredDays", clock_overrides AS "clockOverrides",
       plans_on AS "plansOn"
     FROM organisations WHERE id = :organisationId`,
    { organisationId: by.organisationId },
  );
  if (!organisation) throw new Error('The organisation of a receipt does not exist');
  return { ...organisation, policies: await policiesOf(desk, by) };
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
  organisation: Receiving,
  intake: Intake,
  common: Common,
  now: Date,
): Promise<Made> {
  const known = knownFrom(intake.situation ?? {});
  const clockOverrides = overridesFor(organisation, common.receivedOn);
  const basis = {
    ...common,
    ...known,
    ...chosenFor(desk, organisation, organisation.policies, known, common.receivedOn),
    clockOverrides,
    edition: PRESENT_EDITION,
    keptPromises: '[]',
  };
  const { deadlines, columns, record } = derive(desk, basis, readFacts(basis, []));
  const wrappedKey = desk.keyring.newWrappedKey();
  const key = desk.keyring.unwrap(wrappedKey);
  const person = { personName: intake.person.name, personEmail: intake.person.email ?? null };
  const clientName = intake.details.behalf?.name ?? '';
  const row = {
    ...basis,
    ...columns,
    ...record,
    organisationId: organisation.id,
    channel: intake.channel,
    language: intake.language,
    details: sealDetails(key, intake.details),
    customerDigest: customerDigestOf(desk, organisation.id, numberIn(intake.details)),
    clientName,
    wrappedKey,
    version: 1,
    tellAt: whenToTell(deadlines, organisation.zone, now),
    createdAt: now,
  };
  const request = await underNewReference(async (reference) => {
    const naming = { reference, ...person };
    const named = {
      ...row,
      ...naming,
      searchText: searchTextOf({ ...naming, clientName }),
      nameKey: nameKey(person.personName),
    };
    const id = await insertOnce(SubjectRequest, named);
    return id ? storedRow(SubjectRequest, { ...named, id }) : undefined;
  });
  return { request, key, deadlines, details: intake.details };
}

/** Staff are told of a request the next morning; at once if one of its deadlines counts in hours. */
const whenToTell = (deadlines: Deadline[], zone: string, now: Date): Date =>
  deadlines.some(({ kind, advisory }) => kind === 'hour' && !advisory) ? now : nextMorning(now, zone);

/**
 * The acknowledgement: by email, with the link that confirms the mailbox if it came by the form. Without a mailbox it is
 * prepared for the post, if there is a postal address.
 */
async function acknowledge(
  desk: Desk,
  intake: Intake,
  first: SubjectRequest | undefined,
  now: Date,
): Promise<void> {
  const onPaper = !first?.personEmail && intake.details.postalAddress?.trim();
  if (!first?.wrappedKey || !(first.personEmail || onPaper)) return;
  const order = {
    organisationId: first.organisationId,
    requestId: first.id,
    kind: 'receipt' as const,
    language: first.language,
    recipient: 'person',
    data: {},
    ledgerKey: `receipt:${intake.formKey}`,
  };
  const leave = onPaper ? prepareForPost : queueLetter;
  await leave(desk.keyring.unwrap(first.wrappedKey), order, now);
}

/** If somebody else made the request, the person whose data it is is told at their own address. */
async function tellTheClient(
  desk: Desk,
  { details, formKey }: Intake,
  first: SubjectRequest | undefined,
  now: Date,
) {
  if (!first?.wrappedKey || !clientToTell(details, first.personEmail)) return;
  const ledgerKey = `client:${formKey}`;
  await queueForClient(desk.keyring.unwrap(first.wrappedKey), first, { step: 'received', ledgerKey, now });
}

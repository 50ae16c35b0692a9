import { randomUUID } from 'node:crypto';
import { localDate } from '../../domain/calendar/zone.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Desk } from '../../models/desk.ts';
import { beginningOf, type EventData, hashOfEvent } from '../../models/event/append.ts';
import { hashOfToken, keyedDigest, sealJson } from '../../models/keyring.ts';
import type { Organisation } from '../../models/organisation.ts';
import { mailboxTokenOf, statusTokenOf } from '../../models/subjectRequest/receive.ts';
import { derive, rowOf } from '../../models/subjectRequest/recompute.ts';
import { newReference } from '../../models/subjectRequest/reference.ts';
import { sealDetails } from '../../models/subjectRequest/sealed.ts';
import { searchTextOf } from '../../models/subjectRequest/searchText.ts';
import type { Plan } from './plan.ts';
import { type Step, stepsOf } from './steps.ts';

export type Row = Record<string, unknown>;
/** The rows of one request, by table, in an order that references allow. Attribute names, as the models have them. */
export type Rows = Record<(typeof TABLES)[number], Row[]>;
export const TABLES = ['submissions', 'subject_requests', 'facts', 'deadlines', 'events', 'letters'] as const;

export type Setting = { desk: Desk; organisation: Organisation; staff: [number, number] };

/** Hands out the ids of each table; begins where the tables end. */
export type Ids = Record<(typeof TABLES)[number], number>;

/** What the verbs of a plan would have written, without asking them (a test compares). */
export function rowsOf(setting: Setting, ids: Ids, plan: Plan): Rows {
  const { desk, organisation } = setting;
  const next = (table: keyof Ids) => {
    ids[table] += 1;
    return ids[table];
  };
  const rows: Rows = {
    submissions: [],
    subject_requests: [],
    facts: [],
    deadlines: [],
    events: [],
    letters: [],
  };
  const submissionId = next('submissions');
  const requestId = next('subject_requests');
  const wrappedKey = desk.keyring.newWrappedKey();
  const key = desk.keyring.unwrap(wrappedKey);
  const steps = stepsOf(plan, setting);
  const request = requestOf(setting, plan, { id: requestId, submissionId, wrappedKey, key });
  const owner = { organisationId: organisation.id, requestId };
  let previousHash = beginningOf(request.reference);
  let deadlines = derive(desk, request, readFacts(request, [])).deadlines;

  for (const { at, actor, facts = [], letter, events, columns, moves } of steps(key, request)) {
    const told: { kind: string; data: EventData }[] = [];
    const letterId = letter && next('letters');
    if (letter)
      rows.letters.push({
        ...EMPTY_LETTER,
        ...letterRow(key, plan, letter, at, request.version),
        ...owner,
        id: letterId,
      });
    for (const { kind, data = {} } of events(letterId ?? 0)) told.push({ kind, data });
    for (const { name, about = null, detail, at: when = at } of facts) {
      const sealed = detail ? sealJson(key, detail) : null;
      const fact = { name, about, at: when, detail: sealed, actor, recordedAt: at, undoneAt: null };
      rows.facts.push({ ...fact, id: next('facts'), requestId });
    }
    if (moves) {
      const after = derive(desk, request, readFacts(request, recorded(rows))).deadlines;
      for (const [nth, { clock, lateAt }] of after.entries()) {
        const was = deadlines[nth]?.lateAt?.toISOString() ?? '';
        const is = lateAt?.toISOString() ?? '';
        if (was !== is) told.push({ kind: 'deadline-moved', data: { clock, was, is } });
      }
      deadlines = after;
    }
    for (const { kind, data } of told) {
      const sequence = rows.events.length + 1;
      const row = { sequence, kind, at: at.toISOString(), actor, data: JSON.stringify(data), previousHash };
      previousHash = hashOfEvent(request.reference, row);
      rows.events.push({ ...row, hash: previousHash, ...owner, id: next('events') });
    }
    Object.assign(request, columns);
    request.version += 1;
  }
  const derived = derive(desk, request, readFacts(request, recorded(rows)));
  rows.submissions.push({
    id: submissionId,
    organisationId: organisation.id,
    formKey: plan.formKey,
    statusTokenHash: hashOfToken(statusTokenOf(desk, plan.formKey)),
    mailboxTokenHash: hashOfToken(mailboxTokenOf(desk, plan.formKey)),
    createdAt: plan.receivedAt,
  });
  rows.subject_requests.push({ ...request, ...derived.columns });
  rows.deadlines = derived.deadlines.map((deadline) => {
    const row = rowOf(deadline, { id: requestId, organisationId: organisation.id });
    return { ...row, id: next('deadlines') };
  });
  return rows;
}

const recorded = (rows: Rows) => rows.facts as { name: FactName; about: string | null; at: Date }[];

function requestOf(
  { desk, organisation }: Setting,
  plan: Plan,
  own: { id: number; submissionId: number; wrappedKey: Buffer; key: Buffer },
) {
  const { zone, calendar, declaredDays } = organisation;
  const receivedOn = localDate(plan.receivedAt, zone);
  const policy = policyFor(desk.packs, organisation.policy, receivedOn);
  const { name: personName, email: personEmail } = plan.person;
  const naming = { reference: newReference(), personName, personEmail };
  return {
    ...naming,
    id: own.id,
    organisationId: organisation.id,
    submissionId: own.submissionId,
    right: plan.right,
    channel: 'form',
    language: plan.language,
    searchText: searchTextOf(naming),
    details: sealDetails(own.key, { about: plan.about }),
    wrappedKey: own.wrappedKey,
    policyId: policy.id,
    policyVersion: policy.version,
    calendar,
    declaredDays,
    zone,
    receivedAt: plan.receivedAt,
    receivedOn,
    receivedByDay: false,
    outcome: null as string | null,
    assigneeId: null as number | null,
    mailboxNeeded: true,
    version: 0, // the receipt makes it 1
    createdAt: plan.receivedAt,
    closedAt: null as Date | null,
  };
}
export type RequestRow = ReturnType<typeof requestOf>;

/** The receipt's digests, as `receive.ts` keeps them. */
export const receiptOf = (request: RequestRow, key: Buffer, plan: Plan): EventData => ({
  right: request.right,
  channel: request.channel,
  receivedAt: request.receivedAt.toISOString(),
  receivedByDay: request.receivedByDay,
  zone: request.zone,
  calendar: request.calendar,
  policy: `${request.policyId}@${request.policyVersion}`,
  person: keyedDigest(key, `${plan.person.name}\n${plan.person.email}`),
  details: keyedDigest(key, JSON.stringify({ about: plan.about })),
});

const EMPTY_LETTER = {
  recipient: 'person',
  text: null,
  attempts: 0,
  nextAttemptAt: null,
  claimedUntil: null,
  lastError: null,
  deadlineId: null,
  dueMoment: null,
  step: null,
  sentAt: null,
};

function letterRow(
  key: Buffer,
  plan: Plan,
  letter: NonNullable<Step['letter']>,
  at: Date,
  version: number,
): Row {
  const messageId = randomUUID();
  const way = letter.byPost
    ? { state: 'sent', channel: 'post', sentAt: at }
    : { state: 'queued', channel: 'mail', nextAttemptAt: at };
  const { kind } = letter;
  const data = kind === 'answer' ? { ...letter.data, version: String(version) } : letter.data;
  const ledgerKey = kind === 'receipt' ? `receipt:${plan.formKey}` : messageId;
  return {
    ...way,
    kind,
    language: plan.language,
    ledgerKey,
    data: sealJson(key, data),
    messageId,
    createdAt: at,
  };
}

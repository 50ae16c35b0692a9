import { createSecretKey, randomUUID } from 'node:crypto';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { endOf } from '../../domain/reports/end.ts';
import { hashOfToken, type Key, sealJson } from '../../models/crypto/keyring.ts';
import { beginningOf, type EventData, hashOfEvent } from '../../models/event/append.ts';
import { deadlineRowOf } from '../../models/subjectRequest/deadlineRows.ts';
import { derive } from '../../models/subjectRequest/recompute.ts';
import { mailboxTokenOf, statusTokenOf } from '../../models/submission/links.ts';
import { momentOf, type Plan } from './plan.ts';
import { requestOf, type Setting } from './request.ts';
import { type Step, stepsOf } from './steps.ts';

export type Row = Record<string, unknown>;
/** The rows of one request, by table, in an order that references allow. Attribute names, as the models have them. */
export type Rows = Record<(typeof TABLES)[number], Row[]>;
export const TABLES = [
  'submissions',
  'subject_requests',
  'facts',
  'deadlines',
  'events',
  'letters',
  'counted_ends',
] as const;

/** Rows of one table as a database takes them: by its own names of the columns. */
export type Batch = { table: string; columns: string[]; rows: unknown[][] };
/** Where rows go: written beside us, while the next ones are made. */
export type Sink = { write(batches: Batch[]): Promise<void>; end(): Promise<void> };

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
    counted_ends: [],
  };
  const submissionId = next('submissions');
  const requestId = next('subject_requests');
  const wrappedKey = desk.keyring.newWrappedKey();
  const key = createSecretKey(desk.keyring.unwrap(wrappedKey));
  const steps = stepsOf(plan, setting);
  const request = requestOf(setting, plan, { id: requestId, submissionId, wrappedKey, key });
  const owner = { organisationId: organisation.id, requestId };
  let previousHash = beginningOf(request.reference);
  const derived = () => derive(desk, request, readFacts(request, recorded(rows)));
  let before: Deadline[] | undefined;

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
    if (moves) before ??= derived().deadlines;
    for (const { name, about = null, pack = null, detail, at: when = at, byLetter } of facts) {
      const sealed = detail ? sealJson(key, detail) : null;
      const fact = { name, about, pack, at: when, detail: sealed, actor, recordedAt: at, undoneAt: null };
      rows.facts.push({ ...fact, id: next('facts'), requestId, letterId: byLetter ? letterId : null });
    }
    if (before && moves) {
      const after = derived().deadlines;
      for (const [nth, { clock, pack, lateAt }] of after.entries()) {
        const was = before[nth]?.lateAt?.toISOString() ?? '';
        const is = lateAt?.toISOString() ?? '';
        if (was !== is) told.push({ kind: 'deadline-moved', data: { clock, pack, was, is } });
      }
      before = after;
    }
    for (const { kind, data } of told) {
      const sequence = rows.events.length + 1;
      const row = { sequence, kind, at: at.toISOString(), actor, data: JSON.stringify(data), previousHash };
      previousHash = hashOfEvent(request.reference, row);
      rows.events.push({ ...row, hash: previousHash, ...owner, id: next('events') });
    }
    Object.assign(request, columns);
    if (!facts.some(({ name }) => name === 'mailbox-confirmed')) request.version += 1; // that overwrites nothing
  }
  const { deadlines, columns, record } = derived();
  rows.submissions.push({
    id: submissionId,
    organisationId: organisation.id,
    formKey: plan.formKey,
    statusTokenHash: hashOfToken(statusTokenOf(desk, plan.formKey)),
    mailboxTokenHash: hashOfToken(mailboxTokenOf(desk, plan.formKey)),
    createdAt: plan.receivedAt,
  });
  rows.subject_requests.push({ ...request, ...columns, ...record });
  const end = endOf(request, readFacts(request, recorded(rows)), deadlines);
  if (end)
    rows.counted_ends.push({
      id: next('counted_ends'),
      organisationId: organisation.id,
      requestId,
      ...end,
      atClose: true,
      stands: true,
      countedAt: momentOf(plan, 'end'),
      replacedAt: null,
    });
  rows.deadlines = deadlines.map((deadline) => {
    const row = deadlineRowOf(deadline, { id: requestId, organisationId: organisation.id });
    return { ...row, id: next('deadlines') };
  });
  return rows;
}

const recorded = (rows: Rows) =>
  rows.facts as { name: FactName; about: string | null; pack: string | null; at: Date }[];

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
  key: Key,
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

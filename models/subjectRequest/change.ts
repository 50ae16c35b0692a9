import { REPLY } from '../../domain/deadlines/reply.ts';
import { type Circumstances, isPossible } from '../../domain/lifecycle/actions.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { hasOpenPromise, type Status } from '../../domain/lifecycle/status.ts';
import type { Action, AttachmentPurpose, FactName, LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import { may, type Role } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type IncomingFile, storeAttachment } from '../attachment/store.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { appendEvents, type EventData } from '../event/append.ts';
import { Fact } from '../fact.ts';
import { sealJson } from '../keyring.ts';
import { type LetterData, queueLetter, recordPostedLetter } from '../letter/queue.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { inTransaction } from '../transaction.ts';
import { factSheetOf, recompute } from './recompute.ts';
import { keyOf } from './sealed.ts';

/** Which request, and the version the person had before their eyes: absent when nothing could be overwritten. */
export type Target = { reference: string; version?: number };

/** How a letter to the person leaves: by the mail server, or by post on a day with proof. */
export type Sending = { by: 'mail' } | { by: 'post'; postedAt: Date; proof: string };

/** A request in the middle of one verb. Everything it does is one transaction. */
export type Change = {
  desk: Desk;
  by: By;
  request: SubjectRequest;
  key: Buffer;
  now: Date;
  sheet: FactSheet;
  /** Adds a dated fact, with words kept under the request's key. */
  record(name: FactName, at: Date, more?: { about?: string; detail?: object }): Promise<number>;
  /** Takes back the latest standing fact of a name. */
  undo(name: FactName, about?: string): Promise<Fact>;
  /** Notes an event for the log; they are chained when the verb ends. */
  tell(kind: string, data?: EventData): void;
  /** Orders a letter to the person. */
  write(kind: LetterKind, data: LetterData, sending: Sending): Promise<{ id: number; sentAt?: Date }>;
  /** Takes back letters of a kind that have not gone out: their reason is gone. */
  recall(...kinds: LetterKind[]): Promise<void>;
  keep(purpose: AttachmentPurpose, files: IncomingFile[]): Promise<number[]>;
};

/**
 * The one door for changing a request: holds its row, asks version, life-cycle and role whether it may, runs the verb,
 * replays the dates, chains the events. Throws RuleViolation `not-found`, `stale`, `not-allowed`, or the verb's own.
 */
export async function change<T>(
  desk: Desk,
  by: By,
  target: Target,
  action: Action | undefined,
  verb: (change: Change) => Promise<T>,
): Promise<T> {
  return holding(desk, by, target, async (it, events) => {
    if (target.version !== undefined && target.version !== it.request.version)
      throw new RuleViolation('stale');
    if (action) await assertAllowed(it.request, it.sheet, action, by.role);
    const result = await verb(it);
    for (const move of await recompute(desk, it.request)) events.push({ kind: 'deadline-moved', data: move });
    if (by.actor !== 'system') it.request.version += 1; // a delivery overwrites nothing that a person is looking at
    await it.request.save();
    return result;
  });
}

/**
 * Notes what happened around a request without changing it: a code was sent, an answer opened. Events and letters, no
 * facts; dates and version stay, so nobody who is working on it is told that it changed.
 */
export function witness<T>(
  desk: Desk,
  by: By,
  target: Target,
  verb: (change: Pick<Change, 'request' | 'now' | 'tell' | 'write'>) => Promise<T>,
): Promise<T> {
  return holding(desk, by, target, verb);
}

type Told = { kind: string; data: EventData }[];

/** Holds the request's row while `work` runs, and chains what it told. */
async function holding<T>(
  desk: Desk,
  by: By,
  target: Target,
  work: (it: Change, events: Told) => Promise<T>,
): Promise<T> {
  return inTransaction(desk.database, async () => {
    const request = await SubjectRequest.findOne({
      where: { organisationId: by.organisationId, reference: target.reference },
      lock: true,
    });
    if (!request) throw new RuleViolation('not-found');
    const events: Told = [];
    const begun = begin(desk, by, request, await factSheetOf(request), events);
    const result = await work(begun, events);
    await appendEvents(request, by, begun.now, events);
    return result;
  });
}

/** What the life-cycle needs to know of a request now. */
export async function circumstancesOf(request: SubjectRequest, sheet: FactSheet): Promise<Circumstances> {
  const deadlines = await DeadlineRow.findAll({ where: { requestId: request.id }, raw: true });
  return circumstancesIn(request.status, sheet, deadlines);
}

/** The same from what was read. */
export const circumstancesIn = (
  status: Status,
  sheet: FactSheet,
  deadlines: Pick<DeadlineRow, 'clock' | 'state' | 'advisory'>[],
): Circumstances => ({
  status,
  identityConfirmed: sheet.identityConfirmed,
  extensionDecided: sheet.extensionDecided,
  clarificationOpen: sheet.clarificationOpen,
  pauseOpen: sheet.pauseOpen,
  anythingToFulfil: hasOpenPromise(deadlines.filter(({ clock }) => clock !== REPLY)),
});

export { REPLY };

async function assertAllowed(
  request: SubjectRequest,
  sheet: FactSheet,
  action: Action,
  role?: Role,
): Promise<void> {
  if (role && !may(role, action)) throw new RuleViolation('not-permitted', { action });
  if (!isPossible(await circumstancesOf(request, sheet), action)) {
    throw new RuleViolation('not-allowed', { action, status: request.status });
  }
}

function begin(desk: Desk, by: By, request: SubjectRequest, sheet: FactSheet, events: Told): Change {
  const now = desk.clock();
  const key = keyOf(desk, request);
  return {
    desk,
    by,
    request,
    key,
    now,
    sheet,
    tell: (kind, data = {}) => void events.push({ kind, data }),
    record: async (name, at, more = {}) => {
      const detail = more.detail ? sealJson(key, more.detail) : null;
      const about = more.about ?? null;
      const fact = { requestId: request.id, name, about, at, detail, actor: by.actor, recordedAt: now };
      return (await Fact.create(fact)).id;
    },
    undo: async (name, about) => {
      if (request.status === 'closed')
        throw new RuleViolation('not-allowed', { action: 'undo', status: request.status });
      const where = { requestId: request.id, name, undoneAt: null, ...(about ? { about } : {}) };
      const fact = await Fact.findOne({ where, order: [['id', 'DESC']] });
      if (!fact) throw new RuleViolation('nothing-to-undo');
      return fact.update({ undoneAt: now });
    },
    write: async (kind, data, sending) => {
      const { language, organisationId } = request;
      const order = { organisationId, requestId: request.id, kind, language, recipient: 'person', data };
      if (sending.by === 'mail') {
        if (!request.personEmail) throw new RuleViolation('no-email', {}, 'sending');
        const { id } = await queueLetter(key, order, now);
        events.push({ kind: 'letter-queued', data: { letter: id, letterKind: kind } });
        return { id };
      }
      assertPosted(sending, request, now);
      const posted = { ...order, data: { ...data, proof: sending.proof } };
      const { id } = await recordPostedLetter(key, posted, now, sending.postedAt);
      events.push({
        kind: 'letter-posted',
        data: { letter: id, letterKind: kind, at: sending.postedAt.toISOString() },
      });
      return { id, sentAt: sending.postedAt };
    },
    recall: async (...kinds) => {
      const waiting = { requestId: request.id, kind: kinds, state: 'queued' as const };
      await Letter.update({ state: 'cancelled', nextAttemptAt: null }, { where: waiting });
    },
    keep: async (purpose, files) => {
      const ids: number[] = [];
      for (const file of files) {
        const stored = await storeAttachment(key, request, purpose, file, now);
        events.push({ kind: 'file-stored', data: { attachment: stored.id, purpose, digest: stored.digest } });
        ids.push(stored.id);
      }
      return ids;
    },
  };
}

/** A posting lies between receipt and now, and says what proves it. */
function assertPosted(sending: { postedAt: Date; proof: string }, request: SubjectRequest, now: Date): void {
  if (sending.postedAt > now) throw new RuleViolation('in-the-future', {}, 'postedOn');
  if (sending.postedAt.getTime() < request.receivedAt.getTime() - 24 * 3600_000) {
    throw new RuleViolation('before-receipt', {}, 'postedOn');
  }
  if (!sending.proof.trim()) throw new RuleViolation('proof-missing', {}, 'proof');
}

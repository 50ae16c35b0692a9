import { isAbout, type PromiseId } from '../../domain/deadlines/promiseKey.ts';
import type { EventKind } from '../../domain/lifecycle/events.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { DECISIONS, recalledBy } from '../../domain/lifecycle/letterEffects.ts';
import { neededOfLetter } from '../../domain/lifecycle/needed.ts';
import { factUndone, type Undoing } from '../../domain/lifecycle/undoing.ts';
import {
  type Action,
  type AttachmentPurpose,
  type FactName,
  type LetterKind,
  UNSENT_STATES,
} from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type IncomingFile, storeAttachments } from '../attachment/store.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import type { EventData, NewEvents } from '../event/append.ts';
import { Fact } from '../fact.ts';
import { ownWords } from '../letter/ownWords.ts';
import { type LetterData, prepareForPost, queueLetter, recordPostedLetter } from '../letter/queue.ts';
import type { Writer } from '../letter/words.ts';
import { Letter } from '../letter.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { keyOf } from './sealed.ts';
import { takeBackFacts } from './takeBack.ts';

/**
 * How a letter to the person leaves: by email; on paper, to be printed and posted; or already posted, on a day with proof. `seen`:
 * the user saw that it moves a date. `words` writes the text of a posted letter, to be stored; `greeting` replaces "Dear …,",
 * `wording` the text of this one letter, within what the law fixes.
 */
export type Sending = ({ by: 'mail' } | { by: 'paper' } | PostedSending) & {
  greeting?: string;
  wording?: string;
};

type PostedSending = { by: 'post'; postedAt: Date; proof: string; seen?: 'moves'; words?: Writer };

/** A request during one act. Everything the act does is one transaction. */
export type Change = {
  desk: Desk;
  by: By;
  request: SubjectRequest;
  key: Buffer;
  now: Date;
  sheet: FactSheet;
  /** Adds a dated fact; its words are sealed under the request's key. */
  record(
    name: FactName,
    at: Date,
    more?: { about?: string; pack?: string; detail?: object; letterId?: number; actor?: string },
  ): Promise<number>;
  /**
   * Undoes the latest effective fact that the action refers to (for a promise, the one about it). The fact stays, with the
   * reason.
   */
  undo(action: Undoing, more?: { promise?: PromiseId; reason?: string }): Promise<Fact>;
  /** Adds an event for the log; events are chained when the act ends. */
  tell(kind: EventKind, data?: EventData): void;
  /** Orders a letter to the person. */
  write(kind: LetterKind, data: LetterData, sending: Sending): Promise<{ id: number; sentAt?: Date }>;
  /** Cancels unsent letters of a kind and undoes what they decided: their reason has gone. */
  recall(...kinds: LetterKind[]): Promise<void>;
  keep(purpose: AttachmentPurpose, files: IncomingFile[]): Promise<number[]>;
};

/** The tools of one act; what they tell goes to `events`. */
export function begin(
  desk: Desk,
  by: By,
  request: SubjectRequest,
  sheet: FactSheet,
  events: NewEvents,
  action: Action,
): Change {
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
      const { about = null, pack = null, letterId = null, actor = by.actor } = more;
      const fact = { requestId: request.id, name, about, pack, at, detail, actor, recordedAt: now, letterId };
      return (await Fact.create(fact)).id;
    },
    undo: async (action, { promise, reason } = {}) => {
      const name = factUndone(action);
      const where = { requestId: request.id, name, undoneAt: null };
      const facts = await Fact.findAll({ where, order: [['id', 'DESC']] });
      const fact = facts.find(({ about, pack }) => !promise || isAbout(promise, { clock: about, pack }));
      if (!fact) throw new RuleViolation('nothing-to-undo');
      await takeBackFacts(request.id, { names: [name], id: fact.id }, { by, key, now, reason });
      return fact;
    },
    write: async (kind, data, sending) => {
      const { language, organisationId } = request;
      const said = { ...data, ...ownWords(kind, sending) };
      const order = {
        organisationId,
        requestId: request.id,
        kind,
        language,
        recipient: 'person',
        data: said,
      };
      if (sending.by === 'mail') {
        if (!request.personEmail) throw new RuleViolation('no-email', {}, 'sending');
        const { id } = await queueLetter(key, order, now);
        events.push({ kind: 'letter-queued', data: { letter: id, letterKind: kind } });
        return { id };
      }
      if (sending.by === 'paper') {
        const { id } = await prepareForPost(key, order, now);
        events.push({ kind: 'letter-prepared', data: { letter: id, letterKind: kind } });
        return { id };
      }
      assertPosted(sending, request, now);
      const posted = { ...order, data: { ...said, proof: sending.proof } };
      const { id } = await recordPostedLetter(key, posted, now, sending.postedAt);
      events.push({
        kind: 'letter-posted',
        data: { letter: id, letterKind: kind, at: sending.postedAt.toISOString() },
      });
      return { id, sentAt: sending.postedAt };
    },
    recall: async (...kinds) => {
      const waiting = { requestId: request.id, kind: kinds, state: UNSENT_STATES };
      const letters = await Letter.findAll({ where: waiting, attributes: ['id'], raw: true });
      const letterIds = letters.map(({ id }) => id);
      if (letterIds.length === 0) return;
      const recalled = { state: 'cancelled', nextAttemptAt: null, lastError: recalledBy(action) } as const;
      await Letter.update(recalled, { where: { ...waiting, id: letterIds } });
      await takeBackFacts(request.id, { names: DECISIONS, letterIds }, { by, key, now });
    },
    keep: async (purpose, files) => {
      const stored = await storeAttachments(key, request, purpose, files, now);
      for (const { id, digest } of stored)
        events.push({ kind: 'file-stored', data: { attachment: id, purpose, digest } });
      return stored.map(({ id }) => id);
    },
  };
}

/** Throws unless a posting is dated between receipt and now and has proof. */
function assertPosted(sending: { postedAt: Date; proof: string }, request: SubjectRequest, now: Date): void {
  if (sending.postedAt > now) throw new RuleViolation('in-the-future', {}, 'postedOn');
  if (sending.postedAt < request.receivedAt) throw new RuleViolation('before-receipt', {}, 'postedOn');
  neededOfLetter('proof', sending.proof);
}

import { randomUUID } from 'node:crypto';
import type { CreationAttributes } from 'sequelize';
import type { Language } from '../../domain/languages.ts';
import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import { sealJson } from '../crypto/keyring.ts';
import { insert } from '../database/insert.ts';
import { Letter } from '../letter.ts';

/** What a letter says beyond the facts of its request: the DPO's words, and the ids that its links need. */
export type LetterData = Record<string, string>;

/** The occasions on which the client is told: a request was made in their name, and it was answered. */
export type ClientStep = 'received' | 'answered';

/** A letter as an act orders it. Its text is written when it goes out, from the facts of that moment and `data`. */
type LetterOrder = {
  organisationId: number;
  requestId: number | null;
  kind: LetterKind;
  language: Language;
  /** `person`, `user:5`, `owner:7`, `provider:3` or `escalation`: never an address. */
  recipient: string;
  data: LetterData;
  /** Two orders with the same key are one letter; without it each order is a new letter. */
  ledgerKey?: string;
};

/** Queues a letter for the mail server. Part of the act's transaction; it is sent after the commit. */
export const queueLetter = (key: Buffer, order: LetterOrder, now: Date): Promise<{ id: number }> =>
  write({ ...asRow(key, order, now), state: 'queued', channel: 'mail', nextAttemptAt: now });

/** Prepares a letter for the post: it is not emailed, but waits to be printed and for its posting to be recorded. */
export const prepareForPost = (key: Buffer, order: LetterOrder, now: Date): Promise<{ id: number }> =>
  write({ ...asRow(key, order, now), state: 'queued', channel: 'post', nextAttemptAt: null });

/** Records a letter that was posted on a day: it counts as sent, and takes effect at once. */
export const recordPostedLetter = (
  key: Buffer,
  order: LetterOrder,
  now: Date,
  sentAt: Date,
): Promise<{ id: number }> => write({ ...asRow(key, order, now), state: 'sent', channel: 'post', sentAt });

const write = async (row: CreationAttributes<Letter>) => ({ id: await insert(Letter, [row]) });

/** The id that the mail server sees at every attempt. */
export const newMessageId = (): string => randomUUID();

function asRow(key: Buffer, order: LetterOrder, now: Date) {
  const messageId = newMessageId();
  const { data, ledgerKey, ...rest } = order;
  return { ...rest, ledgerKey: ledgerKey ?? messageId, data: sealJson(key, data), messageId, createdAt: now };
}

import { randomUUID } from 'node:crypto';
import type { CreationAttributes } from 'sequelize';
import type { Language } from '../../domain/languages.ts';
import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import { sealJson } from '../crypto/keyring.ts';
import { insert } from '../database/insert.ts';
import { Letter } from '../letter.ts';

/** What a letter says beyond the facts of its request: the words the DPO wrote, ids of what it leads to. */
export type LetterData = Record<string, string>;

/** A letter as a verb orders it. Its text is made when it goes out, from the facts of that moment and `data`. */
export type LetterOrder = {
  organisationId: number;
  requestId: number | null;
  kind: LetterKind;
  language: Language;
  /** `person`, `user:5` or `escalation`: never an address. */
  recipient: string;
  data: LetterData;
  /** What makes it the same letter if it is ordered twice; by default each order is a letter of its own. */
  ledgerKey?: string;
};

/** Puts a letter in the queue of the mail server. Part of the verb's transaction; it is sent after the commit. */
export const queueLetter = (key: Buffer, order: LetterOrder, now: Date): Promise<{ id: number }> =>
  write({ ...asRow(key, order, now), state: 'queued', channel: 'mail', nextAttemptAt: now });

/** Prepares a letter for the post: no mail server takes it. It waits to be printed, and until its posting is recorded. */
export const prepareForPost = (key: Buffer, order: LetterOrder, now: Date): Promise<{ id: number }> =>
  write({ ...asRow(key, order, now), state: 'queued', channel: 'post', nextAttemptAt: null });

/** Records a letter that went by post on a day: it is sent, and its effect begins at once. */
export const recordPostedLetter = (
  key: Buffer,
  order: LetterOrder,
  now: Date,
  sentAt: Date,
): Promise<{ id: number }> => write({ ...asRow(key, order, now), state: 'sent', channel: 'post', sentAt });

const write = async (row: CreationAttributes<Letter>) => ({ id: await insert(Letter, [row]) });

/** What a letter is known by at the mail server, at every try. */
export const newMessageId = (): string => randomUUID();

function asRow(key: Buffer, order: LetterOrder, now: Date) {
  const messageId = newMessageId();
  const { data, ledgerKey, ...rest } = order;
  return { ...rest, ledgerKey: ledgerKey ?? messageId, data: sealJson(key, data), messageId, createdAt: now };
}

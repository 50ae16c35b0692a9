import assert from 'node:assert/strict';
import { Op } from 'sequelize';
import { Letter } from '../../../models/letter.ts';
import type { Received } from '../../support/mail.ts';

/** The five minutes pass for which a dead process holds its letter. Gives how many it held. */
export async function letClaimsRunOut(): Promise<number> {
  const [held] = await Letter.update({ claimedUntil: null }, { where: { claimedUntil: { [Op.ne]: null } } });
  return held;
}

/** The minutes pass after which letters that were put off are tried again. */
export async function letWaitsRunOut(): Promise<void> {
  await Letter.update({ nextAttemptAt: new Date() }, { where: { state: 'queued' } });
}

export const queued = (): Promise<number> => Letter.count({ where: { state: 'queued' } });

/** Every letter is sent, and every message is one of them. Gives how many messages are repeats. */
export async function assertEachLetterLeft(inbox: Received[]): Promise<number> {
  const letters = await Letter.findAll({ attributes: ['messageId', 'state'], raw: true });
  assert.deepEqual([...new Set(letters.map(({ state }) => state))], ['sent']);
  const left = new Set(inbox.map(({ headers }) => /<([^@]+)@/.exec(headers['message-id'] ?? '')?.[1]));
  assert.deepEqual(left, new Set(letters.map(({ messageId }) => messageId)));
  return inbox.length - left.size;
}

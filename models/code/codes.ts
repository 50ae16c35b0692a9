import { randomUUID } from 'node:crypto';
import { Code } from '../code.ts';
import type { Desk } from '../desk.ts';
import { hashOfToken } from '../keyring.ts';
import { inTransaction } from '../transaction.ts';
import { digitsOf } from './digits.ts';

/** What a code opens: the status page of a submission, or an answer. */
export type CodePurpose = 'status' | 'answer';

export const MINUTES_VALID = 15;
const TRIES = 5;

/** Makes a code for a subject (an id), part of the verb that orders its letter. Gives the name from which its digits come. */
export async function makeCode(desk: Desk, purpose: CodePurpose, subject: string): Promise<string> {
  const name = randomUUID();
  await Code.create({
    purpose,
    subject,
    codeHash: hashOfToken(`${subject}:${digitsOf(desk, name)}`),
    expiresAt: new Date(desk.clock().getTime() + MINUTES_VALID * 60_000),
  });
  return name;
}

/**
 * Whether the digits open the subject: within a quarter of an hour, at the fifth try at the latest, once. Only the newest
 * code counts, so that asking for many does not give five tries for each.
 */
export async function useCode(
  desk: Desk,
  purpose: CodePurpose,
  subject: string,
  digits: string,
): Promise<boolean> {
  const now = desk.clock();
  return inTransaction(desk.database, async () => {
    const code = await Code.findOne({ where: { purpose, subject }, order: [['id', 'DESC']], lock: true });
    if (!code || code.usedAt || code.expiresAt <= now || code.tries >= TRIES) return false;
    const right = code.codeHash === hashOfToken(`${subject}:${digits.replace(/\s/g, '')}`);
    await code.update({ tries: code.tries + 1, usedAt: right ? now : null });
    return right;
  });
}

import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { Code } from '../code.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { digitsOf } from './digits.ts';

/** What a code opens: the status page of a submission, or an answer. */
export type CodePurpose = 'status' | 'answer';

export const MINUTES_VALID = 15;
const TRIES = 5;

/** So many codes are made for one subject within an hour as they are asked for. */
const AT_ONCE = 10;
/** Past that the newest stands for so long before another is made: who asks for many fills no mailbox, and shuts nobody out. */
const STANDS_MINUTES = 5;

/** What is said of digits that open nothing. */
export const faultOfCode = (use: 'ended' | 'wrong'): RuleViolation =>
  new RuleViolation(use === 'ended' ? 'code-ended' : 'code-wrong', {}, 'code');

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
 * Whether a code is to be made for a subject now. The answer to whoever asks is the same either way: where none is made, the
 * newest one in the mailbox is still good.
 */
export async function isCodeDue(desk: Desk, purpose: CodePurpose, subject: string): Promise<boolean> {
  const endOfOneMade = (minutesAgo: number) =>
    new Date(desk.clock().getTime() + (MINUTES_VALID - minutesAgo) * 60_000);
  const made = await Code.findAll({
    where: { purpose, subject, expiresAt: { [Op.gt]: endOfOneMade(60) } },
    order: [['id', 'DESC']],
    limit: AT_ONCE,
  });
  return made.length < AT_ONCE || (made[0]?.expiresAt ?? 0) <= endOfOneMade(STANDS_MINUTES);
}

/** What became of digits: they open, they are of a code that no longer does, or of none. */
export type CodeUse = 'right' | 'ended' | 'wrong';

/**
 * Whether the digits open the subject: within a quarter of an hour, at the fifth try at the latest, once. Only the newest
 * code counts, so that asking for many does not give five tries for each. That a code has ended is told to whoever has it in
 * their mailbox, and to nobody else: its digits are the proof.
 */
export async function useCode(
  desk: Desk,
  purpose: CodePurpose,
  subject: string,
  digits: string,
): Promise<CodeUse> {
  const now = desk.clock();
  const codeHash = hashOfToken(`${subject}:${digits.replace(/\s/g, '')}`);
  return inTransaction(desk.database, async () => {
    const code = await Code.findOne({ where: { purpose, subject }, order: [['id', 'DESC']], lock: true });
    if (code && !code.usedAt && code.expiresAt > now && code.tries < TRIES) {
      const right = code.codeHash === codeHash;
      await code.update({ tries: code.tries + 1, usedAt: right ? now : null });
      if (right) return 'right';
    }
    return (await Code.count({ where: { purpose, subject, codeHash } })) > 0 ? 'ended' : 'wrong';
  });
}

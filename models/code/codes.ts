import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { Code, type CodePurpose } from '../code.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { digitsOf } from './digits.ts';

export const MINUTES_VALID = 15;
const TRIES = 5;

/** Codes for one subject within an hour that are made as soon as they are requested. */
const AT_ONCE = 10;
/**
 * After those, the newest code must be this old before another is made: many requests then neither flood the mailbox nor lock
 * the person out.
 */
const STANDS_MINUTES = 5;

/** The error for digits that open nothing. */
export const faultOfCode = (use: Exclude<CodeUse, 'right'>): RuleViolation =>
  new RuleViolation(use === 'ended' ? 'code-ended' : 'code-wrong', {}, 'code');

/**
 * Makes a code for a subject (an id), as part of the act that orders its letter. Returns the name from which its digits are
 * derived.
 */
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
 * Whether to make a code for a subject now. The page's answer is the same either way: if none is made, the newest one is
 * still valid.
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

/** Whether digits open the subject, belong to an expired code, or are wrong. */
export type CodeUse = 'right' | 'ended' | 'wrong';

/**
 * Checks digits: a code is valid once, for a quarter of an hour and five tries. Only the newest code counts, so that
 * requesting many does not give five tries for each. Only a person who types the right digits learns that the code has
 * expired: the digits prove that they read the mailbox.
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

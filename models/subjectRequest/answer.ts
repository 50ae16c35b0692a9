import { RIGHTS_ANSWERED_WITH_DATA } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerPackage } from '../answerPackage.ts';
import type { IncomingFile } from '../attachment/store.ts';
import type { By, Desk } from '../desk.ts';
import { hashOfToken, sealJson } from '../keyring.ts';
import { type Change, change, type Sending, type Target } from './change.ts';

/** How long the person can fetch an answer by its link. */
export const DAYS_TO_FETCH = 30;

export type AnswerInput = {
  text: string;
  files: IncomingFile[];
  /** Why there is nothing to hand out: stands in for a file with access and portability. */
  nothingHeld: string;
  sending: Sending;
};

/** What a package holds, sealed. */
export type AnswerContent = { text: string; nothingHeld: string; attachments: number[] };

/** The secret of an answer's link. */
export const answerTokenOf = (desk: Desk, requestId: number, version: number): string =>
  desk.keyring.token('answer', `${requestId}:${version}`);

/**
 * Answers the request (Art. 12(3)): by a link that expires and needs a code, or by post on a day with proof.
 * Access and portability need a confirmed identity, and a file or the reason why nothing is held.
 */
export function answer(desk: Desk, by: By, target: Target, input: AnswerInput) {
  return change(desk, by, target, 'answer', async (it) => {
    assertComplete(it, input);
    await it.recall('identity-request', 'clarification-request', 'extension-notice');
    const attachments = await it.keep('answer', input.files);
    const content: AnswerContent = { text: input.text, nothingHeld: input.nothingHeld, attachments };
    const at = input.sending.by === 'post' ? input.sending.postedAt : it.now;
    if (input.sending.by === 'mail') await makePackage(it, content);
    const version = String(it.request.version);
    const letter = await it.write(
      'answer',
      { text: input.text, nothingHeld: input.nothingHeld, version },
      input.sending,
    );
    await it.record('answered', at, { about: input.sending.by, detail: content });
    it.request.outcome = 'answered';
    it.tell('answered', { by: input.sending.by, letter: letter.id, files: attachments.length });
  });
}

function assertComplete(it: Change, input: AnswerInput): void {
  const handsOutData = RIGHTS_ANSWERED_WITH_DATA.includes(it.request.right);
  if (!input.text.trim()) throw new RuleViolation('text-missing', {}, 'text');
  if (!handsOutData) return;
  if (!it.sheet.identityConfirmed) throw new RuleViolation('identity-not-confirmed', {}, 'text');
  if (input.files.length === 0 && !input.nothingHeld.trim())
    throw new RuleViolation('file-missing', {}, 'files');
}

const makePackage = (it: Change, content: AnswerContent) =>
  AnswerPackage.create({
    requestId: it.request.id,
    organisationId: it.request.organisationId,
    tokenHash: hashOfToken(answerTokenOf(it.desk, it.request.id, it.request.version)),
    data: sealJson(it.key, content),
    expiresAt: new Date(it.now.getTime() + DAYS_TO_FETCH * 24 * 3600_000),
    createdAt: it.now,
  });

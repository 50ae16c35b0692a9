import { Op } from 'sequelize';
import { type Decision, recalledBy, TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import { UNSENT_STATES } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { answerTokenOf } from '../answerPackage/link.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { hashOfToken, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import type { LetterData } from '../letter/queue.ts';
import { Letter } from '../letter.ts';
import { endTransmissions } from '../transmission/link.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { takeBackFacts } from './takeBack.ts';

/** Undoes a decision that the person has not been told of: its letter is not sent. The decision stays in the log. */
export function undoDecision(
  desk: Desk,
  by: By,
  target: Target,
  decision: Decision,
  { reason }: { reason?: string } = {},
) {
  return change(desk, by, target, 'undo-decision', async (it) => {
    const untold = it.sheet.untold.findLast((each) => each.decision === decision);
    if (!untold) throw new RuleViolation('nothing-to-undo');
    const { letterId } = untold;
    const letterIds = letterId ? [letterId] : undefined;
    await takeBackFacts(it.request.id, { names: [decision], letterIds }, { ...it, reason });
    if (letterId) await keepIn(it, letterId);
    if (decision === 'answer-decided' && letterId) await endPackageOf(it, letterId);
    it.tell('decision-undone', { letterKind: TOLD_BY[decision].letter, letter: letterId ?? null });
  });
}

async function keepIn(it: Change, id: number): Promise<void> {
  const where = { id, requestId: it.request.id, state: UNSENT_STATES };
  const recalled = {
    state: 'cancelled',
    nextAttemptAt: null,
    lastError: recalledBy('undo-decision'),
  } as const;
  await Letter.update(recalled, { where });
}

/** Nobody can fetch the answer of one letter any more; what left before it stays. */
async function endPackageOf({ desk, key, request, now }: Change, letterId: number): Promise<void> {
  const letter = await Letter.findByPk(letterId, { rejectOnEmpty: true });
  const { version } = letter.data ? unsealJson<LetterData>(key, letter.data) : {};
  const tokenHash = hashOfToken(answerTokenOf(desk, request.id, Number(version)));
  const where = { requestId: request.id, tokenHash, expiresAt: { [Op.gt]: now } };
  await AnswerPackage.update({ expiresAt: now }, { where });
}

/** The packages of an answer that is taken back can no longer be fetched, by the person or by a provider. */
export async function endPackages({ request, now }: Pick<Change, 'request' | 'now'>): Promise<void> {
  for (const answer of await AnswerPackage.findAll({ where: { requestId: request.id } })) {
    if (answer.expiresAt > now) await answer.update({ expiresAt: now });
  }
  await endTransmissions(request.id, now);
}

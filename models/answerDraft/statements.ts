import type { Evidence } from '../../domain/answers/evidence.ts';
import { isStatement, requirementOf } from '../../domain/answers/requirementIds.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerDraft } from '../answerDraft.ts';
import { sealJson, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** What was stated for an answer, and how often it was saved: 0 before the first time. */
export type Statements = { version: number; stated: Evidence['stated'] };

/** What was stated for the answer to a request so far. Nothing once its key is destroyed. */
export async function statementsOf(
  desk: Desk,
  request: Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference'>,
): Promise<Statements> {
  const draft = await AnswerDraft.findOne({ where: { requestId: request.id } });
  if (!draft || !request.wrappedKey) return { version: 0, stated: {} };
  return { version: draft.version, stated: unsealJson(keyOf(desk, request), draft.stated) };
}

/** Saves what was stated. Throws `stale` where somebody saved since the version that was seen: both are then shown. */
export const saveStatements = (
  desk: Desk,
  by: By,
  { reference }: Target,
  { version, stated }: Statements,
): Promise<void> =>
  change(desk, by, { reference }, 'answer', async (it) => {
    const draft = await AnswerDraft.findOne({ where: { requestId: it.request.id } });
    if ((draft?.version ?? 0) !== version) throw new RuleViolation('stale');
    const said = Object.entries(stated).flatMap(([id, words]) =>
      isStatement(id) && words?.trim() ? [[id, words.trim()] as const] : [],
    );
    const row = {
      requestId: it.request.id,
      version: version + 1,
      stated: sealJson(it.key, Object.fromEntries(said)),
      savedBy: by.actor,
      savedAt: it.now,
    };
    await (draft ? draft.update(row) : AnswerDraft.create(row));
    const requirements = new Set(said.map(([id]) => requirementOf(id)));
    it.tell('answer-stated', { requirements: [...requirements].join(' ') });
  });

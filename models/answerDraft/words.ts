import type { OwnWords } from '../../domain/answers/contents.ts';
import { isSaid } from '../../domain/answers/evidence.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { lines } from '../../domain/writing.ts';
import { AnswerDraft } from '../answerDraft.ts';
import { sealJson, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** The DPO's words for the contents of an answer. `apart`: an earlier request that is somebody else's, by its reference. */
type DraftWords = { own: OwnWords; apart?: string };

/** The DPO's words for the contents of the answer to a request so far, and how often they were saved. None once its key is destroyed. */
export async function wordsOfDraft(
  desk: Desk,
  request: Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference'>,
): Promise<DraftWords & { version: number }> {
  const draft = await AnswerDraft.findOne({ where: { requestId: request.id } });
  const version = draft?.wordsVersion ?? 0;
  if (!draft?.words || !request.wrappedKey) return { version, own: {} };
  return { version, ...unsealJson<DraftWords>(keyOf(desk, request), draft.words) };
}

/**
 * Saves the DPO's words for parts of an answer; the words for others stay. What is empty is taken back, and the suggested words stand
 * again. Throws `stale` where somebody saved since the version that was seen, `words-say-nothing` for a dash or the like.
 */
export const saveWords = (
  desk: Desk,
  by: By,
  { reference }: Target,
  { version, written }: { version: number; written: OwnWords },
): Promise<void> =>
  change(desk, by, { reference }, 'answer', async (it) => {
    const said = Object.entries(written).map(
      ([part, { words, basis }]) => [part, { words: lines(words), basis }] as const,
    );
    const empty = said.find(([, { words }]) => words && !isSaid(words));
    if (empty) throw new RuleViolation('words-say-nothing', {}, empty[0]);
    await save(it, version, ({ own, ...others }) => {
      const all = Object.entries({ ...own, ...Object.fromEntries(said) }).filter(([, { words }]) => words);
      return { ...others, own: Object.fromEntries(all) };
    });
    it.tell('answer-worded', { parts: said.map(([part]) => part).join(' ') });
  });

/**
 * Says that an earlier request is somebody else's, by its reference, or that it is not after all. The answer then compares itself
 * with none. Throws `stale` as above.
 */
export const keepApart = (
  desk: Desk,
  by: By,
  { reference }: Target,
  { version, apart }: { version: number; apart?: string },
): Promise<void> =>
  change(desk, by, { reference }, 'answer', async (it) => {
    await save(it, version, ({ own }) => ({ own, ...(apart && { apart }) }));
    it.tell('answer-worded', { ...(apart && { apart }) });
  });

async function save(it: Change, seen: number, changed: (words: DraftWords) => DraftWords): Promise<void> {
  const draft = await AnswerDraft.findOne({ where: { requestId: it.request.id } });
  const { version, ...words } = await wordsOfDraft(it.desk, it.request);
  if (version !== seen) throw new RuleViolation('stale');
  const row = {
    words: sealJson(it.key, changed(words)),
    wordsVersion: version + 1,
    savedBy: it.by.actor,
    savedAt: it.now,
  };
  const { id: requestId } = it.request;
  await (draft
    ? draft.update(row)
    : AnswerDraft.create({ ...row, requestId, version: 0, stated: sealJson(it.key, {}) }));
}

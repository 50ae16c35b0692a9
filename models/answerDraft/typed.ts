import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerDraft } from '../answerDraft.ts';
import { sealJson, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { type Target, witness } from '../subjectRequest/change.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

type TypedRequest = Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference'>;

/** What was typed into the form of an answer and is not sent yet, by field; how often it was saved, and by whom last. */
export type AnswerInTyping = { version: number; values: Record<string, string>; by?: string; at?: Date };

/** What was typed into the form of the answer to a request so far. Nothing once the answer was given, or the key is destroyed. */
export async function typedAnswerOf(desk: Desk, request: TypedRequest): Promise<AnswerInTyping> {
  const draft = await AnswerDraft.findOne({ where: { requestId: request.id } });
  const version = draft?.typedVersion ?? 0;
  if (!draft?.typed || !request.wrappedKey) return { version, values: {} };
  const values = unsealJson<Record<string, string>>(keyOf(desk, request), draft.typed);
  return { version, values, by: draft.typedBy ?? undefined, at: draft.typedAt ?? undefined };
}

/**
 * Keeps what is typed, while its author looks at what the answer needs. Nothing of the request changes: no form of a colleague gets out
 * of date by it. Throws `stale` where somebody saved theirs since the version that was seen: both are then shown.
 */
export const saveTyped = (
  desk: Desk,
  by: By,
  { reference }: Target,
  { version, values }: Pick<AnswerInTyping, 'values'> & { version: number | undefined },
): Promise<void> =>
  witness(desk, by, { reference }, 'answer', async ({ request, now }) => {
    await assertTypedSeen(desk, request, version);
    const said = Object.entries(values).filter(([, words]) => words.trim());
    const key = keyOf(desk, request);
    await write(desk, request, {
      typed: sealJson(key, Object.fromEntries(said)),
      typedBy: by.actor,
      typedAt: now,
    });
  });

/** Throws `stale` where somebody saved what they typed since the version that was seen. */
export async function assertTypedSeen(
  desk: Desk,
  request: TypedRequest,
  seen: number | undefined,
): Promise<void> {
  const { version, at } = await typedAnswerOf(desk, request);
  if (at && version !== seen) throw new RuleViolation('stale');
}

/** The answer was given: what was typed for it is in it. */
export async function forgetTyped(desk: Desk, request: TypedRequest): Promise<void> {
  if (await AnswerDraft.findOne({ where: { requestId: request.id } }))
    await write(desk, request, { typed: null, typedBy: null, typedAt: null });
}

type KeptTyping = Pick<AnswerDraft, 'typed' | 'typedBy' | 'typedAt'>;

async function write(desk: Desk, request: TypedRequest, written: KeptTyping): Promise<void> {
  const draft = await AnswerDraft.findOne({ where: { requestId: request.id } });
  if (draft) return void (await draft.update({ ...written, typedVersion: draft.typedVersion + 1 }));
  await AnswerDraft.create({
    ...written,
    requestId: request.id,
    version: 0,
    stated: sealJson(keyOf(desk, request), {}),
    typedVersion: 1,
    savedBy: written.typedBy ?? 'system',
    savedAt: written.typedAt ?? desk.clock(),
  });
}

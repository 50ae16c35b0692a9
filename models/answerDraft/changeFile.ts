import type { FileDecision } from '../../domain/answers/answerFile.ts';
import { assertMay } from '../../domain/permissions.ts';
import type { Removal } from '../../domain/redaction/removal.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerFile } from '../answerFile.ts';
import { destroyAttachment, fileAgain } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { sealJson, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { change } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { findRequest } from '../subjectRequest/page.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { type CleanCopy, cleanCopy, forgetCopy } from './cleanCopy.ts';
import { type FileReview, type PreparedFile, preparedFilesOf } from './files.ts';

/** A file of a request's draft, by the number of its attachment, and the version of its review that was seen. */
export type FileTarget = { reference: string; file: number; version: number };

/** The file and the copy of it that leaves. */
export type FilePair = { attachmentId: number; copyId: number | null };

/** What a change writes about a file. What it does not name stays; with a new copy nothing is decided. */
type FileChange = {
  decision?: FileDecision;
  digest?: string | null;
  review?: Partial<FileReview>;
};

/** The file as it stands, for somebody who may answer. Throws `not-found`, and `stale` where it was changed since it was seen. */
export async function seenFile(desk: Desk, by: By, target: FileTarget): Promise<PreparedFile> {
  assertMay(by, 'answer');
  const files = await preparedFilesOf(desk, await findRequest(by, target.reference));
  const file = files.find(({ id }) => id === target.file);
  if (!file) throw new RuleViolation('not-found');
  if (file.version !== target.version) throw new RuleViolation('stale');
  return file;
}

/** A new copy of the file. Outside any transaction. */
export async function copyOf(
  desk: Desk,
  by: By,
  { reference, file }: FileTarget,
  removals: readonly Removal[],
  asItCame = false,
): Promise<CleanCopy> {
  const request = await findRequest(by, reference);
  const row = await Attachment.findOne({ where: { id: file, requestId: request.id }, rejectOnEmpty: true });
  const came = fileAgain(keyOf(desk, request), row);
  if (!came) throw new RuleViolation('destroyed');
  return cleanCopy(desk, came, removals, asItCame);
}

/**
 * Writes one change of a file. A copy that was made for it takes the place of the former one, which is destroyed. Throws `stale` where
 * somebody changed the file since it was seen.
 */
export async function changeFile(
  desk: Desk,
  by: By,
  { reference, file, version }: FileTarget,
  made: CleanCopy | undefined,
  act: (it: Change, pair: FilePair) => Promise<FileChange>,
): Promise<void> {
  try {
    await change(desk, by, { reference }, 'answer', async (it) => {
      const where = { requestId: it.request.id, attachmentId: file };
      const row = await AnswerFile.findOne({ where });
      if ((row?.version ?? 0) !== version) throw new RuleViolation('stale');
      const copyId = made ? await newCopy(it, row, made) : (row?.copyId ?? null);
      const { review, ...decided } = await act(it, { attachmentId: file, copyId });
      const known = row ? unsealJson<FileReview>(it.key, row.data) : { removals: [] };
      const data = sealJson(it.key, { ...known, ...(made && { report: made.report }), ...review });
      const undecided = made && { decision: null, digest: null };
      const who = (made || decided.decision) && { decidedBy: it.by.actor, decidedAt: it.now };
      const next = { ...where, copyId, version: version + 1, data, ...undecided, ...who, ...decided };
      await (row ? row.update(next) : AnswerFile.create(next));
    });
  } catch (error) {
    if (made) await forgetCopy(desk, made);
    throw error;
  }
}

async function newCopy(it: Change, row: AnswerFile | null, { file }: CleanCopy): Promise<number> {
  const [id] = await it.keep('answer-copy', [file]);
  const former = row?.copyId && (await Attachment.findByPk(row.copyId));
  if (former) await destroyAttachment(former, it.now);
  return id as number;
}

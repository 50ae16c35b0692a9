import { mayRelease, type Release } from '../../domain/answers/answerFile.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { AnswerFile } from '../answerFile.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { findRequest } from '../subjectRequest/page.ts';
import { type CleanCopy, cleanCopy, forgetCopy } from './cleanCopy.ts';
import { type DescriptionInput, descriptionOf, type FileDescription } from './description.ts';
import type { FileReview } from './files.ts';
import { isToBeShown, released } from './released.ts';

type Added = { file: IncomingFile; copy: CleanCopy };

/**
 * Puts files into the answer that is being prepared, each with the copy of it that leaves; `release` where somebody lets them go at
 * once, which counts only for those that it can be said of; `described` says of all of them where they come from and what they are. A file that cannot be cleaned is not taken; the others are, and `refused` says why the first of them was not.
 */
export async function addAnswerFiles(
  desk: Desk,
  by: By,
  target: Target,
  given: { files: readonly IncomingFile[]; release?: Release; described?: DescriptionInput },
): Promise<{ added: number; refused?: RuleViolation }> {
  assertMay(by, 'answer');
  const { version } = await findRequest(by, target.reference);
  if (target.version !== undefined && target.version !== version) throw new RuleViolation('stale');
  const described = await descriptionOf(desk, by, given.described ?? {});
  const { added, refused } = await copiesOf(desk, given.files);
  const said = { release: given.release, described };
  try {
    if (added.length > 0) await change(desk, by, target, 'answer', (it) => addAll(it, added, said));
  } catch (error) {
    for (const { copy } of added) await forgetCopy(desk, copy);
    throw error;
  }
  return { added: added.length, refused };
}

async function copiesOf(desk: Desk, files: readonly IncomingFile[]) {
  const added: Added[] = [];
  let refused: RuleViolation | undefined;
  for (const file of files)
    try {
      added.push({ file, copy: await cleanCopy(desk, file, []) });
    } catch (error) {
      if (!(error instanceof RuleViolation)) {
        for (const { copy } of added) await forgetCopy(desk, copy);
        throw error;
      }
      refused ??= new RuleViolation(error.code, { ...error.data, name: file.name }, 'files');
    }
  return { added, refused };
}

async function addAll(
  it: Change,
  added: readonly Added[],
  { release, described }: { release?: Release; described: FileDescription },
): Promise<void> {
  const ids = await it.keep(
    'answer-draft',
    added.map(({ file }) => file),
  );
  const copies = await it.keep(
    'answer-copy',
    added.map(({ copy }) => copy.file),
  );
  for (const [nth, { file, copy }] of added.entries()) {
    const review: FileReview = { removals: [], report: copy.report, described };
    const pair = { attachmentId: ids[nth] as number, copyId: copies[nth] as number };
    const isReleased = release && mayRelease(file, release) && !isToBeShown(copy);
    await AnswerFile.create({
      requestId: it.request.id,
      ...pair,
      version: 1,
      data: sealJson(it.key, review),
      ...(isReleased && (await released(it, pair, release))),
      decidedBy: it.by.actor,
      decidedAt: it.now,
    });
  }
}

import { nameWithout } from '../../domain/answers/nameWithout.ts';
import type { Removal } from '../../domain/redaction/removal.ts';
import type { CleanReport } from '../../domain/redaction/report.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { cleaned } from '../../redaction/cleaned.ts';
import { survivors } from '../../redaction/survivors.ts';
import { type IncomingFile, openIncoming } from '../attachment/store.ts';
import { queued, queueOfEach } from '../database/queue.ts';
import type { Desk } from '../desk.ts';
import { destroyUnheld } from '../fileContent/destroy.ts';
import type { KeptContent } from '../fileContent/keep.ts';
import { contentParts } from '../fileContent/read.ts';
import { storeContent } from '../fileContent/store.ts';

/** The copy of a file that leaves, and what was done to it. `made` is its content, unless that is the file's own. */
export type CleanCopy = { file: IncomingFile; made?: KeptContent; report: CleanReport };

/** Files cleaned at once: what waits has nothing of its file in memory. */
const queueOf = queueOfEach(() => 2);
/** How long one waits for its turn, in time budgets of a page: about a minute. */
const A_MINUTE = 8;

/**
 * Makes the copy of a file that leaves, a few files at a time: without what is removed, and without its metadata. Outside any transaction: it may take a
 * while. Throws why it cannot be made, and `removal-survives` where the copy, read again, still has something that was removed.
 */
export const cleanCopy = (
  desk: Desk,
  file: IncomingFile,
  removals: readonly Removal[],
  asItCame = false,
): Promise<CleanCopy> =>
  queued(queueOf(desk.database), 'cleaners', A_MINUTE, () => copyOf(desk, file, removals, asItCame));

async function copyOf(
  desk: Desk,
  file: IncomingFile,
  removals: readonly Removal[],
  asItCame: boolean,
): Promise<CleanCopy> {
  const result = await cleaned(openIncoming(desk.database, file), removals, asItCame);
  const named = { name: nameWithout(result.name, removals), mediaType: result.mediaType };
  const made = await storeContent(desk, result.parts);
  try {
    await assertGone(desk, { ...named, kept: made }, removals);
    if ('kept' in file && file.kept.sha256 === made.sha256) {
      await destroyUnheld(desk.database, [made.id]);
      return { file: { ...named, kept: file.kept }, report: result.report() };
    }
    return { file: { ...named, kept: made }, made, report: result.report() };
  } catch (error) {
    await destroyUnheld(desk.database, [made.id]);
    throw error;
  }
}

async function assertGone(
  desk: Desk,
  { name, mediaType, kept }: { name: string; mediaType: string; kept: KeptContent },
  removals: readonly Removal[],
): Promise<void> {
  if (removals.length === 0) return;
  const parts = contentParts(desk.database, kept);
  const [found] = await survivors({ name, mediaType, size: kept.size, parts }, removals);
  if (found) throw new RuleViolation('removal-survives', { ...found });
}

/** Destroys the content of a copy that nothing points to. */
export const forgetCopy = (desk: Desk, { made }: CleanCopy): Promise<void> =>
  destroyUnheld(desk.database, made ? [made.id] : []);

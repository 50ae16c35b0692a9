import { LEAVING_OUT_REASONS, mayRelease, RELEASES } from '../../domain/answers/answerFile.ts';
import { formOf } from '../../domain/redaction/handling.ts';
import type { Removal } from '../../domain/redaction/removal.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { changeFile, copyOf, type FileTarget, seenFile } from './changeFile.ts';
import { type DescriptionInput, descriptionOf } from './description.ts';
import { isToBeShown, released } from './released.ts';

/**
 * Releases one file of an answer: its copy, which is made where there is none yet. Where something could not be cleaned out of a copy
 * that nobody has been shown, nothing is released; it is said what is still in it (`left-in-file`), and the next release is of that copy.
 * `copy` is the one that was shown: of others the release says nothing.
 */
export async function releaseFile(
  desk: Desk,
  by: By,
  target: FileTarget,
  { how, copy }: { how: string; copy?: number },
): Promise<void> {
  const file = await seenFile(desk, by, target);
  const release = RELEASES.find((one) => one === how);
  if (!release) throw new RuleViolation('release-missing', {}, 'release');
  if (copy !== file.copy?.id) throw new RuleViolation('stale');
  if (!mayRelease(file, release)) throw new RuleViolation('only-unread', { names: file.name }, 'release');
  const made = file.copy ? undefined : await copyOf(desk, by, target, []);
  const waits = made !== undefined && isToBeShown(made);
  await changeFile(desk, by, target, made, async (it, pair) => (waits ? {} : released(it, pair, release)));
  if (waits) throw new RuleViolation('left-in-file', {}, 'release');
}

/** Leaves a whole file out, for a reason of the law that the person is told, or because it holds nothing of theirs. */
export async function leaveFileOut(
  desk: Desk,
  by: By,
  target: FileTarget,
  { reason: given }: { reason: string },
): Promise<void> {
  await seenFile(desk, by, target);
  const reason = LEAVING_OUT_REASONS.find((one) => one === given);
  if (!reason) throw new RuleViolation('leaving-out-reason-missing', {}, 'reason');
  await changeFile(desk, by, target, undefined, async (it, { attachmentId }) => {
    it.tell('answer-file-left-out', { attachment: attachmentId, ground: reason });
    return { decision: 'left-out', digest: null, review: { reason } };
  });
}

/**
 * Removes words and pages from the copy that leaves: all of them anew, from the file as it came. What was released before no longer is.
 * With no removals the copy is whole again.
 */
export async function removeFromFile(
  desk: Desk,
  by: By,
  target: FileTarget,
  removals: readonly Removal[],
): Promise<void> {
  await seenFile(desk, by, target);
  const made = await copyOf(desk, by, target, removals);
  await changeFile(desk, by, target, made, async (it, { attachmentId }) => {
    const removed = made.report.removed.map(({ reason, count }) => `${reason} ${count}`).join(', ');
    it.tell('answer-file-changed', { attachment: attachmentId, removed });
    return { review: { removals: [...removals], reason: undefined, asItCame: undefined } };
  });
}

/**
 * Lets a PDF leave with the metadata that it came with, or without: for one whose metadata are what the person should get, or that must stay
 * what it is to the last byte. What was released before no longer is. Throws `not-found` for another kind of file.
 */
export async function leaveAsItCame(
  desk: Desk,
  by: By,
  target: FileTarget,
  { asItCame }: { asItCame: boolean },
): Promise<void> {
  const file = await seenFile(desk, by, target);
  if (formOf(file) !== 'pdf') throw new RuleViolation('not-found');
  const made = await copyOf(desk, by, target, [], asItCame);
  await changeFile(desk, by, target, made, async (it, { attachmentId }) => {
    it.tell('answer-file-changed', { attachment: attachmentId, removed: '' });
    return { review: { removals: [], reason: undefined, asItCame } };
  });
}

/**
 * Says of a file that was put into the answer from which system it was taken, and what it is. What was decided about it stands, since no
 * byte of it changes. Throws `not-found` for what a colleague handed over: that says by itself where it comes from.
 */
export async function describeFile(
  desk: Desk,
  by: By,
  target: FileTarget,
  typed: DescriptionInput,
): Promise<void> {
  const { isHandedOver } = await seenFile(desk, by, target);
  if (isHandedOver) throw new RuleViolation('not-found');
  const described = await descriptionOf(desk, by, typed);
  await changeFile(desk, by, target, undefined, async () => ({ review: { described } }));
}

import type { Outcome } from '../lifecycle/status.ts';
import type { Removal } from '../redaction/removal.ts';
import { type FileDecision, isKeptBack, type LeavingOutReason } from './answerFile.ts';

/** A file of an answer: by `came` those with the same bytes as they came are known. */
type TwinFile = {
  came: string;
  name: string;
  decision?: FileDecision;
  reason?: LeavingOutReason;
  removals: readonly Removal[];
};

/**
 * The names of files that would leave with what was left out of another with the same bytes: the same export handed over twice, looked
 * at once. Example: `orders.csv`, where `orders (1).csv` is the same and leaves without a name. `others` are the files of other requests
 * of the same form: they are not named, since only their own form can change them.
 */
export const leakingTwins = (files: readonly TwinFile[], others: readonly TwinFile[] = []): string[] =>
  files
    .filter((file) => leaves(file) && [...files, ...others].some((other) => keepsMore(other, file)))
    .map(({ name }) => name);

/** Whether the person gets, or may yet get, the answer to a request. What was decided about the files of others counts for nothing. */
export const reachesPerson = (outcome: Outcome | null): boolean => outcome === null || outcome === 'answered';

const leaves = ({ decision }: TwinFile): boolean => decision !== undefined && decision !== 'left-out';

/** Whether something of the one is left out that leaves with the other. */
function keepsMore(one: TwinFile, other: TwinFile): boolean {
  if (one === other || one.came !== other.came || !one.decision) return false;
  if (!leaves(one)) return one.reason !== undefined && isKeptBack(one.reason);
  const removed = new Set(other.removals.flatMap(pieces));
  return one.removals.flatMap(pieces).some((piece) => !removed.has(piece));
}

const pieces = (removal: Removal): string[] =>
  removal.kind === 'words' ? [`w ${removal.words}`] : removal.pages.map((page) => `p ${page}`);

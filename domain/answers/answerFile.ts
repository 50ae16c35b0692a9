import type { Worded } from '../languages.ts';
import { cited, type Law } from '../policies/law.ts';
import { handlingOf } from '../redaction/handling.ts';
import { REMOVAL_REASONS, type RemovalReason } from '../redaction/removal.ts';
import type { Right } from '../rights.ts';
import { requirementsOf } from './requirements.ts';

/** How a named person lets a file go with an answer: after looking at it, or unread. */
export const RELEASES = ['looked-at', 'released-unread'] as const;
export type Release = (typeof RELEASES)[number];

/** Whether it can be said of a file: nobody can have looked at one here that the desk cannot show. */
export const mayRelease = (file: { name: string; mediaType: string }, release: Release): boolean =>
  release === 'released-unread' || handlingOf(file).looked;

/** What can be decided about a file of an answer. */
export const FILE_DECISIONS = [...RELEASES, 'left-out'] as const;
export type FileDecision = (typeof FILE_DECISIONS)[number];

/** Why a whole file is left out: for a reason that the person is told, or because it holds nothing of theirs. */
export const LEAVING_OUT_REASONS = [...REMOVAL_REASONS, 'not-of-person'] as const;
export type LeavingOutReason = (typeof LEAVING_OUT_REASONS)[number];

/** Whether the person is told that a file is left out: nothing of theirs is kept back where none was in it. */
export const isKeptBack = (reason: LeavingOutReason): reason is RemovalReason => reason !== 'not-of-person';

/** How much was removed for one reason. */
export type Removed = { reason: RemovalReason; count: number };

/** What the person is told was kept back: removed from files, and whole files; with the passage that allows it, where the law has one. */
export type KeptBack = { removed: (Removed & { files: number })[]; leftOut: Removed[]; article?: Worded };

/** The passage by which the rights of others limit a copy of data. */
const LIMITS: Partial<Record<Right, string>> = { access: 'Art. 15(4)', portability: 'Art. 20(4)' };

/** The passage of the GDPR that allows something to be kept back from the answer to a right; undefined in other laws. */
export function passageOfKeepingBack(law: Pick<Law, 'rights' | 'cite'>, right: Right): Worded | undefined {
  const passage = requirementsOf(law, right) && LIMITS[right];
  return passage === undefined ? undefined : cited(law, passage);
}

/** All that is kept back of an answer, by reason, in the order of the reasons. */
export function keptBackOf(
  removed: readonly (readonly Removed[])[],
  leftOut: readonly LeavingOutReason[],
): KeptBack {
  return {
    removed: REMOVAL_REASONS.flatMap((reason) => {
      const counts = removed.map((of) => sum(of.filter((one) => one.reason === reason))).filter(Boolean);
      return counts.length > 0
        ? [{ reason, files: counts.length, count: counts.reduce((one, other) => one + other) }]
        : [];
    }),
    leftOut: REMOVAL_REASONS.flatMap((reason) => {
      const count = leftOut.filter((one) => one === reason).length;
      return count > 0 ? [{ reason, count }] : [];
    }),
  };
}

const sum = (removed: readonly Removed[]): number => removed.reduce((all, { count }) => all + count, 0);

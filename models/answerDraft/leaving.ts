import {
  type KeptBack,
  keptBackOf,
  type LeavingOutReason,
  passageOfKeepingBack,
  type Removed,
} from '../../domain/answers/answerFile.ts';
import { namedWithSystem } from '../../domain/answers/namedWithSystem.ts';
import { RIGHTS_ANSWERED_WITH_DATA } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { fileAgain, type IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { policyOf } from '../subjectRequest/recompute.ts';
import type { HandedOver } from '../task/handedOver.ts';
import { type PreparedFile, preparedFilesOf } from './files.ts';
import { leakingTwinsIn } from './twins.ts';

/** A file that leaves: its copy, the system that it comes from, what the DPO says that it is, and what was removed from it. */
export type LeavingFile = Partial<HandedOver> & { file: IncomingFile; removed: Removed[]; meaning?: string };

/** All that leaves with an answer, why each file that is left out is, and what the person has already by an answer that this completes. */
export type LeavingFiles = { files: LeavingFile[]; out: LeavingOutReason[]; sent: { name: string }[] };

/**
 * What leaves with the answer to a request: of each file the copy that a named person released, and no other bytes. Throws
 * `file-not-reviewed` with the names of the files about which nothing is decided: an answer with data names each of them, another
 * only those that were put into it, since what a colleague hands over there may be a proof. Throws `same-file-whole` where a file leaves
 * with what was left out of another with the same bytes, here or in another request of the same form.
 */
export async function leavingWith(it: Change): Promise<LeavingFiles> {
  const all = await preparedFilesOf(it.desk, it.request);
  const files = all.filter(({ isSent }) => !isSent);
  const open = files.filter((file) => isInAnswer(it, file) && !isDecided(file)).map(namedWithSystem);
  if (open.length > 0) throw new RuleViolation('file-not-reviewed', { names: open.join(', ') }, 'files');
  const twins = await leakingTwinsIn(
    it,
    files,
    all.filter(({ isSent }) => isSent),
  );
  if (twins.length > 0) throw new RuleViolation('same-file-whole', { names: twins.join(', ') }, 'files');
  const going = files.filter(({ decision }) => decision && decision !== 'left-out');
  const leaving = await Promise.all(going.map((file) => leavingFile(it, file)));
  const told = it.sheet.recorded.findLast(({ name }) => name === 'answered')?.at;
  const isNews = ({ decidedAt }: PreparedFile) => !told || (decidedAt !== undefined && decidedAt > told);
  const out = files
    .filter(isNews)
    .flatMap(({ decision, reason }) => (decision === 'left-out' && reason ? [reason] : []));
  return { files: leaving, out, sent: all.filter(({ isSent }) => isSent).map(({ name }) => ({ name })) };
}

/** What leaves with two requests that are answered together. */
export const together = (one: LeavingFiles, other: LeavingFiles): LeavingFiles => ({
  files: [...one.files, ...other.files],
  out: [...one.out, ...other.out],
  sent: [...one.sent, ...other.sent],
});

/** What an answer keeps of its files, by their numbers: where each comes from, what was removed from it, and what is kept back in all. */
export function toldOfFiles(it: Change, { files, out }: LeavingFiles, attachments: readonly number[]) {
  const known = files.map((file, nth) => [attachments[nth] as number, file] as const);
  const given = <T>(of: (file: LeavingFile) => T | undefined): Record<number, T> =>
    Object.fromEntries(
      known.flatMap(([id, file]) => {
        const value = of(file);
        return value === undefined ? [] : [[id, value]];
      }),
    );
  const removed = files.map((file) => file.removed);
  const article = passageOfKeepingBack(policyOf(it.desk, it.request).law, it.request.right);
  const keptBack: KeptBack = { ...keptBackOf(removed, out), article };
  const removals = given(({ removed }) => (removed.length > 0 ? removed : undefined));
  const isKept = keptBack.removed.length + keptBack.leftOut.length > 0;
  return {
    systems: given(({ system }) => system),
    ...(files.some(({ origin }) => origin) && { origins: given(({ origin }) => origin) }),
    ...(files.some(({ meaning }) => meaning) && { meanings: given(({ meaning }) => meaning) }),
    ...(isKept && { removed: removals, keptBack }),
  };
}

const isInAnswer = ({ request }: Change, { isHandedOver, version }: PreparedFile): boolean =>
  RIGHTS_ANSWERED_WITH_DATA.includes(request.right) || !isHandedOver || version > 0;

/** Whether it was left out, or its present copy is the one that was released. */
const isDecided = ({ decision, digest, copy }: PreparedFile): boolean =>
  decision === 'left-out' || (decision !== undefined && copy !== undefined && copy.digest === digest);

async function leavingFile(
  { key }: Change,
  { copy, system, origin, report, described }: PreparedFile,
): Promise<LeavingFile> {
  const row = await Attachment.findByPk(copy?.id ?? 0, { rejectOnEmpty: true });
  const file = fileAgain(key, row);
  if (!file) throw new RuleViolation('file-missing', {}, 'files');
  return { file, system, origin, removed: report?.removed ?? [], meaning: described?.meaning };
}

import type { Release } from '../../domain/answers/answerFile.ts';
import type { LeftCode } from '../../domain/redaction/report.ts';
import { Attachment } from '../attachment.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import type { FilePair } from './changeFile.ts';
import type { CleanCopy } from './cleanCopy.ts';

/** What is written of a file that a named person releases; the log says which bytes they are. */
export async function released(it: Change, { attachmentId, copyId }: FilePair, release: Release) {
  const copy = await Attachment.findByPk(copyId ?? 0, { attributes: ['digest'], rejectOnEmpty: true });
  const { digest } = copy;
  it.tell('answer-file-released', { attachment: copyId, of: attachmentId, digest, how: release });
  return { decision: release, digest };
}

/** What stands beside the choice itself; the rest is named first. */
const KNOWN_BEFORE: readonly LeftCode[] = ['not-cleaned'];
/** What matters only where words are to be gone: nobody finds them in a picture. */
const OF_WORDS: readonly LeftCode[] = ['pages-without-text', 'pictures'];

/** Whether something is still in a copy of which nothing was removed that whoever releases it must be told first. */
export const isToBeShown = ({ report }: CleanCopy): boolean =>
  report.left.some((code) => !KNOWN_BEFORE.includes(code) && !OF_WORDS.includes(code));

import type { Release } from '../../domain/answers/answerFile.ts';
import { handlingOf } from '../../domain/redaction/handling.ts';
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

/** What matters only where words are to be gone: nobody finds them in a picture. */
const OF_WORDS: readonly LeftCode[] = ['pages-without-text', 'pictures'];

/**
 * Whether something is still in a copy of which nothing was removed that whoever releases it must be told first. Of what the desk can neither show
 * nor clean, the choice itself says so.
 */
export const isToBeShown = ({ file, report }: CleanCopy): boolean =>
  report.left.some((code) => (code === 'not-cleaned' ? handlingOf(file).looked : !OF_WORDS.includes(code)));

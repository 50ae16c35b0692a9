import { Op } from 'sequelize';
import { leakingTwins, reachesPerson } from '../../domain/answers/twins.ts';
import { digestOfFile, fileAgain } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type PreparedFile, preparedFilesOf } from './files.ts';

/**
 * The names of files of an answer that would leave with what was left out of the same file, here or in another request of the same
 * form: the person gets both answers, together or one after the other. `sent` left with an answer that this one completes.
 */
export async function leakingTwinsIn(
  it: Change,
  files: readonly PreparedFile[],
  sent: readonly PreparedFile[],
): Promise<string[]> {
  if (!files.some(({ decision }) => decision)) return [];
  const { id, organisationId, submissionId } = it.request;
  const where = { organisationId, submissionId, kind: 'request' as const, id: { [Op.ne]: id } };
  const others = await SubjectRequest.findAll({ where });
  const decided = await Promise.all(
    others.filter(({ outcome }) => reachesPerson(outcome)).map((other) => decidedFilesOf(it, other)),
  );
  return leakingTwins(files, [...sent, ...decided.flat()]);
}

/** The files of another request about which something is decided, each with its digest by the key of this one. */
async function decidedFilesOf({ desk, key }: Change, other: SubjectRequest): Promise<PreparedFile[]> {
  const files = (await preparedFilesOf(desk, other)).filter(({ decision }) => decision);
  const known: PreparedFile[] = [];
  for (const file of files) {
    const row = await Attachment.findByPk(file.id, { rejectOnEmpty: true });
    const came = fileAgain(keyOf(desk, other), row);
    if (came) known.push({ ...file, came: digestOfFile(key, came) });
  }
  return known;
}

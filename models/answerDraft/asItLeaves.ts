import { formOf } from '../../domain/redaction/handling.ts';
import type { FileView } from '../../domain/redaction/shown.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { cleaned } from '../../redaction/cleaned.ts';
import { shownOf } from '../../redaction/shownOf.ts';
import { type OpenedFile, openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { queued, queueOfEach } from '../database/queue.ts';
import type { Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { PreparedFile } from './files.ts';

/** Files opened at once to be looked at: each may be held whole. */
const queueOf = queueOfEach(() => 2);
/** How long one waits for its turn, in time budgets of a page: about half a minute. */
const HALF_A_MINUTE = 4;

type FilesRequest = Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference'>;

/** What is seen of a file as it would leave: its text and cells, a picture, or neither; why it could not leave at all. */
export type SeenFile = Partial<FileView> & { picture?: PictureType; refused?: RuleViolation };

/** Pictures that a browser shows, by the type that they were found to have. */
const PICTURES = { jpeg: 'image/jpeg', png: 'image/png' } as const;
export type PictureType = (typeof PICTURES)[keyof typeof PICTURES];

/** The type of a file that is a picture which a browser shows. */
export function pictureType(file: { name: string; mediaType: string }): PictureType | undefined {
  const form = formOf(file);
  return form === 'jpeg' || form === 'png' ? PICTURES[form] : undefined;
}

/**
 * The bytes of a file that would leave: its copy, or what would be its copy if it were released now. Undefined once it was destroyed.
 * Throws why no copy can be made of it.
 */
export const fileAsItLeaves = (
  desk: Desk,
  request: FilesRequest,
  file: Pick<PreparedFile, 'id' | 'copy'>,
): Promise<OpenedFile | undefined> => taken(desk, () => opened(desk, request, file));

/** What a person sees of a file as it would leave. */
export async function seenAsItLeaves(
  desk: Desk,
  request: FilesRequest,
  file: PreparedFile,
): Promise<SeenFile> {
  try {
    return await taken(desk, async () => {
      const leaves = await opened(desk, request, file);
      if (!leaves) return {};
      const picture = pictureType(file);
      return picture ? { picture } : await shownOf(leaves).catch(unshown);
    });
  } catch (error) {
    if (error instanceof RuleViolation) return { refused: error };
    throw error;
  }
}

/** What can be released without being shown is not refused. */
function unshown(error: unknown): SeenFile {
  if (error instanceof RuleViolation) return {};
  throw error;
}

const taken = <T>(desk: Desk, work: () => Promise<T>): Promise<T> =>
  queued(queueOf(desk.database), 'readers', HALF_A_MINUTE, work);

async function opened(
  desk: Desk,
  request: FilesRequest,
  { id, copy }: Pick<PreparedFile, 'id' | 'copy'>,
): Promise<OpenedFile | undefined> {
  const row = await Attachment.findByPk(copy?.id ?? id);
  const file = row && openAttachment(desk.database, keyOf(desk, request), row);
  if (!file || copy) return file ?? undefined;
  const { parts, ...named } = await cleaned(file, []);
  if (parts === file.parts) return file;
  const bytes = Buffer.concat(await Array.fromAsync(parts));
  return { name: named.name, mediaType: named.mediaType, size: bytes.length, parts: asOne(bytes) };
}

async function* asOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

import type { Removal } from '../../domain/redaction/removal.ts';
import { asOnePart, type CleanedFile, type FileToClean, wholeOf } from '../file.ts';
import { inChild } from './run.ts';
import type { ChildTask, ChildTasks } from './tasks.ts';

/** HTML and mails up to this size take no longer than a page may. */
const SMALL = 512 * 1024;

/** Whether a file that must be read as a whole is so large that others would wait for it. */
export const isLarge = ({ size }: FileToClean): boolean => size > SMALL;

/** Does a task with a whole file in a process of its own. */
export const doneApart = async <T extends ChildTask>(
  task: T,
  file: FileToClean,
  removals: readonly Removal[] = [],
): Promise<ChildTasks[T]['result']> =>
  inChild({ task, name: file.name, bytes: await wholeOf(file), removals });

/** Cleans a whole file in a process of its own. */
export async function cleanedApart(
  task: 'clean-markup' | 'clean-mail' | 'clean-pdf' | 'plain-pdf' | 'clean-office',
  file: FileToClean,
  removals: readonly Removal[] = [],
): Promise<CleanedFile> {
  const { name, mediaType } = file;
  const { bytes, report } = await doneApart(task, file, removals);
  return { name, mediaType, parts: asOnePart(bytes), report: () => report };
}

import { RELEASES } from '../../domain/answers/answerFile.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { addAnswerFiles } from '../../models/answerDraft/addFiles.ts';
import type { By, Desk } from '../../models/desk.ts';
import type { Target } from '../../models/subjectRequest/change.ts';
import type { readFiles } from './forms.ts';

type Uploaded = Awaited<ReturnType<typeof readFiles>>;

/**
 * Stores the files that were sent with the form of an answer among the files of that answer, released as the form says, before anything
 * else is done: they stay there whatever becomes of the form. Gives the request as the form's user then knows it.
 */
export async function intoAnswer(
  desk: Desk,
  by: By,
  target: Target,
  form: Record<string, string>,
  uploaded: Uploaded,
): Promise<Target> {
  const files = uploaded.files();
  if (files.length === 0) return target;
  const release = RELEASES.find((one) => one === form.release);
  if (!release) throw new RuleViolation('release-missing', {}, 'release');
  const { added, refused } = await addAnswerFiles(desk, by, target, { files, release });
  await uploaded.stored();
  if (refused) throw refused;
  return added && target.version !== undefined ? { ...target, version: target.version + 1 } : target;
}

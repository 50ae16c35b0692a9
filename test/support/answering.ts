import { handlingOf } from '../../domain/redaction/handling.ts';
import { addAnswerFiles } from '../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import { releaseFile } from '../../models/answerDraft/review.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import type { By, Desk } from '../../models/desk.ts';
import { answer as answerAsItStands } from '../../models/subjectRequest/answer.ts';
import type { Target } from '../../models/subjectRequest/change.ts';
import { findRequest } from '../../models/subjectRequest/page.ts';

type Given = Parameters<typeof answerAsItStands>[3] & { files?: IncomingFile[] };

/** Answers a request; each of its files was looked at before, or, where the desk cannot look into it, released unread. */
export async function answer(desk: Desk, by: By, target: Target, { files = [], ...given }: Given) {
  for (const file of files) {
    const release = handlingOf(file).looked ? 'looked-at' : 'released-unread';
    await addAnswerFiles(desk, by, { reference: target.reference }, { files: [file], release });
  }
  const { reference, version } = target;
  const seen = version === undefined ? undefined : version + files.length;
  return answerAsItStands(desk, by, { reference, version: seen }, given);
}

/** Somebody has looked at each file that owners of systems handed over. */
export async function lookedAtAll(desk: Desk, by: By, { reference }: Target): Promise<void> {
  for (const { id, version, decision } of await preparedFilesOf(desk, await findRequest(by, reference)))
    if (!decision) await releaseFile(desk, by, { reference, file: id, version }, { how: 'looked-at' });
}

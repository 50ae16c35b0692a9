import { addAnswerFiles } from '../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../models/answerDraft/files.ts';
import { releaseFile } from '../models/answerDraft/review.ts';
import type { IncomingFile } from '../models/attachment/store.ts';
import { findRequest } from '../models/subjectRequest/page.ts';
import type { StoryCase } from './story.ts';

/** Before an answer goes, its files are looked at: those that it brings, and what the owners of systems handed over. */
export async function lookedAt(it: StoryCase, files: IncomingFile[]): Promise<void> {
  const { reference } = it.target;
  const by = it.office.by.dpo;
  await addAnswerFiles(it.desk, by, { reference }, { files, release: 'looked-at' });
  const request = await findRequest(by, reference);
  for (const { id, version, decision, handling, copy } of await preparedFilesOf(it.desk, request)) {
    if (decision) continue;
    const how = handling.looked ? 'looked-at' : 'released-unread';
    await releaseFile(it.desk, by, { reference, file: id, version }, { how, copy: copy?.id });
  }
}

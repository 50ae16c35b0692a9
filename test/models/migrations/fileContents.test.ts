import assert from 'node:assert/strict';
import { destroyAttachment, openAttachment, storeAttachments } from '../../../models/attachment/store.ts';
import { Attachment } from '../../../models/attachment.ts';
import type { By } from '../../../models/desk.ts';
import { addDraftFiles, saveAnswers } from '../../../models/draft/drafts.ts';
import { sendDraft } from '../../../models/draft/send.ts';
import { contentWriter } from '../../../models/fileContent/keep.ts';
import { migrate } from '../../../models/migrations/index.ts';
import { keyOf } from '../../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { sendingOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';

describe('Files from before they were kept in parts', () => {
  let desk: TestDesk;
  let by: By;
  let request: SubjectRequest;
  let token: string;
  beforeEach(async () => {
    desk = await deskForTests();
    by = { organisationId: desk.organisation.id, actor: 'person', role: 'person' };
    request = await received(desk, desk.organisation);
    await storeAttachments(keyOf(desk, request), request, 'message', [whole('passport')], desk.clock());
    token = await saveAnswers(desk, by, '', { rights: ['access', 'erasure'], who: WHO, behalf: BEHALF });
    await addDraftFiles(desk, by, token, [whole('letter')]);
    await takeAway();
    await migrate(desk.database);
  });

  /** As a desk was before. */
  async function takeAway(): Promise<void> {
    for (const table of ['attachments', 'draft_files']) {
      await desk.database.query(`DROP INDEX ${table}_content_id`);
      await desk.database.query(`ALTER TABLE ${table} DROP COLUMN content_id`);
    }
    for (const table of ['file_parts', 'file_contents']) await desk.database.query(`DROP TABLE ${table}`);
    await desk.database.query("DELETE FROM migrations WHERE name = '018-file-contents'");
  }

  const wordsIn = async (one: SubjectRequest): Promise<(string | undefined)[]> => {
    const rows = await Attachment.findAll({ where: { requestId: one.id }, order: ['id'] });
    const files = rows.map((row) => openAttachment(desk.database, keyOf(desk, one), row));
    return Promise.all(
      files.map(async (file) => file && Buffer.concat(await Array.fromAsync(file.parts)).toString()),
    );
  };

  it('open, and are destroyed', async () => {
    assert.deepEqual(await wordsIn(request), ['passport']);
    const [row] = await Attachment.findAll();
    await destroyAttachment(row as Attachment, desk.clock());
    assert.deepEqual(await wordsIn(request), [undefined]);
  });

  it('go with the form that they were added to, beside one that came since, to each request', async () => {
    const writer = contentWriter(desk);
    await writer.add(Buffer.from('scan'));
    const kept = await writer.end();
    await addDraftFiles(desk, by, token, [{ name: 'scan.txt', mediaType: 'text/plain', kept }]);
    const sent = await sendDraft(desk, by, token, await sendingOf(desk, by, token));
    assert.ok('received' in sent);
    assert.equal(sent.received.requests.length, 2);
    for (const one of sent.received.requests) assert.deepEqual(await wordsIn(one), ['letter', 'scan']);
  });
});

const WHO = { name: 'Ada', email: 'a@example.org', noEmail: false, postalAddress: '', customerNumber: '' };
const BEHALF = { for: 'self', otherName: '', relation: '', authority: '' } as const;
const whole = (text: string) => ({
  name: `${text}.txt`,
  mediaType: 'text/plain',
  content: Buffer.from(text),
});

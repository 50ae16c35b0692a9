import assert from 'node:assert/strict';
import { addAnswerFiles } from '../../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { leaveFileOut } from '../../../models/answerDraft/review.ts';
import { Attachment } from '../../../models/attachment.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests } from '../../support/desk.ts';
import { receive, staffMemberOf } from '../../support/requests.ts';

const text = (name: string, content: string, mediaType = 'text/plain') => ({
  name,
  mediaType,
  content: Buffer.from(content),
});
const reply = { text: 'Here is all.', nothingHeld: '', sending: { by: 'mail' as const } };

describe('Requests that are answered together', () => {
  it('get the same files; not where one has a file of its own about which nothing is decided', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'portability'] });
    const [access, portability] = requests as [SubjectRequest, SubjectRequest];
    await confirmIdentity(desk, dpo, access, { method: 'question', note: '', of: 'all' });
    const to = ({ reference }: SubjectRequest) => ({ reference });
    const given = { files: [text('orders.csv', 'a,b', 'text/csv')], release: 'looked-at' as const };
    await addAnswerFiles(desk, dpo, to(access), given);
    const own = { files: [text('own.csv', 'a,b', 'text/csv')] };
    await addAnswerFiles(desk, dpo, to(portability), own);
    const both = () => answer(desk, dpo, to(access), { ...reply, with: [portability.reference] });
    await assert.rejects(both(), { code: 'not-answered-together', field: 'with' });
    const [file] = await preparedFilesOf(desk, await portability.reload());
    assert.ok(file);
    const target = { ...to(portability), file: file.id, version: file.version };
    await leaveFileOut(desk, dpo, target, { reason: 'not-of-person' });
    await both();
    for (const { id } of requests)
      assert.equal(await Attachment.count({ where: { requestId: id, purpose: 'answer' } }), 1);
  });
});

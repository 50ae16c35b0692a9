import assert from 'node:assert/strict';
import { addAnswerFiles } from '../../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { leaveFileOut, releaseFile, removeFromFile } from '../../../models/answerDraft/review.ts';
import { Attachment } from '../../../models/attachment.ts';
import type { By } from '../../../models/desk.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
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

  describe('with the same file handed over for each', () => {
    let desk: TestDesk;
    let dpo: By;
    let access: SubjectRequest;
    let portability: SubjectRequest;
    beforeEach(async () => {
      desk = await deskForTests();
      dpo = await staffMemberOf(desk, desk.organisation);
      const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'portability'] });
      [access, portability] = requests as [SubjectRequest, SubjectRequest];
      await confirmIdentity(desk, dpo, access, { method: 'question', note: '', of: 'all' });
      for (const { reference } of requests) {
        const files = [text('orders.txt', 'Jane and Joe')];
        await addAnswerFiles(desk, dpo, { reference }, { files, release: 'looked-at' });
      }
    });
    const target = async ({ reference, id }: SubjectRequest) => {
      const request = await SubjectRequest.findByPk(id, { rejectOnEmpty: true });
      const [file] = await preparedFilesOf(desk, request);
      assert.ok(file);
      return { reference, file: file.id, version: file.version, copy: file.copy?.id };
    };
    const removeJane = async (request: SubjectRequest) => {
      const jane = { kind: 'words', words: 'Jane', reason: 'rights-of-others' } as const;
      await removeFromFile(desk, dpo, await target(request), [jane]);
      const { copy, ...to } = await target(request);
      await releaseFile(desk, dpo, to, { how: 'looked-at', copy });
    };
    const both = () =>
      answer(desk, dpo, { reference: access.reference }, { ...reply, with: [portability.reference] });
    const alone = ({ reference }: SubjectRequest) => answer(desk, dpo, { reference }, reply);
    const twin = { code: 'same-file-whole', field: 'files', data: { names: 'orders.txt' } };

    it('are not sent while a word is removed from one and left in the other, whichever it is', async () => {
      await removeJane(portability);
      await assert.rejects(both(), twin);
      await removeJane(access);
      await both();
      for (const { id } of [access, portability])
        assert.ok((await Attachment.count({ where: { requestId: id, purpose: 'answer' } })) > 0);
    });

    it('nor where the other form is the one that has it whole', async () => {
      await removeJane(access);
      await assert.rejects(both(), { code: 'not-answered-together', field: 'with' });
      await leaveFileOut(desk, dpo, await target(portability), { reason: 'not-of-person' });
      await both();
    });

    it('nor one after the other: what the first answer kept back does not leave with the second', async () => {
      await removeJane(access);
      await alone(access);
      await assert.rejects(alone(portability), twin);
      await removeJane(portability);
      await alone(portability);
    });

    it('but a request that was withdrawn holds nobody up', async () => {
      await removeJane(access);
      await withdraw(desk, dpo, { reference: access.reference }, { reason: 'They changed their mind.' });
      await alone(portability);
    });
  });
});

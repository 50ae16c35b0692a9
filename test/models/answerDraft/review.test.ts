import assert from 'node:assert/strict';
import type { Removal } from '../../../domain/redaction/removal.ts';
import { addAnswerFiles } from '../../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { leaveFileOut, releaseFile, removeFromFile } from '../../../models/answerDraft/review.ts';
import { AnswerFile } from '../../../models/answerFile.ts';
import { openAttachment } from '../../../models/attachment/store.ts';
import { Attachment } from '../../../models/attachment.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { contentWriter } from '../../../models/fileContent/keep.ts';
import { FileContent } from '../../../models/fileContent.ts';
import { Letter } from '../../../models/letter.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { keyOf } from '../../../models/subjectRequest/sealed.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const text = (name: string, content: string, mediaType = 'text/plain') => ({
  name,
  mediaType,
  content: Buffer.from(content),
});
const reply = { text: 'Here is all.', nothingHeld: '', sending: { by: 'mail' as const } };
const others = (words: string): Removal => ({ kind: 'words', words, reason: 'rights-of-others' });

describe('A file of an answer', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const to = () => ({ reference: request.reference });
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, dpo, to(), { method: 'mailbox', note: '' });
    await request.reload();
  });
  const add = (...files: ReturnType<typeof text>[]) => addAnswerFiles(desk, dpo, to(), { files });
  const file = async (nth = 0) => {
    const found = (await preparedFilesOf(desk, request))[nth];
    assert.ok(found);
    return found;
  };
  const target = async (nth = 0) => {
    const { id, version } = await file(nth);
    return { ...to(), file: id, version };
  };
  const release = async (how = 'looked-at', nth = 0) =>
    releaseFile(desk, dpo, await target(nth), { how, copy: (await file(nth)).copy?.id });
  const remove = async (...removals: Removal[]) => removeFromFile(desk, dpo, await target(), removals);
  const sent = async () => {
    const where = { requestId: request.id, purpose: 'answer' as const };
    const rows = await Attachment.findAll({ where, order: ['id'] });
    return Promise.all(
      rows.map(async (row) => {
        const opened = openAttachment(desk.database, keyOf(desk, request), row);
        const parts: Buffer[] = [];
        for await (const part of opened?.parts ?? []) parts.push(part);
        return `${opened?.name}: ${Buffer.concat(parts)}`;
      }),
    );
  };
  const told = async () => {
    const [event] = await Event.findAll({ where: { kind: 'answer-file-released' }, order: [['id', 'DESC']] });
    return event && { actor: event.actor, at: event.at, ...JSON.parse(event.data) };
  };

  it('does not leave before somebody has decided about it: the answer is refused and names it, whoever asks', async () => {
    await add(text('orders.txt', 'A table'), text('notes.txt', 'Some notes'));
    await release('looked-at', 1);
    await assert.rejects(answer(desk, dpo, to(), reply), {
      code: 'file-not-reviewed',
      data: { names: 'orders.txt' },
      field: 'files',
    });
    assert.equal(await Letter.count({ where: { kind: 'answer' } }), 0);
    await release();
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['orders.txt: A table', 'notes.txt: Some notes']);
  });

  it('is released by a named person: the log says who, when, how, and which bytes', async () => {
    await add(text('orders.txt', 'A table'));
    await release('released-unread');
    const copy = await Attachment.findOne({ where: { purpose: 'answer-copy' }, rejectOnEmpty: true });
    const { actor, attachment, digest, how } = (await told()) ?? {};
    assert.deepEqual(
      { actor, attachment, digest, how },
      { actor: dpo.actor, attachment: copy.id, digest: copy.digest, how: 'released-unread' },
    );
    assert.equal((await file()).decidedAt?.getTime(), desk.clock().getTime());
    await answer(desk, dpo, to(), reply);
    const left = await Attachment.findOne({ where: { purpose: 'answer' }, rejectOnEmpty: true });
    assert.equal(left.digest, digest);
  });

  it('that the desk cannot look into leaves only released unread', async () => {
    const heic = text('photo.heic', 'ftypheic', 'image/heic');
    await addAnswerFiles(desk, dpo, to(), { files: [heic], release: 'looked-at' });
    assert.equal((await file()).decision, undefined);
    await assert.rejects(answer(desk, dpo, to(), reply), { code: 'file-not-reviewed' });
    await assert.rejects(release('looked-at'), { code: 'only-unread', data: { names: 'photo.heic' } });
    await release('released-unread');
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['photo.heic: ftypheic']);
  });

  it('that cannot be cleaned is not taken, and those beside it are', async () => {
    const webp = text('photo.webp', 'RIFF....WEBP', 'image/webp');
    const { added, refused } = await add(webp, text('orders.txt', 'A table'));
    assert.equal(added, 1);
    assert.deepEqual(
      [refused?.code, refused?.field, refused?.data.name],
      ['webp-not-cleaned', 'files', 'photo.webp'],
    );
    assert.equal((await file()).name, 'orders.txt');
  });

  it('leaves without the words that were removed, told by how many and why; the file as it came stays in the desk', async () => {
    await add(text('Mail of Jane Doe.txt', 'From Jane Doe to Ada. Jane Doe regrets.'));
    await remove(others('Jane Doe'));
    await release();
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['Mail of ___.txt: From ***** to Ada. ***** regrets.']);
    const letter = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    assert.ok(letter.data);
    const came = await Attachment.findOne({ where: { purpose: 'answer-draft' }, rejectOnEmpty: true });
    assert.equal(came.size, 39);
    assert.equal(came.destroyedAt, null);
    const log = JSON.stringify(await Event.findAll({ raw: true }));
    assert.doesNotMatch(log, /Jane/);
    assert.match(log, /rights-of-others 2/);
  });

  it('must be released anew once other words are removed: a release is of these bytes, and the former copy is destroyed', async () => {
    await add(text('orders.txt', 'Jane and Joe'));
    await remove(others('Jane'));
    await release();
    const before = await file();
    await remove(others('Jane'), others('Joe'));
    assert.equal((await file()).decision, undefined);
    await assert.rejects(answer(desk, dpo, to(), reply), { code: 'file-not-reviewed' });
    const former = await Attachment.findByPk(before.copy?.id ?? 0, { rejectOnEmpty: true });
    assert.deepEqual([former.data, former.content, former.contentId], [null, null, null]);
    assert.ok(former.destroyedAt);
    await release();
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['orders.txt: ***** and *****']);
  });

  it('is not released where a colleague has changed it since it was looked at, nor by the number of another copy', async () => {
    await add(text('orders.txt', 'Jane and Joe'));
    const seen = { target: await target(), copy: (await file()).copy?.id };
    await remove(others('Jane'));
    const late = releaseFile(desk, dpo, seen.target, { how: 'looked-at', copy: seen.copy });
    await assert.rejects(late, { code: 'stale' });
    const other = releaseFile(desk, dpo, await target(), { how: 'looked-at', copy: seen.copy });
    await assert.rejects(other, { code: 'stale' });
    await assert.rejects(removeFromFile(desk, dpo, seen.target, []), { code: 'stale' });
    await assert.rejects(leaveFileOut(desk, dpo, seen.target, { reason: 'trade-secret' }), { code: 'stale' });
    assert.equal((await file()).decision, undefined);
  });

  it('that two people decide about at the same moment is decided by one of them, and leaves no copy of the others behind', async () => {
    await add(text('orders.txt', 'Jane'));
    const contents = await FileContent.count();
    const [seen, copy] = [await target(), (await file()).copy?.id];
    const done = await Promise.allSettled([
      releaseFile(desk, dpo, seen, { how: 'looked-at', copy }),
      removeFromFile(desk, dpo, seen, [others('Jane')]),
      leaveFileOut(desk, dpo, seen, { reason: 'trade-secret' }),
    ]);
    const codes = done.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'));
    assert.deepEqual(codes.toSorted(), ['done', 'stale', 'stale']);
    assert.equal((await file()).version, 2);
    assert.equal(await FileContent.count(), contents);
  });

  it('does not leave if its copy is no longer the one that was released', async () => {
    await add(text('orders.txt', 'Jane and Joe'));
    await release();
    await AnswerFile.update({ digest: '0'.repeat(64) }, { where: {} });
    await assert.rejects(answer(desk, dpo, to(), reply), { code: 'file-not-reviewed' });
  });

  it('does not leave with what was removed from, or kept back with, another that has the same bytes', async () => {
    await add(
      text('orders.txt', 'Jane and Joe'),
      text('again.txt', 'Jane and Joe'),
      text('else.txt', 'Jane'),
    );
    const decide = (reason: string) => target(1).then((one) => leaveFileOut(desk, dpo, one, { reason }));
    await removeFromFile(desk, dpo, await target(0), [others('Jane')]);
    for (const nth of [0, 1, 2]) await release('looked-at', nth);
    const twin = { code: 'same-file-whole', field: 'files', data: { names: 'again.txt' } };
    await assert.rejects(answer(desk, dpo, to(), reply), twin);
    await decide('trade-secret');
    await assert.rejects(answer(desk, dpo, to(), reply), { ...twin, data: { names: 'orders.txt' } });
    await removeFromFile(desk, dpo, await target(1), [others('Jane'), others('Joe')]);
    await release('looked-at', 1);
    await assert.rejects(answer(desk, dpo, to(), reply), { ...twin, data: { names: 'orders.txt' } });
    await decide('not-of-person');
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['orders.txt: ***** and Joe', 'else.txt: Jane']);
  });

  it('that is left out needs a reason; the person is told how many and why, unless it holds nothing of theirs', async () => {
    await add(text('a.txt', 'A'), text('b.txt', 'B'), text('c.txt', 'C'));
    await assert.rejects(leaveFileOut(desk, dpo, await target(), { reason: '' }), {
      code: 'leaving-out-reason-missing',
      field: 'reason',
    });
    await leaveFileOut(desk, dpo, await target(0), { reason: 'trade-secret' });
    await leaveFileOut(desk, dpo, await target(1), { reason: 'not-of-person' });
    await release('looked-at', 2);
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['c.txt: C']);
  });

  it('keeps its release when the answer is undone before it went, and when it is answered again', async () => {
    await add(text('orders.txt', 'A table'));
    await release();
    await answer(desk, dpo, to(), reply);
    await undoDecision(desk, dpo, to(), 'answer-decided');
    await answer(desk, dpo, to(), reply);
    assert.deepEqual(await sent(), ['orders.txt: A table', 'orders.txt: A table']);
  });

  it('is stored once where nothing had to be cleaned, and leaves nothing behind where its copy is refused', async () => {
    const before = await FileContent.count();
    const writer = contentWriter(desk);
    await writer.add(Buffer.from('A table'));
    const uploaded = { name: 'orders.txt', mediaType: 'text/plain', kept: await writer.end() };
    await addAnswerFiles(desk, dpo, to(), { files: [uploaded] });
    assert.equal(await FileContent.count(), before + 1);
    await assert.rejects(remove({ kind: 'pages', pages: [1], reason: 'trade-secret' }), {
      code: 'redaction-not-possible',
    });
    assert.equal(await FileContent.count(), before + 1);
    const late = { ...(await target()), version: 0 };
    await assert.rejects(removeFromFile(desk, dpo, late, []), { code: 'stale' });
    assert.equal(await FileContent.count(), before + 1);
  });
});

import assert from 'node:assert/strict';
import { destroyAttachment, openAttachment, storeAttachments } from '../../models/attachment/store.ts';
import { Attachment } from '../../models/attachment.ts';
import type { By } from '../../models/desk.ts';
import {
  addDraftFiles,
  draftFiles,
  forgetDrafts,
  readDraft,
  saveAnswers,
} from '../../models/draft/drafts.ts';
import { sendDraft } from '../../models/draft/send.ts';
import { digestOfShown } from '../../models/draft/shown.ts';
import { verifyChains } from '../../models/event/verify.ts';
import { Event } from '../../models/event.ts';
import { destroyLost } from '../../models/fileContent/destroy.ts';
import { contentWriter, type KeptContent } from '../../models/fileContent/keep.ts';
import { contentParts } from '../../models/fileContent/read.ts';
import { FileContent, FilePart } from '../../models/fileContent.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { received } from '../support/requests.ts';

const PARTS = ['The first part, ', 'the second, ', 'the last.'].map((text) => Buffer.from(text));

describe('What a file holds', () => {
  let desk: TestDesk;
  let by: By;
  beforeEach(async () => {
    desk = await deskForTests();
    by = { organisationId: desk.organisation.id, actor: 'person', role: 'person' };
  });

  async function keep(parts = PARTS): Promise<KeptContent> {
    const writer = contentWriter(desk);
    for (const part of parts) await writer.add(part);
    return writer.end();
  }
  const fileOf = (kept: KeptContent) => ({ name: 'scan.txt', mediaType: 'text/plain', kept });
  const wordsOf = async (kept: KeptContent) =>
    Buffer.concat(await Array.fromAsync(contentParts(desk.database, kept))).toString();
  const counts = async () => [await FileContent.count(), await FilePart.count()];

  /** Sent by the form, with two rights: two requests. */
  async function sent(kept: KeptContent): Promise<SubjectRequest[]> {
    const who = {
      name: 'Ada',
      email: 'a@example.org',
      noEmail: false,
      postalAddress: '',
      customerNumber: '',
    };
    const behalf = { for: 'self', otherName: '', relation: '', authority: '' } as const;
    const token = await saveAnswers(desk, by, '', { rights: ['access', 'erasure'], who, behalf });
    await addDraftFiles(desk, by, token, [fileOf(kept)]);
    const draft = await readDraft(desk, by, token);
    assert.ok(draft);
    const shown = digestOfShown(by, { draft, files: await draftFiles(desk, token), language: 'en' });
    const found = await sendDraft(desk, by, token, { formKey: draft.formKey, shown, language: 'en' });
    assert.ok('received' in found);
    return SubjectRequest.findAll({ order: ['id'] });
  }
  const opened = async (request: SubjectRequest) => {
    const row = await Attachment.findOne({ where: { requestId: request.id }, rejectOnEmpty: true });
    const file = openAttachment(desk.database, keyOf(desk, request), row);
    return file && Buffer.concat(await Array.fromAsync(file.parts)).toString();
  };

  it('is there once, whatever the number of rights that it was sent for, and was not moved', async () => {
    const kept = await keep();
    const before = await FilePart.findAll({ raw: true, order: ['id'] });
    const requests = await sent(kept);
    assert.equal(requests.length, 2);
    for (const request of requests)
      assert.equal(await opened(request), 'The first part, the second, the last.');
    assert.deepEqual(await FilePart.findAll({ raw: true, order: ['id'] }), before);
    assert.ok((await Attachment.findAll({ raw: true })).every(({ content }) => content === null));
  });

  it('is in the log of each request that got it, under its own number and digest, and every chain holds', async () => {
    const requests = await sent(await keep());
    for (const { id } of requests) {
      const row = await Attachment.findOne({ where: { requestId: id }, rejectOnEmpty: true });
      const events = await Event.findAll({ where: { requestId: id }, order: ['sequence'] });
      assert.deepEqual(
        events.map(({ kind, data }) => [kind, JSON.parse(data).attachment]),
        [
          ['received', undefined],
          ['file-stored', row.id],
        ],
      );
      assert.equal(JSON.parse(events[1]?.data ?? '{}').digest, row.digest);
    }
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });

  it('goes with the last request that points to it: destroyed in one, it opens in the other', async () => {
    const [first, second] = (await sent(await keep())) as [SubjectRequest, SubjectRequest];
    const rows = await Attachment.findAll({ order: ['id'] });
    await destroyAttachment(rows[0] as Attachment, desk.clock());
    assert.equal(await opened(first), undefined);
    assert.equal(await opened(second), 'The first part, the second, the last.');
    assert.deepEqual(await counts(), [1, 3]);
    await destroyAttachment(rows[1] as Attachment, desk.clock());
    assert.deepEqual(await counts(), [0, 0]);
    assert.deepEqual(
      rows.map(({ data, contentId, size }) => [data, contentId, size]),
      [
        [null, null, 37],
        [null, null, 37],
      ],
    );
  });

  it('can be opened by nobody once the key of its request is gone', async () => {
    const [request] = (await sent(await keep())) as [SubjectRequest];
    const row = await Attachment.findOne({ where: { requestId: request.id }, rejectOnEmpty: true });
    assert.throws(() => openAttachment(desk.database, Buffer.alloc(32), row));
    assert.doesNotMatch(String((await FilePart.findAll({ raw: true })).map(({ sealed }) => sealed)), /part/);
  });

  it('is not read with a part altered, missing or in the place of another', async () => {
    const exchanged = await keep();
    const [one, two] = await FilePart.findAll({ where: { contentId: exchanged.id }, order: ['nth'] });
    const [first, second] = [one?.sealed as Buffer, two?.sealed as Buffer];
    await one?.update({ sealed: second });
    await two?.update({ sealed: first });
    await assert.rejects(wordsOf(exchanged));
    const short = await keep();
    await FilePart.destroy({ where: { contentId: short.id, nth: 2 } });
    await assert.rejects(wordsOf(short), /part 2 .* missing/);
    const altered = await keep();
    const part = await FilePart.findOne({ where: { contentId: altered.id }, rejectOnEmpty: true });
    await part.update({ sealed: Buffer.from(part.sealed).fill(0, 30, 34) });
    await assert.rejects(wordsOf(altered));
  });

  it('has a digest in the log that is keyed by its request, the same however it came', async () => {
    const request = await received(desk, desk.organisation);
    const key = keyOf(desk, request);
    const whole = { name: 'scan.txt', mediaType: 'text/plain', content: Buffer.concat(PARTS) };
    const stored = await storeAttachments(
      key,
      request,
      'message',
      [fileOf(await keep()), whole],
      desk.clock(),
    );
    assert.equal(stored[0]?.digest, stored[1]?.digest);
    const [other] = await storeAttachments(Buffer.alloc(32, 1), request, 'message', [whole], desk.clock());
    assert.notEqual(other?.digest, stored[0]?.digest);
  });

  it('goes with a form that was never sent, and with one that broke off', async () => {
    const token = await saveAnswers(desk, by, '', {});
    await addDraftFiles(desk, by, token, [fileOf(await keep())]);
    await keep();
    await destroyLost(desk, new Date(desk.clock().getTime() + 30 * 60_000));
    assert.deepEqual(await counts(), [2, 6], 'it may still be on its way');
    await destroyLost(desk, new Date(desk.clock().getTime() + 2 * 3_600_000));
    assert.deepEqual(await counts(), [1, 3]);
    await forgetDrafts(desk, new Date(desk.clock().getTime() + 25 * 3_600_000));
    assert.deepEqual(await counts(), [0, 0]);
  });
});

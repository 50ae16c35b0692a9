import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import {
  addDraftFiles,
  draftFileRows,
  draftFiles,
  filesToSend,
  forgetDrafts,
  readDraft,
  removeDraftFile,
  saveAnswers,
} from '../../../models/draft/drafts.ts';
import { sendDraft } from '../../../models/draft/send.ts';
import { Draft } from '../../../models/draft.ts';
import { DraftFile } from '../../../models/draftFile.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { Submission } from '../../../models/submission.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { sendingOf } from '../../support/publicForm.ts';

const who = {
  name: 'Ada Example',
  email: 'ada@example.org',
  noEmail: false,
  postalAddress: '',
  customerNumber: '',
};
const behalf = { for: 'self', otherName: '', relation: '', authority: '' } as const;
const FOR_BO = { for: 'other', otherName: 'Bo', relation: 'mother', authority: '' } as const;
const file = { name: 'contract.txt', mediaType: 'text/plain', content: Buffer.from('a secret clause') };

describe('A form that is being filled in', () => {
  let desk: TestDesk;
  let by: By;
  beforeEach(async () => {
    desk = await deskForTests();
    by = { organisationId: desk.organisation.id, actor: 'person', role: 'person' };
  });

  it('keeps each answer beside the former ones', async () => {
    const token = await saveAnswers(desk, by, '', { rights: ['access'] });
    assert.equal(await saveAnswers(desk, by, token, { who }), token);
    const draft = await readDraft(desk, by, token);
    assert.deepEqual(draft?.answers, { rights: ['access'], who });
  });

  it('is stored unreadable, under a hash of its token', async () => {
    const token = await saveAnswers(desk, by, '', { who });
    await addDraftFiles(desk, by, token, [file]);
    const [row] = await Draft.findAll({ raw: true });
    const [kept] = await DraftFile.findAll({ raw: true });
    assert.doesNotMatch(`${row?.data} ${kept?.data} ${kept?.content}`, /Ada|example|contract|clause/);
    assert.notEqual(row?.tokenHash, token);
  });

  it('gives its files back whole and lets one be taken out', async () => {
    const token = await saveAnswers(desk, by, '', {});
    await addDraftFiles(desk, by, token, [file, { ...file, name: 'other.txt' }]);
    const [first] = await draftFiles(desk, token);
    assert.deepEqual({ ...first, id: 0 }, { id: 0, name: 'contract.txt', mediaType: 'text/plain', size: 15 });
    await removeDraftFile(desk, by, 'another token', first?.id ?? 0);
    assert.deepEqual(await filesToSend(desk, await draftFileRows(desk, token)), [
      file,
      { ...file, name: 'other.txt' },
    ]);
    await removeDraftFile(desk, by, token, first?.id ?? 0);
    assert.deepEqual(
      (await draftFiles(desk, token)).map(({ name }) => name),
      ['other.txt'],
    );
  });

  it('opens for its own organisation only', async () => {
    const token = await saveAnswers(desk, by, '', { who });
    const other = await anotherOrganisation(desk);
    assert.equal(
      await readDraft(desk, { organisationId: other.id, actor: 'person', role: 'person' }, token),
      undefined,
    );
  });

  it('is over 24 hours after its last answer, and then forgotten with its files', async () => {
    const token = await saveAnswers(desk, by, '', { who });
    await addDraftFiles(desk, by, token, [file]);
    desk.clock.advance({ hours: 23, minutes: 59 });
    await saveAnswers(desk, by, token, { about: 'still here' });
    desk.clock.advance({ hours: 23, minutes: 59 });
    assert.equal(await forgetDrafts(desk, desk.clock()), 0);
    assert.ok(await readDraft(desk, by, token));
    desk.clock.advance({ minutes: 1 });
    assert.equal(await readDraft(desk, by, token), undefined);
    assert.equal(await forgetDrafts(desk, desk.clock()), 1);
    assert.equal((await Draft.count()) + (await DraftFile.count()), 0);
  });

  it('has as many files as it may, also when lots come at the same time', async () => {
    const token = await saveAnswers(desk, by, '', {});
    const lot = Array.from({ length: 3 }, (_, n) => ({
      name: `${n}`,
      mediaType: 'text/plain',
      content: Buffer.alloc(9),
    }));
    const all = await Promise.allSettled(
      Array.from({ length: 4 }, () => addDraftFiles(desk, by, token, lot, 7)),
    );
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 2);
    assert.equal((await draftFiles(desk, token)).length, 6);
  });

  it('is sent once, however often it is sent at the same time', async () => {
    const token = await saveAnswers(desk, by, '', { rights: ['access', 'erasure'], who, behalf });
    await addDraftFiles(desk, by, token, [file]);
    const sending = await sendingOf(desk, by, token);
    const all = await Promise.all(Array.from({ length: 8 }, () => sendDraft(desk, by, token, sending)));
    const tokens = all.map((sent) => ('received' in sent ? sent.received.statusToken : sent));
    assert.equal(new Set(tokens).size, 1);
    assert.equal(await Submission.count(), 1);
    assert.equal(await SubjectRequest.count(), 2);
    assert.equal((await Draft.count()) + (await DraftFile.count()), 0);
  });

  it('is not sent with a question unanswered, nor under another form’s key', async () => {
    const token = await saveAnswers(desk, by, '', { rights: ['access'], who });
    const sending = await sendingOf(desk, by, token);
    const another = { ...sending, formKey: 'another' };
    assert.deepEqual(await sendDraft(desk, by, token, sending), { unanswered: 'behalf' });
    await saveAnswers(desk, by, token, { behalf });
    assert.deepEqual(await sendDraft(desk, by, token, another), { changed: true });
    assert.deepEqual(await sendDraft(desk, by, 'no token', another), { unanswered: 'rights' });
    assert.equal(await SubjectRequest.count(), 0);
  });

  const changes: [string, (token: string) => Promise<unknown>][] = [
    ['another right', (token) => saveAnswers(desk, by, token, { rights: ['access', 'marketing-objection'] })],
    ['another name', (token) => saveAnswers(desk, by, token, { who: { ...who, name: 'Bo' } })],
    ['somebody else for whom it is', (token) => saveAnswers(desk, by, token, { behalf: FOR_BO })],
    ['other words', (token) => saveAnswers(desk, by, token, { about: 'Only the photographs' })],
    ['a file more', (token) => addDraftFiles(desk, by, token, [file])],
    [
      'a file less',
      async (token) =>
        removeDraftFile(desk, by, token, (await draftFiles(desk, token)).find(Boolean)?.id ?? 0),
    ],
  ];
  for (const [what, change] of changes) {
    it(`is not sent with ${what} than its check page showed`, async () => {
      const token = await saveAnswers(desk, by, '', { rights: ['erasure'], who, behalf });
      await addDraftFiles(desk, by, token, [file]);
      const sending = await sendingOf(desk, by, token);
      await change(token);
      assert.deepEqual(await sendDraft(desk, by, token, sending), { changed: true });
      assert.equal(await SubjectRequest.count(), 0);
      assert.equal(await Draft.count(), 1);
      assert.ok('received' in (await sendDraft(desk, by, token, await sendingOf(desk, by, token))));
    });
  }

  it('is not sent in another language than its check page was in', async () => {
    const token = await saveAnswers(desk, by, '', { rights: ['erasure'], who, behalf });
    const sending = await sendingOf(desk, by, token);
    assert.deepEqual(await sendDraft(desk, by, token, { ...sending, language: 'fr' }), { changed: true });
    assert.ok('received' in (await sendDraft(desk, by, token, sending)));
  });

  it('is sent when the same is answered again', async () => {
    const token = await saveAnswers(desk, by, '', { rights: ['erasure'], who, behalf });
    const sending = await sendingOf(desk, by, token);
    await saveAnswers(desk, by, token, { who: { ...who } });
    assert.ok('received' in (await sendDraft(desk, by, token, sending)));
  });
});

import assert from 'node:assert/strict';
import { lettersGoOut } from '../../support/post.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';
import { BY_POST, type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('An answer, by its form', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('needs its words; then only the promises are left', async () => {
    await at.refused('answer', { sending: 'mail' }, 'text', /Enter the answer/);
    await at.done('answer', { text: 'It is deleted.', sending: 'mail' });
    assert.equal(await at.state(), 'open');
    assert.match(
      await at.html(),
      /The answer is decided; the letter has been waiting for the mail server since[\s\S]*It is deleted\./,
    );
    await lettersGoOut(at.desk);
    assert.equal(await at.state(), 'purge-pending');
    assert.match(await at.html(), /It is deleted\./);
  });

  it('about access needs a confirmed identity, and a file or the reason why nothing is held', async () => {
    at.request = await received(at.desk, { id: at.request.organisationId } as never, { rights: ['access'] });
    await at.refused(
      'answer',
      { text: 'Here is your data.', sending: 'mail' },
      'text',
      /Confirm the person’s identity/,
    );
    await at.done('identity-check', { method: 'question' });
    await at.refused(
      'answer',
      { text: 'Here is your data.', sending: 'mail' },
      'files',
      /Add a file, or give the reason/,
    );
    const sent = await at.dpo.submit(
      at.path('answer'),
      { text: 'Here is your data.', sending: 'mail', release: 'looked-at' },
      { files: [{ field: 'files', name: 'data.json', content: '{}' }] },
    );
    assert.equal(sent.status, 303);
    assert.match(await at.html(), /data\.json/);
  });

  it('asks whether its files were looked at, and keeps them meanwhile', async () => {
    const files = [{ field: 'files', name: 'data.json', content: '{}' }];
    const faulty = await at.dpo.submit(
      at.path('answer'),
      { text: 'Here it is.', sending: 'mail' },
      { files },
    );
    assert.equal(faulty.status, 422);
    assert.match(wordsOf(faulty), /Say whether you have looked at the files or release them unread/);
    assert.match(faulty.text, /Kept from before: data\.json/);
    const kept = /name="kept" value="([^"]+)"/.exec(faulty.text)?.[1] ?? '';
    await at.done('answer', { text: 'Here it is.', sending: 'mail', kept, release: 'released-unread' });
    assert.match(await at.html(), /data\.json/);
    assert.match(
      wordsOf(await at.dpo.get(at.path('events'))),
      /A file of the answer was released: released unread/,
    );
  });

  it('keeps its files with the request when something else is to be corrected: they need not be chosen again', async () => {
    const files = [{ field: 'files', name: 'data.json', content: '{}' }];
    const fields = { text: '', sending: 'mail', release: 'looked-at' };
    const faulty = await at.dpo.submit(at.path('answer'), fields, { files });
    assert.equal(faulty.status, 422);
    assert.match(
      wordsOf(faulty),
      /Files of this answer.*data\.json added here .* nothing looked at by The dpo/,
    );
    assert.doesNotMatch(faulty.text, /Kept from before/);
    await at.done('answer', { text: 'Here it is.', sending: 'mail' });
    assert.match(await at.html(), /data\.json/);
  });
});

describe('An answer with more files than one may have', () => {
  it('is shown again with what was written, also below the files', async () => {
    at = await requestAtHand();
    const hidden = await at.dpo.hiddenFields(at.path('answer'), at.path('answer'));
    const sending = at.dpo.post(at.path('answer'));
    for (const [name, value] of Object.entries(hidden)) sending.field(name, String(value));
    sending.field('text', 'All of it is deleted.');
    for (let n = 0; n < 21; n += 1) sending.attach('files', Buffer.from('x'), `${n}.txt`);
    for (const [name, value] of Object.entries(BY_POST)) sending.field(name, value);
    const { status, text } = await sending;
    assert.equal(status, 413);
    assert.match(text, /id="files-error">[\s\S]*?more than 20 files/);
    assert.ok(text.includes('All of it is deleted.') && text.includes(BY_POST.proof));
    assert.equal(await at.state(), 'open');
  });
});

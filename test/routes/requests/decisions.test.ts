import assert from 'node:assert/strict';
import { appForTests, signedIn } from '../../support/app.ts';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock, received } from '../../support/requests.ts';
import { BY_POST, type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;

describe('An extension, by its form (Art. 12(3))', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });
  const extension = { ground: 'complexity', reason: 'Nine systems hold data' };

  it('shows the date it would give, and needs its ground and reason', async () => {
    assert.match(
      (await at.dpo.get(at.path('extension'))).text,
      /from Thursday 2 April 2026 to Tuesday 2 June 2026/,
    );
    await at.refused(
      'extension',
      { ...extension, ground: '', sending: 'mail' },
      'ground',
      /Choose the ground/,
    );
    await at.refused('extension', { ...extension, reason: '', sending: 'mail' }, 'reason', /Give the reason/);
  });

  it('moves the reply when its notice has gone out, and back when it is taken back', async () => {
    await at.done('extension', { ...extension, ...BY_POST });
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-06-02');
    assert.equal((await at.dpo.get(at.path('extension'))).status, 409, 'there is one extension only');
    await at.done('extension/undo');
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-02');
  });

  it('ordered by mail leaves the first date standing until then', async () => {
    await at.done('extension', { ...extension, sending: 'mail' });
    assert.equal((await deadlinesByClock(at.request)).reply?.dueOn, '2026-04-02');
    assert.match(
      await at.html(),
      /extension is decided; its notice has been waiting for the mail server since/,
    );
  });
});

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
      { text: 'Here is your data.', sending: 'mail' },
      { files: [{ field: 'files', name: 'data.json', content: '{}' }] },
    );
    assert.equal(sent.status, 303);
    assert.match(await at.html(), /data\.json/);
  });

  it('keeps its files when something else is to be corrected', async () => {
    const files = [{ field: 'files', name: 'data.json', content: '{}' }];
    const faulty = await at.dpo.submit(at.path('answer'), { text: '', sending: 'mail' }, { files });
    assert.equal(faulty.status, 422);
    assert.match(faulty.text, /Kept from before: data\.json/);
    const kept = /name="kept" value="([^"]+)"/.exec(faulty.text)?.[1] ?? '';
    await at.done('answer', { text: 'Here it is.', sending: 'mail', kept });
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

describe('A refusal, by its form (Art. 12(4))', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });
  const refusal = { scope: 'whole', ground: 'legal-duty', reason: 'The invoices must be kept' };

  it('needs its scope, a ground that reaches the right, and the facts', async () => {
    await at.refused('refusal', { ...refusal, scope: '', sending: 'mail' }, 'scope', /Choose one/);
    await at.refused(
      'refusal',
      { ...refusal, ground: 'not-portable', sending: 'mail' },
      'ground',
      /Choose the legal ground/,
    );
    await at.refused('refusal', { ...refusal, reason: '', sending: 'mail' }, 'reason', /Give the reason/);
    await at.done('refusal', { ...refusal, sending: 'mail' });
    assert.equal((await deadlinesByClock(at.request)).reply?.state, 'running');
    await lettersGoOut(at.desk);
    assert.equal((await deadlinesByClock(at.request)).reply?.state, 'met');
    assert.match(
      await at.html(),
      /Refused, the whole request: [^(]*legal duty[^(]* \(Art\. 17\(3\)\(b\) GDPR\)/,
    );
  });

  it('of a part leaves the rest to be answered', async () => {
    await at.done('refusal', { ...refusal, scope: 'part', sending: 'mail' });
    assert.deepEqual(
      [await at.state(), (await deadlinesByClock(at.request)).reply?.state],
      ['open', 'running'],
    );
  });

  it('after the first month is warned about, never blocked', async () => {
    at.desk.clock.set('2026-04-03T09:00:00Z');
    at.dpo = await signedIn(appForTests(at.desk), 'dpo', {
      organisation: { id: at.request.organisationId } as never,
    });
    assert.match(
      (await at.dpo.get(at.path('refusal'))).text,
      /A refusal was to be announced by Thursday 2 April 2026\. You can still refuse/,
    );
    await at.done('refusal', { ...refusal, sending: 'mail' });
  });
});

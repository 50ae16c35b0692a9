import assert from 'node:assert/strict';
import { AnswerDraft } from '../../../models/answerDraft.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { appForTests, type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('What is typed in the form of an answer', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  let request: SubjectRequest;
  const place = (rest = '') => `/requests/${request.reference}/answer${rest}`;
  const form = { text: 'Dear Ada, here are your data.', nothingHeld: 'See the list.', sending: 'mail' };
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
    const by = await staffMemberOf(desk, desk.organisation);
    await addSystem(desk, by, systemForm({ name: 'Shop', categories: ['orders'] }));
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'mailbox', note: '' });
  });

  it('is saved when the form is left for what the answer needs, and is there again', async () => {
    const page = await dpo.get(place());
    for (const way of [
      place('/files'),
      place('/statements'),
      place('/words'),
      `/requests/${request.reference}/tasks`,
    ])
      assert.match(page.text, new RegExp(`<button[^>]*form="typing"[^>]*name="go" value="${way}["#]`), way);
    const left = await dpo.submit(place(), { ...form, go: place('/statements') });
    assert.deepEqual([left.status, left.headers.location], [303, place('/statements')]);
    const again = await dpo.get(place());
    assert.ok(again.text.includes('Dear Ada, here are your data.'));
    assert.match(
      wordsOf(again),
      /Not sent yet: what The dpo typed, saved Monday 2 November 2026, 10:00 \(Paris\)\./,
    );
    const draft = await AnswerDraft.findOne({ rejectOnEmpty: true });
    assert.doesNotMatch(String(draft.typed), /Ada/); // sealed
    assert.equal((await request.reload()).version, request.version);
  });

  it('keeps the files that were chosen: they wait among those of the answer until somebody has looked at them', async () => {
    const hidden = await dpo.hiddenFields(place(), place());
    const left = await dpo
      .post(place())
      .field({ ...hidden, ...form, go: place('/files') })
      .attach('files', Buffer.from('{"a":1}'), 'list.json');
    assert.deepEqual([left.status, left.headers.location], [303, place('/files')]);
    assert.match(wordsOf(await dpo.get(place('/files'))), /list\.json/);
    assert.ok((await dpo.get(place())).text.includes('See the list.'));
  });

  it('goes nowhere but to pages of the desk', async () => {
    for (const go of [
      'https://example.org/',
      '//example.org',
      '/requests/../sessions',
      'javascript:1',
      '/requests/x y',
    ])
      assert.notEqual((await dpo.submit(place(), { ...form, go })).status, 303, go);
  });

  it('of two DPOs is not overwritten: the second is told, sees both, and loses nothing; nor is it sent unseen', async () => {
    const other = await signedIn(app, 'dpo');
    const [mine, theirs] = [
      await dpo.hiddenFields(place(), place()),
      await other.hiddenFields(place(), place()),
    ];
    const send = (browser: Browser, hidden: object, text: string, more = {}) =>
      browser
        .post(place())
        .type('form')
        .send({ ...hidden, ...form, text, ...more });
    const go = place('/statements');
    assert.equal((await send(other, theirs, 'Theirs.', { go })).status, 303);
    for (const more of [{ go }, { incomplete: 'Ill.', followsOn: '2026-12-01' }]) {
      const refused = await send(dpo, mine, 'Mine.', more);
      assert.equal(refused.status, 409);
      assert.match(wordsOf(refused), /What The dpo has typed since .*Theirs\./);
      assert.ok(refused.text.includes('Mine.</textarea>'));
    }
    const seen = await send(dpo, { ...mine, typed: '1' }, 'Mine.', { go });
    assert.equal(seen.status, 303);
    assert.ok((await other.get(place())).text.includes('Mine.</textarea>'));
  });

  it('is gone once the answer was given', async () => {
    await dpo.submit(place(), { ...form, go: place('/statements') });
    const given = await dpo.submit(place(), { ...form, incomplete: 'Ill.', followsOn: '2026-12-01' });
    assert.equal(given.status, 303, wordsOf(given));
    assert.equal((await AnswerDraft.findOne({ rejectOnEmpty: true })).typed, null);
  });
});

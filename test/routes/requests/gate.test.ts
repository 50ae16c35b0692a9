import assert from 'node:assert/strict';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { appForTests, type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('The page of an answer', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  let request: SubjectRequest;
  let shop: number;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
    const by = await staffMemberOf(desk, desk.organisation);
    const whole = { categories: ['orders'], retention: 'P3Y', place: 'France', source: 'The person' };
    shop = await addSystem(desk, by, systemForm({ name: 'Shop', ...whole }));
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'mailbox', note: '' });
  });
  const place = () => `/requests/${request.reference}/answer`;
  const form = { text: 'Here are your data.', nothingHeld: 'See the list.', sending: 'mail' };

  it('says what Art. 15 asks, what there is, and where to fill in what is missing', async () => {
    const page = await dpo.get(place());
    const words = wordsOf(page);
    assert.match(words, /5 things are missing/);
    assert.match(
      words,
      /Art\. 15\(1\)\(a\) GDPR What they are used for missing Shop: its purpose is not described\. Open the system/,
    );
    assert.match(
      words,
      /Art\. 15\(1\)\(d\) GDPR How long they are kept, or by what that is decided there Shop: 3 years/,
    );
    assert.match(
      words,
      /Art\. 15\(3\) GDPR .* missing Shop: the task is planned and was not handed out\. Open the tasks/,
    );
    assert.doesNotMatch(words, /\d ?%/);
    assert.ok(page.text.includes(`name="go" value="/systems/${shop}"`));
    assert.match(
      words,
      /These first: what you type below is saved when you open one of them\. Files of this answer/,
    );
    for (const part of ['files-of-answer', 'gate', 'says'])
      assert.ok(page.text.includes(`href="#${part}"`) && page.text.includes(`id="${part}"`), part);
    assert.ok(page.text.includes(`name="go" value="/requests/${request.reference}/tasks"`));
    assert.ok(page.text.includes(`name="go" value="${place()}/statements#automated-decisions"`));
    assert.equal((await dpo.get(`/systems/${shop}`)).status, 200);
  });

  it('is in French', async () => {
    const words = wordsOf(await dpo.get(`${place()}?lang=fr`));
    assert.match(words, /Ce que la réponse doit contenir/);
    assert.match(
      words,
      /art\. 15\(1\)\(a\) du RGPD À quoi elles servent manquant Shop : sa finalité n’est pas décrite\./,
    );
    assert.match(words, /Aucun destinataire n’est nommé/);
  });

  it('lets nothing leave incomplete without a reason, and keeps what was written', async () => {
    const { status, text } = await dpo.submit(place(), form);
    assert.equal(status, 422);
    assert.match(text, /Something is missing that the law lists: 15\(1\), 15\(1\)\(a\)/);
    assert.ok(text.includes('Here are your data.'));
    const undated = await dpo.submit(place(), { ...form, incomplete: 'The owner is ill.' });
    assert.equal(undated.status, 422);
    assert.match(undated.text, /id="followsOn-error"/);
    assert.equal(await Letter.count({ where: { kind: 'answer' } }), 0);
  });

  it('shows the letter with what is still to come, sends it, and keeps why in the history and what in the log', async () => {
    const given = { ...form, incomplete: 'The owner of the shop is ill.', followsOn: '2026-12-01' };
    const sent = await dpo.submit(place(), given);
    assert.equal(sent.status, 303, sent.text?.slice(0, 3000));
    const page = wordsOf(await dpo.get(`/requests/${request.reference}`));
    assert.match(page, /Why incomplete: The owner of the shop is ill\./);
    assert.match(page, /The rest by: Tuesday 1 December 2026/);
    await lettersGoOut(desk);
    const after = wordsOf(await dpo.get(`/requests/${request.reference}`));
    assert.match(
      after,
      /Next step 29 days left The answer left incomplete\. Send the rest by Tuesday 1 December 2026\./,
    );
    assert.doesNotMatch(after, /Everything is done/);
    const log = wordsOf(await dpo.get(`/requests/${request.reference}/events`));
    assert.match(
      log,
      /It left incomplete\. Missing: Whether data of the person are held; What they are used for/,
    );
  });

  it('counts what the DPO states; two who state at once see both, and lose nothing', async () => {
    const statements = `${place()}/statements`;
    const state = (version: string, words: string) =>
      dpo.submit(statements, { version, 'automated-decisions': words });
    assert.equal((await state('0', 'None are made.')).status, 303);
    assert.match(wordsOf(await dpo.get(place())), /Art\. 15\(1\)\(h\) GDPR .* there Stated: None are made\./);
    const late = await state('0', 'Only a score.');
    assert.equal(late.status, 409);
    assert.match(wordsOf(late), /A colleague has saved meanwhile .* None are made\./);
    assert.match(late.text, />\s*Only a score\.<\/textarea>/);
    assert.equal((await state('1', 'None but a score.')).status, 303);
  });

  it('says that nothing is checked where no system is described, and lets the answer go as before', async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
    const by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'mailbox', note: '' });
    const page = await dpo.get(place());
    assert.match(wordsOf(page), /No system is described yet, so the desk cannot check/);
    assert.doesNotMatch(page.text, /name="incomplete"/);
    assert.equal((await dpo.submit(place(), form)).status, 303);
  });
});

import assert from 'node:assert/strict';
import { LetterTemplate } from '../../../models/letterTemplate.ts';
import { SettingsChange } from '../../../models/settingsChange.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';

const NEW = '/settings/templates/new?kind=refusal&language=fr';
const BODY =
  '{{greeting}}\n\n{{decision}}\n\n{{ground}}\n\n{{facts}}\n\nCordialement à vous, {{name}}.\n\n{{complaint}}';
const FORM = { right: 'erasure', policy: '', subject: 'Décision {{reference}}', body: BODY, isUsed: 'yes' };

describe('The page of letters in one’s own words', () => {
  let desk: TestDesk;
  let dpo: Browser;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await signedIn(appForTests(desk), 'dpo');
  });
  const send = (fields: Record<string, string>) =>
    dpo.submit(NEW, { channel: 'mail', ...FORM, ...fields }, { action: '/settings/templates' });

  it('has every letter to the person with each language, and begins with the desk’s own words', async () => {
    const page = await dpo.get('/settings/templates');
    assert.equal(page.text.match(/kind=[a-z-]+&amp;language=de/g)?.length, 17);
    const form = await dpo.get(NEW);
    assert.match(wordsOf(form), /Refusal, Français/);
    assert.match(form.text, /\{\{complaint\}\}/);
    assert.match(wordsOf(form), /\{\{ground\}\} The ground of the refusal with its article\. Must stay/);
  });

  it('refuses a wrong field and a lost block beside the text, with their lines, and keeps all that was written', async () => {
    const { status, text } = await send({
      body: `${BODY.replace('{{ground}}\n\n', '')}\n{{nam}}`,
      subject: 'Non',
    });
    assert.equal(status, 422);
    const words = wordsOf({ text });
    assert.match(words, /Line 10: this letter has no \{\{nam\}\}\. Do you mean \{\{name\}\}\?/);
    assert.match(words, /Line 10 ends the text without \{\{ground\}\}: the law asks for the ground\./);
    assert.match(words, /The subject needs \{\{reference\}\}/);
    assert.match(text, /Cordialement à vous, \{\{name\}\}\./);
    assert.match(text, /value="erasure" selected/);
    assert.equal(await LetterTemplate.count(), 0);
  });

  it('shows the letter before it is saved, of an invented and of a real request, in its language', async () => {
    const invented = wordsOf(await send({ show: 'words' }));
    assert.match(invented, /Décision R-0000 .* Notre référence : R-0000 Bonjour Ada Example, /);
    assert.match(invented, /Le motif : .* \(art\. \d+.* du RGPD\)/);
    assert.match(invented, /\(les raisons que vous écrivez\) Cordialement à vous, Ada Example\. .*CNIL/);
    const request = await received(desk, desk.organisation, {
      person: { name: 'Zoé Réelle', email: 'zoe@example.org' },
    });
    const real = await send({ show: 'words', reference: request.reference.toLowerCase() });
    assert.match(
      wordsOf(real),
      new RegExp(`Décision ${request.reference} .*Cordialement à vous, Zoé Réelle`),
    );
    assert.doesNotMatch(real.text, /\/status\/[\w-]{20}/);
    const wrong = await send({ show: 'words', reference: 'R-NONE' });
    assert.equal(wrong.status, 422);
    assert.match(wordsOf(wrong), /There is no request with this reference here/);
    assert.equal(await LetterTemplate.count(), 0);
  });

  it('saves, lists and changes it, and an administrator previews no real request', async () => {
    assert.equal((await send({})).status, 303);
    assert.match(wordsOf(await dpo.get('/settings/templates')), /Refusal Write .* Erasure Write another/);
    const [row] = await LetterTemplate.findAll();
    assert.deepEqual([row?.kind, row?.right, row?.policy, row?.language], ['refusal', 'erasure', null, 'fr']);
    const path = `/settings/templates/${row?.id}`;
    const admin = await signedIn(appForTests(desk), 'administrator');
    const request = await received(desk, desk.organisation);
    const given = { ...FORM, channel: 'mail', show: 'words', reference: request.reference };
    assert.equal((await admin.submit(path, given)).status, 403);
    const changed = { ...FORM, channel: 'mail', subject: 'Refus {{reference}}', isUsed: '' };
    assert.equal((await admin.submit(path, changed)).status, 303);
    assert.match(wordsOf(await dpo.get('/settings/templates')), /\(set aside\)/);
    assert.equal(await SettingsChange.count({ where: { kind: 'letter-template' } }), 2);
    const stale = await dpo.submit(path, { ...changed, version: '1', subject: 'Mine {{reference}}' });
    assert.equal(stale.status, 409);
    assert.match(stale.text, /Mine \{\{reference\}\}/);
  });

  it('has its versions with who wrote each, the lines that changed, and the way to take one again', async () => {
    await send({});
    const [row] = await LetterTemplate.findAll();
    const path = `/settings/templates/${row?.id}`;
    await dpo.submit(path, {
      ...FORM,
      channel: 'mail',
      body: BODY.replace('Cordialement à vous', 'Bien à vous'),
    });
    const page = await dpo.get(path);
    assert.match(wordsOf(page), /Versions Monday 2 March 2026, 10:00 \(Paris\), The dpo/);
    assert.match(page.text, /<del>Cordialement à vous, \{\{name\}\}\.<\/del>/);
    assert.match(page.text, /<ins>Bien à vous, \{\{name\}\}\.<\/ins>/);
    const again = /href="([^"]+\?version=\d+)"/.exec(page.text)?.[1] ?? '';
    const former = await dpo.get(again);
    assert.match(former.text, /Cordialement à vous, \{\{name\}\}\.\n/);
    assert.match(wordsOf(former), /They are used once you save them/);
    assert.match((await LetterTemplate.findAll())[0]?.body ?? '', /Bien à vous/);
    assert.equal((await dpo.get(`${path}?version=999999`)).status, 404);
  });

  it('is not for a handler', async () => {
    const handler = await signedIn(appForTests(desk), 'handler');
    assert.equal((await handler.get('/settings/templates')).status, 403);
  });
});

import assert from 'node:assert/strict';
import { Organisation } from '../../../models/organisation.ts';
import { User } from '../../../models/user.ts';
import { appForTests, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';

const GERMAN = 'de-AT,de;q=0.9';

describe('A language that the staff pages are not written in', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });

  it('is offered on the public pages under its own name, and used for those who choose it', async () => {
    const page = await browser(app).get('/').set('Accept-Language', GERMAN);
    assert.match(page.text, /<html lang="de">/);
    assert.match(page.text, /<a href="\?lang=de" lang="de" hreflang="de" aria-current="true">Deutsch<\/a>/);
    assert.match(wordsOf(page), /Meine Daten löschen/);
    assert.match((await browser(app).get('/?lang=de')).text, /<html lang="de">/);
  });

  it('has the faults of a form and the pages of errors too', async () => {
    const visitor = browser(app);
    const missing = await visitor.get('/not-there').set('Accept-Language', GERMAN);
    assert.equal(missing.status, 404);
    assert.match(missing.text, /<html lang="de">/);
    assert.match(wordsOf(missing), /Seite nicht gefunden/);
  });

  it('is not offered where the organisation does not offer it', async () => {
    await Organisation.update({ languages: 'fr,en' }, { where: { id: desk.organisation.id } });
    const page = await browser(app).get('/?lang=de').set('Accept-Language', GERMAN);
    assert.match(page.text, /<html lang="fr">/);
    assert.doesNotMatch(page.text, /Deutsch/);
  });

  it('leaves the pages of the staff in English, or in the language of their account, and says so', async () => {
    const logIn = await browser(app).get('/sessions/new').set('Accept-Language', GERMAN);
    assert.match(logIn.text, /<html lang="en">/);
    const agent = await signedIn(app, 'dpo');
    const queue = await agent.get('/requests?lang=de').set('Accept-Language', GERMAN);
    assert.match(queue.text, /<html lang="en">/);
    assert.doesNotMatch(queue.text, />Deutsch</);
    await User.update({ language: 'fr' }, { where: {} });
    assert.match((await agent.get('/requests').set('Accept-Language', GERMAN)).text, /<html lang="fr">/);
  });

  it('may be the language of a request and of an organisation', async () => {
    const agent = await signedIn(app, 'dpo');
    assert.match((await agent.get('/requests/new')).text, /<option value="de"[^>]*>Deutsch<\/option>/);
    assert.match((await agent.get('/settings/organisation')).text, /value="de"[^>]*>[\s\S]{0,80}Deutsch/);
  });
});

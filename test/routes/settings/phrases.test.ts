import assert from 'node:assert/strict';
import { SettingsChange } from '../../../models/settingsChange.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received } from '../../support/requests.ts';

const PHRASES = '/settings/templates/phrases';
const SEARCHED = { name: 'Searched', text: 'We searched by your customer number.' };

describe('The phrases that colleagues keep', () => {
  let desk: TestDesk;
  let handler: Browser;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    handler = await signedIn(appForTests(desk), 'handler');
  });
  const keep = (fields: Record<string, string>) => handler.submit(PHRASES, { ...SEARCHED, ...fields });

  it('are put into a message where it is written, without a script, and nothing written is lost', async () => {
    assert.equal((await keep({})).status, 303);
    const { reference } = await received(desk, desk.organisation);
    const path = `/requests/${reference}/message`;
    const form = await handler.get(path);
    const phrase = /<option value="(\d+)">Searched<\/option>/.exec(form.text)?.[1] ?? '';
    const shown = await handler.submit(path, { text: 'Dear Ada,', sending: 'mail', phrase, insert: 'text' });
    assert.equal(shown.status, 200);
    assert.match(
      shown.text,
      /<textarea[^>]*name="text"[^>]*>\s*Dear Ada,\n\nWe searched by your customer number\.<\/textarea>/,
    );
    const none = await handler.submit(path, {
      text: 'Dear Ada,',
      sending: 'mail',
      phrase: '999',
      insert: 'text',
    });
    assert.match(none.text, /<textarea[^>]*name="text"[^>]*>\s*Dear Ada,<\/textarea>/);
  });

  it('are changed and taken out by any of them, each time with who did it in the log', async () => {
    await keep({});
    const page = await handler.get(PHRASES);
    const at = /action="([^"]*phrases\/\d+)"/.exec(page.text)?.[1] ?? '';
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const changed = { ...SEARCHED, text: 'We searched by name.' };
    assert.equal((await dpo.submit(PHRASES, changed, { action: at })).status, 303);
    const stale = await handler.submit(PHRASES, { ...SEARCHED, version: '1', text: 'Mine' }, { action: at });
    assert.equal(stale.status, 409);
    assert.match(stale.text, />\s*Mine<\/textarea>/);
    assert.equal((await handler.submit(PHRASES, {}, { action: `${at}/removal` })).status, 303);
    assert.doesNotMatch((await handler.get(PHRASES)).text, /We searched/);
    const log = await SettingsChange.findAll({ where: { kind: 'phrase' }, order: ['id'] });
    assert.deepEqual(
      log.map(({ actor }) => actor.split(':')[0]),
      ['user', 'user', 'user'],
    );
    assert.equal(JSON.parse(log[2]?.was ?? '').text, 'We searched by name.');
  });

  it('need a name and a text of bounded length, beside their fields', async () => {
    const faulty = await keep({ name: '', text: 'x'.repeat(2001) });
    assert.equal(faulty.status, 422);
    assert.match(wordsOf(faulty), /Fill this in/);
    assert.match(faulty.text, /x{2001}/);
    assert.match(wordsOf(await keep({ text: 'x'.repeat(2001) })), /too long: 2000 characters at most/);
  });

  it('are of one organisation, and not for a reader', async () => {
    const other = await anotherOrganisation(desk);
    await keep({});
    const theirs = await signedIn(appForTests(desk), 'handler', {
      email: 'other@example.org',
      organisation: other,
    });
    assert.doesNotMatch((await theirs.get(PHRASES)).text, /We searched/);
    const reader = await signedIn(appForTests(desk), 'reader');
    assert.equal((await reader.get(PHRASES)).status, 403);
  });
});

import assert from 'node:assert/strict';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';

describe('What the organisation promises by', () => {
  it('is one policy, in the version of today or in one that is pinned', async () => {
    const desk = await deskForTests();
    const agent = await signedIn(appForTests(desk), 'reader');
    await promiseBy(desk, 'scalingo-privacy');
    const current = (await agent.get('/settings/policies')).text;
    assert.match(current, /2025, the one in effect today/);
    assert.match(current, /href="\/policies\/scalingo-privacy\?version=2025"/);
    assert.match(current, /href="\/policies\/gdpr-eu"/);
    await promiseBy(desk, 'scalingo-privacy@2015');
    assert.match((await agent.get('/settings/policies')).text, /2015, whatever the day/);
  });

  it('leads to all policies, and to the settings for those who may read them', async () => {
    const app = appForTests(await deskForTests());
    const reader = (await (await signedIn(app, 'reader')).get('/settings/policies')).text;
    assert.match(reader, /href="\/policies"/);
    assert.doesNotMatch(reader, /href="\/settings\/organisation"/);
    const dpo = (await (await signedIn(app, 'dpo')).get('/settings/policies')).text;
    assert.match(dpo, /href="\/settings\/organisation"/);
  });

  it('says so where the chosen policy has no version in effect', async () => {
    const desk = await deskForTests();
    const agent = await signedIn(appForTests(desk), 'reader');
    await promiseBy(desk, 'gone');
    assert.match((await agent.get('/settings/policies')).text, /no request can be received/);
  });

  it('keeps its former addresses of single packs, which lead on', async () => {
    const agent = await signedIn(appForTests(await deskForTests()), 'reader');
    const { status, headers } = await agent.get('/settings/policies/scalingo-privacy@2015');
    assert.equal(status, 303);
    assert.equal(headers.location, '/policies/scalingo-privacy?version=2015');
    assert.equal((await agent.get('/settings/policies/nothing@1')).status, 404);
    assert.equal((await agent.get('/settings/policies/gdpr-eu')).status, 404);
  });
});

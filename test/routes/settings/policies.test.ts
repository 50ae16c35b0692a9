import assert from 'node:assert/strict';
import { Organisation } from '../../../models/organisation.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';

describe('The policies of the desk', () => {
  it('are listed with the one that this organisation uses', async () => {
    const desk = await deskForTests();
    const agent = await signedIn(appForTests(desk), 'reader');
    const { text } = await agent.get('/settings/policies');
    for (const pack of desk.packs)
      assert.match(text, new RegExp(`/settings/policies/${pack.id}@${pack.version}"`));
    assert.equal(text.match(/>\s*Yes\s*</g)?.length, 1);
    await Organisation.update({ policy: 'scalingo-privacy@2015' }, { where: {} });
    const row = (await agent.get('/settings/policies')).text
      .split('<tr>')
      .find((one) => />\s*Yes\s*</.test(one));
    assert.match(row ?? '', /scalingo-privacy@2015/);
  });

  it('show each clock with its period and its clause', async () => {
    const desk = await deskForTests();
    const agent = await signedIn(appForTests(desk), 'reader');
    for (const pack of desk.packs) {
      const { status, text } = await agent.get(`/settings/policies/${pack.id}@${pack.version}`);
      assert.equal(status, 200);
      for (const clock of pack.clocks) {
        assert.ok(text.includes(clock.source), `${pack.id} ${clock.id}`);
      }
    }
  });

  it('word their periods', async () => {
    const agent = await signedIn(appForTests(await deskForTests()), 'reader');
    assert.match(
      (await agent.get('/settings/policies/gdpr-eu@2018')).text,
      /one month, or 3 months when extended/,
    );
    assert.match((await agent.get('/settings/policies/scalingo-privacy@2015')).text, /24 hours/);
  });

  it('are not there under another name', async () => {
    const agent = await signedIn(appForTests(await deskForTests()), 'reader');
    assert.equal((await agent.get('/settings/policies/nothing@1')).status, 404);
    assert.equal((await agent.get('/settings/policies/gdpr-eu')).status, 404);
  });
});

import assert from 'node:assert/strict';
import { appForTests, signedIn, userWith } from '../../support/app.ts';
import { anotherOrganisation, deskForTests } from '../../support/desk.ts';

describe('Somebody who works for two organisations', () => {
  it('works for one at a time, with the role that they have there', async () => {
    const desk = await deskForTests();
    const app = appForTests(desk);
    const other = await anotherOrganisation(desk);
    await userWith(desk, 'dpo');
    await userWith(desk, 'reader', { email: 'dpo@example.org', organisation: other });
    const agent = await signedIn(app, 'dpo');
    assert.match((await agent.get('/settings/policies')).text, /Example Hosting/);
    const moved = await agent.submit(
      '/settings/policies',
      { organisation: 'other' },
      { action: '/sessions/organisation' },
    );
    assert.equal(moved.status, 303);
    assert.match((await agent.get('/settings/policies')).text, /Organisation other/);
    assert.equal((await agent.get('/settings/organisation')).status, 403, 'a reader there');
  });

  it('cannot move to one where they have no role', async () => {
    const desk = await deskForTests();
    await anotherOrganisation(desk);
    const agent = await signedIn(appForTests(desk), 'dpo');
    const moved = await agent.submit(
      '/settings/policies',
      { organisation: 'other' },
      { action: '/sessions/organisation' },
    );
    assert.equal(moved.status, 404);
    assert.match((await agent.get('/settings/policies')).text, /Example Hosting/);
  });
});

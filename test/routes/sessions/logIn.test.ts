import assert from 'node:assert/strict';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';

describe('Log-in', () => {
  it('takes the DPO to the queue and remembers them', async () => {
    const agent = await signedIn(appForTests(await deskForTests()), 'dpo');
    const settings = await agent.get('/settings/organisation');
    assert.equal(settings.status, 200);
    assert.match(settings.text, /Example Hosting/);
  });
});

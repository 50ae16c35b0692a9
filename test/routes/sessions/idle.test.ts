import assert from 'node:assert/strict';
import { Session } from '../../../models/session.ts';
import { until } from '../../faults/support/servers.ts';
import { appForTests, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

describe('A log-in that is left alone', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });
  const end = async () => (await Session.findOne())?.expiresAt.getTime() ?? 0;
  const movedTo = (then: number) => until(async () => (await end()) === then); // no page waits for that

  it('ends after twelve idle hours, and not before', async () => {
    const agent = await signedIn(app, 'dpo');
    desk.clock.advance({ hours: 11, minutes: 59 });
    assert.equal((await agent.get('/settings/policies')).status, 200);
    await movedTo(desk.clock().getTime() + 12 * 3_600_000);
    desk.clock.advance({ hours: 11, minutes: 59 });
    assert.equal((await agent.get('/settings/policies')).status, 200);
    desk.clock.advance({ hours: 12 });
    assert.equal((await agent.get('/settings/policies')).status, 303);
  });

  it('forgets log-ins that have run out when somebody logs in', async () => {
    await signedIn(app, 'dpo');
    desk.clock.advance({ hours: 12 });
    await signedIn(app, 'dpo');
    assert.equal(await Session.count(), 1);
  });

  it('writes nothing for a page within five minutes of the last', async () => {
    const agent = await signedIn(app, 'dpo');
    const begun = await end();
    desk.clock.advance({ minutes: 4, seconds: 59 });
    await agent.get('/settings/policies');
    assert.equal(await end(), begun);
    desk.clock.advance({ seconds: 1 });
    await agent.get('/settings/policies');
    await movedTo(begun + 5 * 60_000);
  });
});

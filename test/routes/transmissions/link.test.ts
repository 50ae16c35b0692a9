import assert from 'node:assert/strict';
import { appForTests, type Browser, browser, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, type TestDesk } from '../../support/desk.ts';
import { latestLetter } from '../../support/publicForm.ts';
import { openAsProvider, transmitted } from '../../support/transmitted.ts';
import { visited } from '../../support/visited.ts';

describe('The link of a provider', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
  });

  it('is not there for another organisation, nor for a token that somebody guesses; no cache keeps its page', async () => {
    await anotherOrganisation(desk);
    const { place } = await transmitted(desk, visitor);
    const provider = browser(app);
    await openAsProvider(desk, provider, place);
    for (const path of [`/o/other${place}`, `/o/other${place}/package`, `/transmissions/${'x'.repeat(43)}`])
      assert.equal((await provider.get(path)).status, 404, path);
    const { headers } = await provider.get(place);
    assert.match(headers['cache-control'] ?? '', /no-store/);
    assert.deepEqual(
      [headers['x-robots-tag'], headers['referrer-policy']],
      ['noindex, nofollow', 'no-referrer'],
    );
  });

  it('takes ten codes an hour to one address, and five tries for each', async () => {
    const { place } = await transmitted(desk, visitor);
    const limited = browser(appForTests(desk, { rateLimits: true }));
    const fields = await limited.hiddenFields(place);
    const send = () => limited.post(place).type('form').send(fields);
    for (let sent = 0; sent < 10; sent += 1) assert.equal((await send()).status, 303);
    assert.equal((await send()).status, 429);
    const provider = browser(app);
    for (let tries = 0; tries < 5; tries += 1)
      assert.equal((await provider.submit(`${place}/code`, { code: '000000' })).status, 422);
    const { code } = await latestLetter(desk, 'transmission-code');
    assert.equal((await provider.submit(`${place}/code`, { code: code ?? '' })).status, 422);
  });
});

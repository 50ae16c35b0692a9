import assert from 'node:assert/strict';
import { ROLES } from '../../domain/permissions.ts';
import { noteMailPath } from '../../models/mailPath.ts';
import { appForTests, signedIn, type TestApp } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { wordsOf } from '../support/publicForm.ts';

const FAULT = { step: 'log-in', says: '535 5.7.8 <b>not</b> you' } as const;

describe('A desk that no letter leaves', () => {
  let desk: TestDesk;
  let app: TestApp;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    app = appForTests(desk, { mailConfigured: true });
  });
  const fail = () => noteMailPath(desk, desk.clock(), FAULT);
  const banner = (text: string) =>
    /<aside class="banner"[\s\S]*?<\/aside>/.exec(text)?.[0].replace(/\s+/g, ' ');

  for (const role of ROLES) {
    it(`says so to the ${role} on every page: since when, why, what the server says, what helps`, async () => {
      const staff = await signedIn(app, role);
      const home = role === 'administrator' ? '/settings/organisation' : '/today';
      assert.equal(banner((await staff.get(home)).text), undefined);
      await fail();
      for (const page of [home, '/policies']) {
        const said = banner((await staff.get(page)).text) ?? '';
        assert.match(
          said,
          /No email has been sent since Monday,? 2 March 2026.*: the mail server refuses the log-in\./,
        );
        assert.match(said, /<dd>535 5\.7\.8 &lt;b&gt;not&lt;\/b&gt; you<\/dd>/);
        assert.match(said, /Check user and password in the setting SMTP_URL\./);
        assert.match(said, /mail test ADDRESS/);
        assert.equal(said.includes('href="/settings/outbox"'), role === 'dpo');
      }
      await noteMailPath(desk, desk.clock());
      assert.equal(banner((await staff.get(home)).text), undefined);
    });
  }

  it('says so in French, and to nobody of the public', async () => {
    await fail();
    const dpo = await signedIn(app, 'dpo');
    assert.match(
      banner((await dpo.get('/requests?lang=fr')).text) ?? '',
      /Aucun courriel n’est parti depuis/,
    );
    for (const page of ['/', '/ask', '/status', '/sessions/new'])
      assert.doesNotMatch(wordsOf(await dpo.get(page)), /535/);
  });

  it('does not say that letters do not leave where the server has them and says nothing', async () => {
    await noteMailPath(desk, desk.clock(), { step: 'acceptance', says: 'took-too-long' });
    const dpo = await signedIn(app, 'dpo');
    const said = banner((await dpo.get('/requests')).text) ?? '';
    assert.match(said, /it is not known whether emails are sent/);
    assert.doesNotMatch(said, /No email has been sent/);
    assert.match(said, /The mail server did not answer in time\./);
  });

  it('says of a desk without a mail server only that', async () => {
    await fail();
    const dpo = await signedIn(appForTests(desk, { mailConfigured: false }), 'dpo');
    const said = banner((await dpo.get('/requests')).text) ?? '';
    assert.match(said, /No mail server is set/);
    assert.doesNotMatch(said, /535/);
  });
});

import assert from 'node:assert/strict';
import { appForTests, browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('The policies of the desk', () => {
  let desk: TestDesk;
  let app: TestApp;
  before(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });

  it('are read by anybody where they are published, by staff all of them, and are not there for others', async () => {
    const anybody = browser(app);
    const reader = await signedIn(app, 'reader');
    for (const { id, version, published } of desk.packs) {
      for (const address of [
        `/policies/${id}?version=${version}`,
        `/policies/${id}/try?version=${version}`,
      ]) {
        assert.equal((await anybody.get(address)).status, published ? 200 : 404, address);
        assert.equal((await reader.get(address)).status, 200, address);
      }
    }
    for (const address of ['/policies/nothing', '/policies/gdpr-eu?version=1', '/policies/nothing/try']) {
      assert.equal((await anybody.get(address)).status, 404);
    }
  });

  it('are listed: to anybody the law that applies here, to staff each version with the one that is used', async () => {
    await promiseBy(desk, 'scalingo-privacy');
    const { text } = await browser(app).get('/policies');
    for (const { id } of desk.packs) assert.equal(text.includes(`"/policies/${id}"`), id === 'gdpr-eu', id); // on which it builds
    assert.doesNotMatch(wordsOf(text), /Used here/);
    const staff = (await (await signedIn(app, 'handler')).get('/policies')).text;
    const rows = staff.split('<tr>').map(wordsOf);
    assert.match(rows.find((row) => /\(2025\)/.test(row)) ?? '', /Since 1 Jan 2025 .* Yes No/);
    assert.match(rows.find((row) => /\(2015\)/.test(row)) ?? '', /3 Feb 2015 to 31 Dec 2024/);
  });

  it('set no cookie and start no session for a visitor who only reads or computes', async () => {
    for (const address of ['/policies', '/policies/gdpr-eu', '/policies/gdpr-eu/try?received=2026-03-02']) {
      const { headers } = await browser(app).get(address);
      assert.equal(headers['set-cookie'], undefined, address);
    }
  });

  it('stand in the desk for staff, under Policies, and on the public pages of each organisation for anybody', async () => {
    const dpo = (await (await signedIn(app, 'dpo')).get('/policies')).text;
    assert.match(dpo, /<a href="\/policies" aria-current="page">Policies<\/a>/);
    await anotherOrganisation(desk);
    const { text } = await browser(app).get('/o/other/policies');
    assert.match(text, /Organisation other/);
    assert.match(text, /"\/o\/other\/policies\/gdpr-eu\/try"/);
  });

  it('show every row of a pack with its clause, those of the law that it builds on too', async () => {
    const reader = await signedIn(app, 'reader');
    for (const pack of desk.packs) {
      const { text } = await reader.get(`/policies/${pack.id}?version=${pack.version}`);
      const { clocks, pauses, retentions, exemptions, recipients, duties, rightStatements, categories } =
        pack;
      const rows = [
        clocks,
        pauses,
        retentions,
        exemptions,
        recipients,
        duties,
        rightStatements,
        categories,
      ].flat();
      for (const { source } of rows) assert.ok(text.includes(source), `${pack.id} ${source}`);
      if (pack.extends === 'gdpr-eu')
        assert.match(wordsOf(text), /Art\. 12\(3\) General Data Protection Regulation/);
    }
  });

  it('say period, start, rolling and warning of a clock in words', async () => {
    const reader = await signedIn(app, 'reader');
    const row = async (address: string, title: string) =>
      wordsOf(
        (await reader.get(address)).text
          .split('<tr>')
          .find((one) => one.startsWith('<th') && one.includes(title)) ?? '',
      );
    assert.match(
      await row('/policies/gdpr-eu', 'Reply to the person'),
      /The request is received one month, or 3 months when extended Moves to the next working day The answer or a refusal 7 days before/,
    );
    assert.match(
      await row('/policies/scalingo-privacy?version=2015', 'Close the account'),
      /Chosen: The text says .* Erasure The request is received 24 hours Hours run through/,
    );
    assert.match(
      await row('/policies/camunda-dpa', 'Announce an audit'),
      /Audit Back from: The audit begins at least 30 days before Counted back: does not move/,
    );
  });

  it('say plainly where an exemption has no ground, and where there is none', async () => {
    const reader = await signedIn(app, 'reader');
    assert.match(
      wordsOf((await reader.get('/policies/scalingo-privacy?version=2015')).text),
      /No legal ground is given S15-7c/,
    );
    assert.match(
      wordsOf((await reader.get('/policies/gdpr-eu')).text),
      /makes no exception for any kind of data/,
    );
  });

  it('draw each promise and each storage period, hours beside years', async () => {
    const reader = await signedIn(app, 'reader');
    const { text } = await reader.get('/policies/scalingo-privacy?version=2015');
    assert.match(text, /class="course-dot"/);
    assert.match(text, /class="course-bar"/);
    assert.match(wordsOf(text), /Billing data, as long as accounting requires 10 years/);
  });

  it('speak French', async () => {
    const { text } = await browser(app).get('/policies/gdpr-eu?lang=fr');
    assert.match(wordsOf(text), /un mois, ou 3 mois en cas de prolongation/);
  });
});

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { PASSWORD, userWith } from '../support/app.ts';
import { anotherOrganisation } from '../support/desk.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { type Running, runningDesk } from './support/running.ts';

describe('Two tabs of one browser, without JavaScript', () => {
  let running: Running;
  let person: Person;
  beforeEach(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'scalingo-privacy@2015' });
    person = await personWithBrowser({ javaScript: false });
  });
  afterEach(async () => {
    await person?.leave();
    await running?.stop();
  });

  const next = (page: Page) => page.click('main form .buttons button[type=submit]');
  const says = async (page: Page, words: RegExp) => assert.match(await page.innerText('main'), words);
  async function fillIn(page: Page, right: string, name: string): Promise<void> {
    await page.check(`[name=rights][value=${right}]`);
    await next(page);
    await page.check('[name=behalf][value=self]');
    await next(page);
    await page.fill('[name=name]', name);
    await page.fill('[name=email]', 'ada@example.org');
    for (let question = 3; question <= 5; question += 1) await next(page);
  }
  const sent = async () =>
    (await SubjectRequest.findAll({ order: ['id'] })).map(
      ({ right, personName }) => `${right}: ${personName}`,
    );

  it('send what each of them shows: two forms, or one that has changed', async () => {
    const [one, two] = [person.page, await person.context.newPage()];
    for (const page of [one, two]) await page.goto(`${running.base}/ask`);
    await fillIn(one, 'erasure', 'Ada');
    await fillIn(two, 'marketing-objection', 'Bo');
    await next(two);
    assert.deepEqual(await sent(), ['marketing-objection: Bo']);

    await two.goto(`${running.base}/ask`);
    await says(two, /A request was started in this browser/);
    await two.click('main a:text-is("Continue")');
    await two.click('main a[href*="/ask?form="]');
    await two.uncheck('[value=erasure]');
    await two.check('[value=access]');
    await next(two);
    await next(one);
    await says(one, /changed since this page was opened[\s\S]*See my data/);
    assert.deepEqual(await sent(), ['marketing-objection: Bo']);
    await next(one);
    assert.deepEqual(await sent(), ['marketing-objection: Bo', 'access: Ada']);
  });

  it('show nothing by the Back button of what was deleted', async () => {
    const { page } = person;
    await page.goto(`${running.base}/ask`);
    await fillIn(page, 'erasure', 'Ada');
    await page.click('.deletion summary');
    await page.click('.deletion button');
    await says(page, /What you wrote has been deleted/);
    for (let back = 0; back < 3; back += 1) {
      await page.goBack();
      assert.doesNotMatch(await page.content(), /Ada|ada@example/);
    }
  });

  it('of a DPO in two organisations write where each form belongs', async () => {
    const other = await anotherOrganisation(running.desk);
    await userWith(running.desk, 'dpo', { organisation: other });
    const [one, two] = [person.page, await person.context.newPage()];
    await one.goto(`${running.base}/sessions/new`);
    await one.fill('[name=email]', 'dpo@example.org');
    await one.fill('[name=password]', PASSWORD);
    await next(one);
    await one.goto(`${running.base}/requests/new`);
    await one.check('[name=channel][value=post]');
    await one.fill('[name=receivedOn]', '2026-02-27');
    await one.check('[name=rights][value=erasure]');
    await one.fill('[name=personName]', 'Ada Example');
    await two.goto(`${running.base}/requests`);
    await two.click('.switcher summary');
    await two.click('button[value=other]');
    await next(one);
    await says(one, /This form belongs to Example Hosting[\s\S]*Nothing was saved[\s\S]*Ada Example/);
    await next(one);
    await says(one, /Logged as R-/);
    const [request] = await SubjectRequest.findAll();
    assert.equal(request?.organisationId, running.desk.organisation.id);
  });
});

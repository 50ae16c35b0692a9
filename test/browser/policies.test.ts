import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { nameCategory, promiseFor } from '../support/promises.ts';
import { received } from '../support/requests.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { logIn, type Running, runningDesk } from './support/running.ts';

/** A DPO gives the organisation several policies, somebody in Geneva asks, and the DPO corrects what was answered. */
describe('Several policies of an organisation', () => {
  let running: Running;
  let person: Person;
  const open = (path: string) => person.page.goto(new URL(path, running.base).href);
  const says = async (page: Page, words: RegExp) =>
    assert.match((await page.innerText('main')).replace(/[\u2066-\u2069]/g, ''), words);
  const next = (page: Page) => page.click('main form .buttons button[type=submit]');
  afterEach(async () => {
    await person?.leave();
    await running?.stop();
  });

  it('work without JavaScript, from the settings to a change on the request', async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    person = await personWithBrowser({ javaScript: false });
    const { page } = person;
    await logIn(page, running.base);
    await open('/settings/policies');
    await page.click('a[href="/settings/policies/rows/new"]');
    await page.selectOption('[name=residence]', { label: 'Switzerland' });
    await page.selectOption('[name=policy]', 'fadp-ch');
    await next(page);
    await promiseFor(running.desk, { customer: 'Acme SA' }, 'scalingo-dpa');
    await open('/settings/policies');
    await page.click('button:has-text("Move up If the customer is Acme SA")');
    await says(
      page,
      /If the customer is Acme SA[\s\S]*as processor[\s\S]*If residence is Switzerland[\s\S]*Every other/,
    );

    await open('/ask');
    await page.check('[name=rights][value=access]');
    await next(page);
    await says(page, /Question 2 of 7[\s\S]*Whose service is it about/);
    await next(page);
    await page.check('[name=residence][value=CH]');
    await next(page);
    await page.check('[name=behalf][value=self]');
    await next(page);
    await page.fill('[name=name]', 'Ada Example');
    await page.fill('[name=email]', 'ada@example.org');
    await next(page);
    await next(page);
    await next(page);
    await says(page, /Where you live\s+Switzerland/);
    await next(page);
    await says(page, /1 April 2026/); // 30 days of the Swiss ordinance; Art. 12(3) GDPR would give 2 April
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });

    await open(`/requests/${request.reference}`);
    await says(page, /Because residence is Switzerland/);
    await page.click(`a[href="/requests/${request.reference}/policy"]`);
    await page.selectOption('[name=residence]', { label: 'France' });
    await page.fill('[name=reason]', 'She moved to Lyon in January');
    await next(page);
    await says(page, /Reply to the person\s+New\s+Thursday 2 April 2026/);
    await page.check('[name=confirmed]');
    await next(page);
    await says(page, /The policy is changed|As for every request[\s\S]*She moved to Lyon in January/);
    assert.equal((await request.reload()).policyId, 'gdpr-eu');
  });

  /** Four policies beside the one for all. */
  async function several(): Promise<void> {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    person = await personWithBrowser();
    await nameCategory(running.desk, 'health', 'Health data', 'Données de santé');
    await promiseFor(running.desk, { customer: 'Acme SA' }, 'scalingo-dpa');
    await promiseFor(running.desk, { residence: 'CH' }, 'fadp-ch');
    await promiseFor(running.desk, { residence: 'GB' }, 'uk-gdpr');
    await promiseFor(running.desk, { residence: 'FR', category: 'health' }, 'sante-fr');
  }

  it('are asked for by a form that everybody can use', async () => {
    await several();
    const { page } = person;
    await open('/ask');
    await page.check('[name=rights][value=access]');
    await page.check('[name=rights][value=consent-withdrawal]');
    await next(page);
    await judged(page, 'ask-customer');
    await next(page);
    await next(page);
    await judged(page, 'ask-residence-fault');
    await page.check('[name=residence][value=FR]');
    await next(page);
    await judged(page, 'ask-category');
    await page.goBack();
    await page.check('[name=residence][value=CH]');
    await next(page);
    await judged(page, 'ask-lost-right');
    await next(page);
    await next(page);
    await next(page);
    await page.check('[name=behalf][value=self]');
    await next(page);
    await page.fill('[name=name]', 'Ada Example');
    await page.fill('[name=email]', 'ada@example.org');
    await next(page);
    await next(page);
    await next(page);
    await judged(page, 'ask-check-policy');
    await next(page);
    await page.click('a.secret-link');
    await judged(page, 'status-policy');
  });

  it('are set, and changed on a request, on pages that everybody can use', async () => {
    await several();
    const { page } = person;
    const { desk } = running;
    const situation = { residence: 'CH' };
    const request = await received(desk, desk.organisation, { rights: ['access'], situation });
    await logIn(page, running.base);
    await open('/settings/policies');
    await judged(page, 'settings-policies');
    await open('/settings/policies/rows/new');
    await next(page);
    await judged(page, 'settings-policy-row-fault');
    await open('/requests/new');
    await judged(page, 'new-request-policy');
    await open(`/requests/${request.reference}`);
    await judged(page, 'request-policy');
    await open(`/requests/${request.reference}/policy`);
    await page.selectOption('[name=residence]', 'GB');
    await page.fill('[name=reason]', 'She lives in London');
    await next(page);
    await judged(page, 'request-policy-preview');
  });
});

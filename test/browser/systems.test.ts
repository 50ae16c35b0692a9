import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { logIn, type Running, runningDesk } from './support/running.ts';

describe('The pages of systems can be used by everybody', () => {
  let running: Running;
  let person: Person;
  const open = (path: string) => person.page.goto(new URL(path, running.base).href);

  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'scalingo-privacy@2015' });
    person = await personWithBrowser();
    await logIn(person.page, running.base);
  });
  after(async () => {
    await person?.leave();
    await running?.stop();
  });

  it('the register of systems: begun from the policies, one system, a table that is looked at', async () => {
    const { page } = person;
    await open('/systems');
    await judged(page, 'systems-empty');
    await page.fill('[name=holds-contact]', 'CRM, Shop');
    await page.click('main form[action="/systems/beginning"] button[type=submit]');
    await judged(page, 'systems');
    await open('/systems/new');
    await page.click('main form[action="/systems"] button[type=submit]');
    await judged(page, 'system-fault');
    await page.fill('[name=name]', 'Data warehouse');
    await page.fill('[name=ownerName]', 'Zoé Martin');
    await page.click('main form[action="/systems"] button[type=submit]');
    await page.click('main a:has-text("Data warehouse")');
    await judged(page, 'system');
    await open('/systems/import');
    await page.fill('[name=table]', 'name,leadDays\nShop,2\nTill,soon');
    await page.click('main form[action="/systems/import"] button[type=submit]');
    await judged(page, 'systems-import-fault');
    await page.fill('[name=table]', 'name,leadDays\nShop,2\nTill,3');
    await page.click('main form[action="/systems/import"] button[type=submit]');
    await judged(page, 'systems-import');
  });
});

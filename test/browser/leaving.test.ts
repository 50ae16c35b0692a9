import assert from 'node:assert/strict';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { type Running, runningDesk } from './support/running.ts';

for (const javaScript of [false, true]) {
  describe(`A question of the form that is left, ${javaScript ? 'with' : 'without'} JavaScript`, () => {
    let running: Running;
    let person: Person;
    before(async () => {
      running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
      person = await personWithBrowser({ javaScript });
    });
    after(async () => {
      await person?.leave();
      await running?.stop();
    });

    it('keeps what is typed by its way back and into another language; the Enter key goes on', async () => {
      const { page } = person;
      await page.goto(`${running.base}/ask`);
      await page.check('[name=rights][value=access]');
      await page.click('.buttons button[type=submit]');
      await page.check('[name=behalf][value=self]');
      await page.click('.buttons button[type=submit]');
      await page.fill('[name=name]', 'Ada Example');
      await page.fill('[name=postalAddress]', '1 Sample Street');
      await page.click('.languages button[value=fr]');
      assert.match(await page.innerText('h1'), /vous|Vous/);
      assert.equal(await page.inputValue('[name=name]'), 'Ada Example');
      if (javaScript) await judged(page, 'question-left');
      await page.fill('[name=email]', 'ada@example.org');
      await page.click('.back button');
      assert.ok(await page.isChecked('[name=behalf][value=self]'));
      await page.click('.languages button[value=en]');
      await page.click('.buttons button[type=submit]');
      assert.equal(await page.inputValue('[name=postalAddress]'), '1 Sample Street');
      await page.press('[name=name]', 'Enter');
      assert.match(page.url(), /\/ask\/about\?/);
    });
  });
}

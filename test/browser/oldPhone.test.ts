import assert from 'node:assert/strict';
import { asOldBrowsersRead } from '../support/oldBrowsers.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { type Running, runningDesk } from './support/running.ts';

/** Every box to write in, and whether its border can be told from what is around it. */
const FIELDS = `[...document.querySelectorAll('main .input, main .file')].map((field) => {
  const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(field);
  return [field.name, borderTopStyle !== 'none' && borderTopWidth !== '0px' && borderTopColor !== backgroundColor && borderTopColor !== getComputedStyle(document.documentElement).backgroundColor];
})`;

describe('In a browser of eight years ago, without JavaScript, with words twice as large', () => {
  let running: Running;
  let person: Person;
  const next = () => person.page.click('main form button[type=submit]');

  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu@2018' });
    person = await personWithBrowser({ javaScript: false });
    await person.page.setViewportSize({ width: 390, height: 900 });
    await person.context.route('**/css/*.css', async (route) => {
      const css = await (await route.fetch()).text();
      const large = route.request().url().endsWith('base.css') ? 'html { font-size: 200% }' : '';
      await route.fulfill({ contentType: 'text/css', body: `${asOldBrowsersRead(css)}${large}` });
    });
  });
  after(async () => {
    await person?.leave();
    await running?.stop();
  });

  async function seen(fields: number) {
    const { page } = person;
    await page.waitForLoadState('load');
    const boxes = await page.evaluate<[string, boolean][]>(FIELDS);
    assert.ok(boxes.length >= fields, `${page.url()} has ${boxes.length} fields`);
    assert.deepEqual(
      boxes.filter(([, isSeen]) => !isSeen),
      [],
    );
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.equal(width, 390, `${page.url()} is wider than the phone`);
  }

  it('the pages about laws keep to its width in German, whose words are long', async () => {
    for (const path of ['/policies', '/policies/gdpr-eu', '/policies/gdpr-eu/try?received=2026-02-20']) {
      await person.page.goto(`${running.base}${path}${path.includes('?') ? '&' : '?'}lang=de`);
      await seen(0);
    }
    await person.page.goto(`${running.base}/?lang=en`);
  });

  it('a person finds every field of the form by its border, and sends it', async () => {
    const { page } = person;
    await page.goto(`${running.base}/ask`);
    await page.check('[name=rights][value=access]');
    await next();
    await page.check('[name=behalf][value=self]');
    await seen(3);
    await next();
    await seen(4);
    await next();
    await seen(4);
    await page.fill('[name=name]', 'Ada Example');
    await page.fill('[name=email]', 'ada@example.org');
    await next();
    await seen(1);
    await next();
    await seen(1);
    await page.goto(`${running.base}/ask/check`);
    await seen(0);
    await page.click('main form[action="/ask/check"] button[type=submit]');
    await seen(0);
    assert.match(page.url(), /\/ask\/sent\//);
  });
});

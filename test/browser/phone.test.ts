import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { saveStatements } from '../../models/answerDraft/statements.ts';
import type { By } from '../../models/desk.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { contentsTold } from '../../views/contents/told.ts';
import { answer } from '../support/answering.ts';
import { temporaryFolder } from '../support/process.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { allAnswered, describedSystems } from '../support/wholeAnswer.ts';
import { filesOfZip } from '../support/zip.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { type PhoneUser, personWithPhone } from './support/phone.ts';
import { linkIn, logIn, type Running, runningDesk } from './support/running.ts';

const row = (nth: number) => `${nth},Hosting plan ${nth % 7},${nth % 2 ? 'yes' : 'no'}\n`;
const ORDERS = `order,article,paid\n${Array.from({ length: 130 }, (_, nth) => row(nth + 1)).join('')}`;
const TICKETS = JSON.stringify({ tickets: [{ opened: '2025-05-04', words: ['Hello', 'Thanks'] }] });
const file = (name: string, mediaType: string, text: string) => ({
  name,
  mediaType,
  content: Buffer.from(text),
});
const FILES = [
  file('orders.csv', 'text/csv', ORDERS),
  file('tickets.json', 'application/json', TICKETS),
  file('note.txt', 'text/plain', 'Called on Monday.\nWants a new plan.'),
];
/** In each language: its browser, the title of the answer, and the title once it has expired; a month to begin in. */
const LANGUAGES = [
  ['fr', 'fr-FR', 'Notre réponse à votre demande', 'Cette réponse a expiré', '03'],
  ['de', 'de-DE', 'Unsere Antwort auf Ihren Antrag', 'Diese Antwort ist abgelaufen', '06'],
] as const;

describe('An answer on a phone without JavaScript', function () {
  this.timeout(600_000);
  const { folder, remove } = temporaryFolder();
  let running: Running;
  let dpo: Person;
  let by: By;
  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    by = await staffMemberOf(running.desk, running.desk.organisation);
    await describedSystems(running.desk, by);
    dpo = await personWithBrowser();
  });
  after(async () => {
    await dpo?.leave();
    await running?.stop();
    remove();
  });
  const newest = async () => (await running.mailFor('ada@example.org')).at(-1);
  const press = ({ page }: Person) => page.click('main form button[type=submit]');
  const typeCode = async (person: Person) => {
    await person.page.fill('[name=code]', (await newest())?.text.match(/\b\d{6}\b/)?.[0] ?? '');
    await press(person);
  };
  const answered = async (language: 'fr' | 'de') => {
    const { desk } = running;
    const request = await received(desk, desk.organisation, { rights: ['access'], language });
    const target = { reference: request.reference };
    await confirmIdentity(desk, by, target, { method: 'mailbox', note: '' });
    await allAnswered(desk, request);
    const stated = { 'automated-decisions': 'None are made.' };
    await saveStatements(desk, by, target, { version: 0, stated });
    const written = { text: 'Voici.', files: FILES, nothingHeld: '', wording: contentsTold };
    await answer(desk, by, target, { ...written, sending: { by: 'mail' } });
    return request.reference;
  };
  const readThrough = async ({ page, look }: PhoneUser, language: string) => {
    for (const { name } of FILES) {
      await page.click(`a[href$="/read"]:has-text("${name}")`);
      await look(`phone-read-${name}-${language}`);
      if (name === 'orders.csv') {
        await page.click('.pagination a');
        assert.match((await page.textContent('main')) ?? '', /Hosting plan 4/);
        await page.goBack();
      }
      await page.click('.back a');
    }
  };
  const unpackedFrom = async ({ page }: PhoneUser, link: string, language: string) => {
    const place = new URL(`${new URL(link).pathname}/package`, running.base).href;
    const zip = await page.request.get(place, { timeout: 60_000 });
    const files = await filesOfZip(await zip.body());
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, language, path)), { recursive: true });
      writeFileSync(join(folder, language, path), content);
    }
    return files;
  };

  for (const [language, locale, title, expired, month] of LANGUAGES)
    it(`is opened, read page by page, saved, asked for again once it has expired, and sent again: ${language}`, async () => {
      await running.at(`2026-${month}-02T09:00:00Z`);
      const person = await personWithPhone(locale);
      const { page, look } = person;
      const reference = await answered(language);
      const link = linkIn(await newest(), '/answers/');
      await page.goto(link);
      assert.equal(await page.textContent('h1'), title);
      await look(`phone-locked-${language}`);
      await press(person);
      await look(`phone-code-${language}`);
      await typeCode(person);
      await look(`phone-answer-${language}`);
      await readThrough(person, language);
      const files = await unpackedFrom(person, link, language);

      await running.at(`2026-0${Number(month) + 1}-10T09:00:00Z`);
      await page.goto(link);
      assert.equal(await page.textContent('h1'), expired);
      await look(`phone-expired-${language}`);
      await press(person);
      assert.equal(await page.locator('main form').count(), 0, 'asked once');
      await look(`phone-asked-${language}`);
      await logIn(dpo.page, running.base);
      await dpo.page.goto(`${running.base}/requests/${reference}`);
      await judged(dpo.page, `asked-again-${language}`);
      await dpo.page.goto(`${running.base}/requests/${reference}/answer/again`);
      await press(dpo);
      await page.goto(linkIn(await newest(), '/answers/'));
      await press(person);
      await typeCode(person);
      assert.equal(await page.textContent('h1'), title);

      await person.context.setOffline(true);
      await page.goto(`file://${join(folder, language, 'index.html')}`);
      await look(`phone-package-${language}`);
      await isWellBuilt(person, language, files);
      await person.leave();
    });
});

/** The package's page as a screen reader goes through it: one title, contents that lead to each section, files that are there. */
async function isWellBuilt(
  { page }: PhoneUser,
  language: string,
  files: ReadonlyMap<string, unknown>,
): Promise<void> {
  const all = (selector: string, attribute: string) =>
    page
      .locator(selector)
      .evaluateAll((found, name) => found.map((one) => one.getAttribute(name)), attribute);
  assert.equal(await page.getAttribute('html', 'lang'), language);
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('script').count(), 0);
  const contents = await all('nav a', 'href');
  assert.equal(contents.length, await page.locator('main h2:not(nav h2)').count());
  for (const id of contents) assert.equal(await page.locator(id ?? '').count(), 1, String(id));
  const others = (await all('main a', 'href')).filter((href) => !/^(#|mailto:|https:)/.test(href ?? ''));
  assert.ok(others.length >= FILES.length);
  for (const href of others) assert.ok(files.has(decodeURIComponent(href ?? '')), String(href));
}

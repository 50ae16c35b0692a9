import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveStatements } from '../../models/answerDraft/statements.ts';
import type { By } from '../../models/desk.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { System } from '../../models/system.ts';
import { tokenOf } from '../support/answered.ts';
import { temporaryFolder } from '../support/process.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { allAnswered, answerInWords, describedSystems } from '../support/wholeAnswer.ts';
import { filesOfZip } from '../support/zip.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { logIn, type Running, runningDesk } from './support/running.ts';

describe('An answer in words can be read by everybody', function () {
  this.timeout(300_000);
  const { folder, remove } = temporaryFolder();
  let running: Running;
  let person: Person;
  let by: By;
  let systems: Record<string, number>;
  const open = (path: string) => person.page.goto(new URL(path, running.base).href);
  const asked = async (language: 'en' | 'fr') => {
    const { desk } = running;
    const request = await received(desk, desk.organisation, { rights: ['access'], language });
    const { reference } = request;
    await confirmIdentity(desk, by, { reference }, { method: 'mailbox', note: '' });
    await allAnswered(desk, request, { nothingIn: [systems.Leads ?? 0] });
    const stated = { 'automated-decisions': 'None are made.' };
    await saveStatements(desk, by, { reference }, { version: 0, stated });
    return request.reload();
  };

  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    const { desk } = running;
    by = await staffMemberOf(desk, desk.organisation);
    systems = await describedSystems(desk, by);
    person = await personWithBrowser();
    await answerInWords(desk, by, await asked('en'));
    await running.at('2026-09-01T09:00:00Z');
    await System.update({ retention: 'P5Y' }, { where: { name: 'Shop' } });
    await logIn(person.page, running.base);
  });
  after(async () => {
    await person?.leave();
    await running?.stop();
    remove();
  });

  it('by the DPO: beside the form, section by section, with an earlier answer and with words whose source changed', async () => {
    const { page } = person;
    const { reference } = await asked('fr');
    await open(`/requests/${reference}/answer`);
    await judged(page, 'answer-in-words');
    await open(`/requests/${reference}/answer/words`);
    await judged(page, 'answer-words');
    await open(`/requests/${reference}/answer/words/set-${systems.Shop}`);
    await page.fill(`[name=purposes-${systems.Shop}]`, 'Pour livrer vos commandes.');
    await page.click('main form button[type=submit]');
    await page.waitForURL('**/words#*');
    await System.update({ purpose: 'To deliver and repair' }, { where: { name: 'Shop' } });
    await page.reload();
    await judged(page, 'answer-words-outdated');
    await open(`/requests/${reference}/answer/words/set-${systems.Shop}`);
    await judged(page, 'answer-words-section');
  });

  for (const language of ['en', 'fr'] as const)
    it(`by the person, behind the code, and from the package without the internet: ${language}`, async () => {
      const { page } = person;
      const request: SubjectRequest = await asked(language);
      await answerInWords(running.desk, by, request);
      await running.mailFor('ada@example.org');
      const link = `/answers/${tokenOf(running.desk, await request.reload())}`;
      await open(`${link}?lang=${language}`);
      await page.click('main button[type=submit]');
      const [mail] = await running.mailFor('ada@example.org');
      await page.fill('[name=code]', mail?.text.match(/\b\d{6}\b/)?.[0] ?? '');
      await page.click('main button[type=submit]');
      await judged(page, `answer-told-${language}`);
      const zip = await page.request.get(new URL(`${link}/package`, running.base).href);
      assert.equal(zip.status(), 200);
      const index = join(folder, `${language}.html`);
      writeFileSync(index, (await filesOfZip(await zip.body())).get('index.html') ?? '');
      await page.goto(`file://${index}`);
      await judged(page, `package-told-${language}`);
    });
});

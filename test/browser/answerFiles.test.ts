import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import { releaseFile } from '../../models/answerDraft/review.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { addSystem } from '../../models/system/save.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { systemForm } from '../support/systems.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { logIn, type Running, runningDesk } from './support/running.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/redaction', name));
/** A JPEG that says that it must be turned by a quarter, and where it was taken. */
const turned = (jpeg: Buffer): Buffer => {
  const exif =
    '457869660000 4949 2a00 08000000 0200 1201 0300 01000000 06000000 0f01 0200 04000000 47505300 00000000';
  const body = Buffer.from(exif.replaceAll(' ', ''), 'hex');
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.of(0xff, 0xe1, 0, body.length + 2),
    body,
    jpeg.subarray(2),
  ]);
};
const MAIL =
  'From: Jane Doe, Support\nTo: Ada Example\n\nDear Ms Example,\n\nJane Doe has looked into it. The invoice of March was paid twice.\n';

describe('The files of an answer, in a browser', function () {
  this.timeout(300_000);
  let running: Running;
  let person: Person;
  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'scalingo-privacy@2015' });
    person = await personWithBrowser();
  });
  after(async () => {
    await person?.leave();
    await running?.stop();
  });

  it('are added, looked at, left without some words or as a whole, and sent', async () => {
    const { page } = person;
    const { desk, base } = running;
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, dpo, request, { method: 'question', note: '' });
    const at = `/requests/${request.reference}/answer`;
    const open = (path: string) => page.goto(new URL(path, base).href);
    const press = async (words: string) => {
      await page.click(`main button:has-text("${words}")`);
      await page.waitForLoadState();
    };
    const target = async (name: string) => {
      const found = (await preparedFilesOf(desk, await request.reload())).find((one) => one.name === name);
      assert.ok(found, name);
      return { reference: request.reference, file: found.id, version: found.version, copy: found.copy?.id };
    };
    await addSystem(desk, dpo, systemForm({ name: 'Customer service', ownerEmail: 'zoe@example.org' }));
    await open('/sessions/new');
    await logIn(page, base);
    await open(`${at}/files`);
    await judged(page, 'answer-files-none');
    const file = (name: string, mimeType: string, words: string) => ({
      name,
      mimeType,
      buffer: Buffer.from(words),
    });
    await page.setInputFiles('[name=files]', [
      file('Mail of Jane Doe.txt', 'text/plain', MAIL),
      file('clip.mkv', 'video/x-matroska', '\u001aE\u0000\u0001clip'),
      file(
        'Contract with another customer, 2024, second draft with the comments of our lawyer.txt',
        'text/plain',
        'x',
      ),
    ]);
    await press('Add');
    await judged(page, 'answer-files');

    await page.click('main a:has-text("Mail of Jane Doe.txt")');
    await judged(page, 'answer-file');
    await page.click('summary:has-text("Say what it is")');
    await page.fill('[name=meaning]', 'x'.repeat(501));
    await press('Save');
    await judged(page, 'answer-file-described-faulty');
    await page.selectOption('[name=system]', { label: 'Customer service' });
    await page.fill('[name=meaning]', 'A mail between two of our people about your invoice');
    await press('Save');
    await judged(page, 'answer-file-described');
    await page.click('summary:has-text("Remove words")');
    await page.fill('[name=words-rights-of-others]', 'Jane Doe');
    await press('Make the copy without them');
    await judged(page, 'answer-file-without-words');
    assert.match((await page.textContent('.leaving-text')) ?? '', /From: \*{5}, Support/);

    const colleague = await target('Mail of Jane Doe.txt');
    await releaseFile(desk, dpo, colleague, { how: 'looked-at', copy: colleague.copy });
    await page.fill('[name=words-trade-secret]', 'invoice');
    await press('Make the copy without them');
    await judged(page, 'answer-file-stale');
    await press('I have looked at it');

    await page.setInputFiles('[name=files]', [
      { name: 'screen.png', mimeType: 'image/png', buffer: await page.screenshot() },
      { name: 'turned.jpg', mimeType: 'image/jpeg', buffer: turned(await page.screenshot({ type: 'jpeg' })) },
      ...['book.xlsx', 'doc.docx'].map((name) => ({ name, mimeType: '', buffer: fixture(name) })),
    ]);
    await press('Add');
    for (const name of ['screen.png', 'book.xlsx', 'doc.docx']) {
      await page.click(`main a:has-text("${name}")`);
      await judged(page, `answer-file-${name.split('.')[1]}`);
      await press('I have looked at it');
    }

    await page.click('main a:has-text("turned.jpg")');
    const isUpright = 'document.querySelector(".leaving-picture").naturalWidth < 1000';
    assert.equal(await page.evaluate(isUpright), true, 'a browser turns it as its Exif says');
    await press('I have looked at it');

    await page.click('main a:has-text("clip.mkv")');
    await judged(page, 'answer-file-unknown');
    await press('Release unread');
    await page.click('main a:has-text("Contract with another")');
    await page.click('summary:has-text("Leave the whole file out")');
    await press('Leave it out');
    await judged(page, 'answer-file-fault');
    await page.check('[name=reason][value=legal-privilege]');
    await press('Leave it out');
    await judged(page, 'answer-files-decided');
    await open(`${at}/files?lang=fr`);
    await judged(page, 'fichiers-de-la-reponse');
    await page.click('main a:has-text("Mail of Jane Doe.txt")');
    await judged(page, 'fichier-de-la-reponse');
    await open(`${at}?lang=en`);
    await judged(page, 'answer-with-files');
    await page.fill('[name=text]', 'Here is what we hold.');
    await page.fill('[name=incomplete]', 'One system is still to be searched.');
    await page.fill('[name=followsOn]', '2026-03-30');
    await page.check('[name=sending][value=paper]');
    await press('Read the letter');
    await judged(page, 'answer-letter-left-out');
    assert.match(
      (await page.textContent('.letter')) ?? '',
      /In one file, names or details of other people were removed \(Art\. 15\(4\) GDPR\)\./,
    );
  });
});

import assert from 'node:assert/strict';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { linkIn, logIn, type Running, runningDesk } from './support/running.ts';

describe('The main job, as people do it', () => {
  let running: Running;
  let ada: Person;
  let dpo: Person;
  let reference: string;
  let statusLink: string;

  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'scalingo-privacy@2015' });
    ada = await personWithBrowser({ javaScript: false });
    dpo = await personWithBrowser();
  });
  after(async () => {
    await ada?.leave();
    await dpo?.leave();
    await running?.stop();
  });

  const next = (person: Person) => person.page.click('main form button[type=submit]');
  const says = async (person: Person, words: RegExp) =>
    assert.match(await person.page.innerText('main'), words);

  it('lets somebody without JavaScript ask for erasure on the public form', async () => {
    const { page } = ada;
    await page.goto(`${running.base}/`);
    await page.click('main a[href$="/ask"]');
    await page.check('[name=rights][value=erasure]');
    await next(ada);
    await page.check('[name=behalf][value=self]');
    await next(ada);
    await page.fill('[name=name]', 'Ada Example');
    await page.fill('[name=email]', 'ada@example.org');
    await next(ada);
    await page.fill('[name=about]', 'Please close my account and delete what you have.');
    await next(ada);
    await page.setInputFiles('[type=file]', {
      name: 'note.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('mine'),
    });
    await page.click('main form button[type=submit] >> nth=-1');
    if (!page.url().endsWith('/check')) await page.goto(`${running.base}/ask/check`);
    await says(ada, /Ada Example[\s\S]*note\.txt/);
    await page.click('main form[action="/ask/check"] button[type=submit]');
    await says(ada, /Tuesday 3 March 2026[\s\S]*(Wednesday 1 April|Thursday 2 April) 2026/);
    reference = (await page.innerText('main')).match(/R-\w{4}-\w{4}/)?.[0] ?? '';
    statusLink = (await page.getAttribute('main a[href*="/status/"]', 'href')) ?? '';
    assert.ok(reference && statusLink);
  });

  it('confirms the mailbox by the link of the letter and a button', async () => {
    const [receipt] = await running.mailFor('ada@example.org');
    assert.ok(receipt?.text.includes(reference));
    await ada.page.goto(linkIn(receipt, '/confirm/'));
    await next(ada);
    await says(ada, /confirmed/);
    await ada.page.goto(new URL(statusLink, running.base).href);
    await says(ada, /Tuesday 3 March 2026, 10:00/);
  });

  it('shows the DPO what to do first, and takes the record of the account deletion', async () => {
    await logIn(dpo.page, running.base);
    await dpo.page.click(`a:has-text("${reference}")`);
    await says(dpo, /23 hours left|24 hours left/);
    await dpo.page.goto(`${running.base}/requests/${reference}/identity-check`);
    await dpo.page.check('[name=method][value=mailbox]');
    await next(dpo);
    running.desk.clock.advance({ hours: 5 });
    await dpo.page.goto(`${running.base}/requests/${reference}/deadlines/account-deletion/fulfilment`);
    await dpo.page.fill('[name=done]', 'Account and projects removed');
    await dpo.page.fill('[name=doneAt]', '2026-03-02');
    await dpo.page.fill('[name=doneAtTime]', '14:30');
    await dpo.page.fill('[name=proof]', 'Ticket 4711');
    await next(dpo);
    await says(dpo, /Delete the other data, by/);
  });

  it('answers by a link that needs a code sent by mail, and stays in the queue as purge pending', async () => {
    await dpo.page.goto(`${running.base}/requests/${reference}/answer`);
    await dpo.page.fill('[name=text]', 'Your account is deleted. The rest follows by 1 April.');
    await dpo.page.check('[name=sending][value=mail]');
    await next(dpo);
    await says(dpo, /Read the letter before it goes[\s\S]*our answer is ready/);
    await dpo.page.click('button:has-text("Send the letter")');
    await says(dpo, /The answer is decided; the letter has been waiting for the mail server/);
    const letters = await running.mailFor('ada@example.org');
    await dpo.page.reload();
    await says(dpo, /Deletion pending/);
    await ada.page.goto(linkIn(letters.at(-1), '/answers/'));
    await next(ada);
    const [withCode] = await running.mailFor('ada@example.org');
    await ada.page.fill('[name=code]', withCode?.text.match(/\b\d{6}\b/)?.[0] ?? '');
    await next(ada);
    await says(ada, /Your account is deleted/);
  });

  it('reminds the DPO of the purge two days before, and closes when the purge is met, not before', async () => {
    await running.at('2026-03-25T07:00:00Z'); // 08:00 in Paris, seven days before 1 April
    await running.mailFor('dpo@example.org');
    await running.at('2026-03-30T05:59:00Z');
    assert.deepEqual(await running.mailFor('dpo@example.org'), []);
    await running.at('2026-03-30T06:00:00Z'); // 08:00 in Paris, two days before 1 April
    const [reminder] = await running.mailFor('dpo@example.org');
    assert.ok(reminder?.text.includes(reference));
    await logIn(dpo.page, running.base);
    await dpo.page.goto(linkIn(reminder, '/requests/'));
    await dpo.page.goto(`${running.base}/requests/${reference}/deadlines/other-data-deletion/fulfilment`);
    await dpo.page.fill('[name=done]', 'Backups rotated');
    await dpo.page.fill('[name=doneAt]', '2026-03-30');
    await dpo.page.fill('[name=doneAtTime]', '07:00');
    await dpo.page.fill('[name=proof]', 'Job log 12');
    await next(dpo);
    await says(dpo, /Answered/);
    await dpo.page.goto(`${running.base}/requests/${reference}/closure`);
    await next(dpo);
    await says(dpo, /Closed/);
    await ada.page.goto(new URL(statusLink, running.base).href);
    await says(ada, /Your request is closed/);
  });
});

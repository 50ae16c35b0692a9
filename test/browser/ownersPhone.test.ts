import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { addSystem } from '../../models/system/save.ts';
import { temporaryFolder } from '../support/process.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { systemForm } from '../support/systems.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { type PhoneUser, personWithPhone } from './support/phone.ts';
import { linkIn, logIn, type Running, runningDesk } from './support/running.ts';

const SYSTEMS = ['Archive', 'Billing', 'Calls', 'Desk', 'Events', 'Forum'];
const run = promisify(execFile);

describe('The tasks of an owner on a phone without JavaScript', function () {
  this.timeout(600_000);
  const { folder, remove } = temporaryFolder();
  let running: Running;
  let owner: PhoneUser;
  let dpo: Person;
  let reference: string;
  let link: string;
  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    const { desk } = running;
    const by = await staffMemberOf(desk, desk.organisation);
    const owned = { ownerName: 'Zoé Martin', ownerEmail: 'zoe@example.org', ownerLanguage: 'fr' } as const;
    for (const name of SYSTEMS)
      await addSystem(desk, by, systemForm({ name, ...owned, categories: ['contact'] }));
    const nadia = { ...owned, ownerName: 'Nadia Brandt', ownerEmail: 'nadia@example.org' };
    await addSystem(desk, by, systemForm({ name: 'Guests', ...nadia, categories: ['contact'] }));
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    reference = request.reference;
    await confirmIdentity(desk, by, { reference }, { method: 'mailbox', note: '' });
    owner = await personWithPhone('de-DE');
    dpo = await personWithBrowser();
    await logIn(dpo.page, running.base);
  });
  after(async () => {
    await owner?.leave();
    await dpo?.leave();
    await running?.stop();
    remove();
  });
  const mailTo = async (address: string) => (await running.mailFor(address)).at(-1);
  const unlock = async (address: string) => {
    const { page } = owner;
    await page.click('main form button[type=submit]');
    await page.fill('[name=code]', (await mailTo(address))?.text.match(/\b\d{6}\b/)?.[0] ?? '');
    await page.click('main form button[type=submit]');
  };
  const task = (name: string) =>
    owner.page.locator('section.task').filter({ has: owner.page.locator('h2', { hasText: name }) });
  const answer = async (name: string, outcome: string, fill: Record<string, string>) => {
    const form = task(name).locator('form');
    await form.locator(`[value=${outcome}]`).check();
    for (const [field, value] of Object.entries(fill)) await form.locator(`[name=${field}]`).fill(value);
    if (outcome === 'done') await form.locator('[name=files]').setInputFiles(join(folder, 'data.csv'));
    await owner.look(`owner-${outcome}`);
    await form.locator('button[type=submit]').click();
    assert.match((await owner.page.textContent('main')) ?? '', /Merci/);
  };

  it('come in the owner’s language, and are answered each way: done with a file, nothing found, cannot, not mine', async () => {
    const { page } = owner;
    writeFileSync(join(folder, 'data.csv'), 'a,b\n1,2\n');
    await dpo.page.goto(`${running.base}/requests/${reference}/tasks`);
    await dpo.page.click(`main form[action="/requests/${reference}/tasks"] button[type=submit]`);
    const notice = await mailTo('zoe@example.org');
    assert.match(notice?.text ?? '', /a besoin de votre aide/);
    link = linkIn(notice, '/tasks/');
    await page.goto(link);
    assert.equal(await page.getAttribute('html', 'lang'), 'fr');
    await owner.look('owner-locked');
    await unlock('zoe@example.org');
    await owner.look('owner-tasks');
    await answer('Archive', 'done', { count: '1' });
    await answer('Billing', 'nothing-found', { searched: 'Par adresse, dans toutes les tables.' });
    await answer('Calls', 'cannot', { reason: 'La base est en panne.' });
    await answer('Desk', 'not-mine', { toWhom: 'nadia@example.org' });
  });

  it('are answered by the line for programs, as it stands on the page', async () => {
    const line = ((await task('Events').locator('pre').textContent()) ?? '').replace(
      /http:\S+?(?=\/tasks)/,
      running.base,
    );
    const { stdout } = await run('sh', ['-c', line], { cwd: folder });
    assert.match(stdout, /Merci/);
    await owner.page.reload();
    assert.equal(await task('Events').count(), 0);
    assert.equal(await task('Forum').count(), 1);
  });

  it('reach a colleague who was named and looks after a system here, at once, by a mail of their own; their page shows their tasks alone', async () => {
    const { page } = owner;
    await page.goto(linkIn(await mailTo('nadia@example.org'), '/tasks/'));
    await owner.look('owner-colleague');
    const said = (await page.textContent('main')) ?? '';
    assert.match(said, /Desk/);
    assert.match(said, /Guests/);
    assert.doesNotMatch(said, /Forum|Archive/);
  });

  it('are reached by a renewed link alone, and by none once it is ended', async () => {
    const { page } = owner;
    const former = link;
    const press = async (what: 'renew' | 'revoke') => {
      await dpo.page.goto(`${running.base}/requests/${reference}/tasks`);
      const panel = dpo.page
        .locator('.panel')
        .filter({ hasText: 'End the link' })
        .filter({ hasText: 'zoe@' });
      await panel.locator(`form[action$="/${what}"] button`).last().click();
    };
    const title = async (link: string) => {
      await page.goto(link);
      return page.textContent('h1');
    };
    await press('renew');
    const fresh = linkIn(await mailTo('zoe@example.org'), '/tasks/');
    assert.notEqual(fresh, former);
    const ended = 'Ce lien n’ouvre rien';
    assert.equal(await title(former), ended);
    await owner.look('owner-former');
    assert.notEqual(await title(fresh), ended);
    await press('revoke');
    assert.equal(await title(fresh), ended);
  });
});

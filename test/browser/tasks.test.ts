import assert from 'node:assert/strict';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { addSystem } from '../../models/system/save.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { systemForm } from '../support/systems.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { linkIn, logIn, type Running, runningDesk } from './support/running.ts';

describe('The pages of tasks can be used by everybody', () => {
  let running: Running;
  let person: Person;
  let reference: string;
  const open = (path: string) => person.page.goto(new URL(path, running.base).href);

  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    const { desk } = running;
    const by = await staffMemberOf(desk, desk.organisation);
    const system = (name: string, more = {}) =>
      addSystem(
        desk,
        by,
        systemForm({ name, ownerName: 'Zoé Martin', ownerEmail: 'zoe@example.org', ...more }),
      );
    await system('Customer relations', { categories: ['contact'], identifiers: ['email', 'name'] });
    await system('Calls and leads', {
      categories: ['contact'],
      leadDays: '5',
      instructions: { access: 'Every call of this person.\nWho received them outside the company.' },
    });
    await system('Mail shots', {
      categories: ['contact'],
      ownerName: 'Max Vogel',
      ownerEmail: 'max@example.org',
    });
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    reference = request.reference;
    await confirmIdentity(desk, by, { reference }, { method: 'mailbox', note: '' });
    person = await personWithBrowser();
    await logIn(person.page, running.base);
  });
  after(async () => {
    await person?.leave();
    await running?.stop();
  });

  it('the plan, what the owner sees before and after the code, and the answers', async () => {
    const { page } = person;
    await open(`/requests/${reference}/tasks`);
    await judged(page, 'tasks-plan');
    await page.click(`main form[action="/requests/${reference}/tasks"] button[type=submit]`);
    await judged(page, 'tasks-asked');
    const [notice] = await running.mailFor('zoe@example.org');
    await page.goto(linkIn(notice, '/tasks/'));
    await judged(page, 'task-locked');
    await page.click('main button[type=submit]');
    await judged(page, 'task-code');
    const [mail] = await running.mailFor('zoe@example.org');
    await page.fill('[name=code]', mail?.text.match(/\b\d{6}\b/)?.[0] ?? '');
    await page.click('main button[type=submit]');
    await judged(page, 'task');
    const form = page.locator('.task form').first();
    for (const field of ['count', 'files', 'searched', 'toWhom'])
      assert.equal(await form.locator(`[name=${field}]`).isVisible(), false, field);
    await form.locator('[value=done]').check();
    assert.equal(await form.locator('[name=files]').isVisible(), true);
    assert.equal(await form.locator('[name=searched]').isVisible(), false);
    await judged(page, 'task-done');
    await form.locator('[value=not-mine]').check();
    await form.locator('button[type=submit]').click();
    await judged(page, 'task-fault');
    for (const language of ['fr', 'de']) {
      await page.goto(`${page.url().replace(/\/\d+$/, '')}?lang=${language}`);
      await judged(page, `task-${language}`);
    }
    const again = page.locator('.task form').first();
    await again.locator('[value=not-mine]').check();
    await again.locator('[name=toWhom]').fill('nadia@example.org');
    await again.locator('button[type=submit]').click();
    await judged(page, 'task-thanks');
    await open(`/requests/${reference}/tasks?lang=en`);
    await judged(page, 'tasks-answered');
    await open(`/requests/${reference}`);
    await judged(page, 'request-with-tasks');
    await open('/requests');
    await judged(page, 'queue-with-tasks');
  });
});

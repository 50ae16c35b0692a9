import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childrenOf, isThere } from '../support/children.ts';
import { begin, freePort, says, temporaryFolder } from '../support/process.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';

const PASSWORD = 'correct horse battery staple';

describe('A new colleague learns on a rehearsal, as the desk runs it', () => {
  const { folder, remove } = temporaryFolder();
  let desk: ChildProcess;
  let person: Person;
  let base: string;

  before(async () => {
    const PORT = String(await freePort());
    base = `http://localhost:${PORT}`;
    desk = begin('server.ts', [], { DATA_DIR: join(folder, 'desk'), PORT, LOG_LEVEL: 'error' });
    const link =
      /http:\/\/localhost:\d+\/sessions\/\S+/.exec(await says(desk, /\/sessions\/\S+\n/))?.[0] ?? '';
    person = await personWithBrowser();
    const { page } = person;
    await page.goto(link);
    await page.fill('[name=email]', 'anna@example.org');
    await page.fill('[name=name]', 'Anna Berg');
    await page.fill('[name=password]', PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/(today|settings)/);
  });
  after(async () => {
    await person?.leave();
    desk?.kill('SIGKILL');
    remove();
  });

  const open = (path: string) => person.page.goto(base + path);
  const press = (name: string) => person.page.click(`form[action="/settings/rehearsal/${name}"] button`);

  it('begins it, is shown when it is ready, and goes in', async () => {
    const { page } = person;
    await open('/settings/rehearsal?lang=fr');
    await judged(page, 'rehearsal-fr');
    await open('/settings/rehearsal?lang=en');
    await judged(page, 'rehearsal');
    await page.click('form[action="/settings/rehearsal"] button[type=submit]');
    await page.waitForSelector('form[action="/settings/rehearsal/entry"]', { timeout: 60_000 });
    await judged(page, 'rehearsal-ready');
    await press('entry');
    await page.waitForURL(/\/today$/);
    assert.match((await page.textContent('.rehearsal')) ?? '', /Rehearsal/);
    await judged(page, 'rehearsal-today');
    await open('/');
    await judged(page, 'rehearsal-public');
  });

  it('plays the clock forward, reads the mails, and plays the person who asked', async () => {
    const { page } = person;
    await open('/rehearsal');
    await page.fill('[name=days]', 'some');
    await page.click('form[action="/rehearsal/play"] button[type=submit]');
    await judged(page, 'rehearsal-inside-fault');
    await page.fill('[name=days]', '1');
    await page.click('form[action="/rehearsal/play"] button[type=submit]');
    await page.waitForSelector('form[action="/rehearsal/play"]', { timeout: 60_000 });
    await judged(page, 'rehearsal-inside');
    const mail = page
      .locator('details', { hasText: 'request' })
      .filter({ has: page.locator('a[href^="/status/"]') });
    await mail.first().locator('summary').click();
    await judged(page, 'rehearsal-mail');
    await mail.first().locator('a[href^="/status/"]').first().click();
    await page.waitForURL(/\/status\//);
    await judged(page, 'rehearsal-status');
    await open('/rehearsal?lang=fr');
    await judged(page, 'rehearsal-inside-fr');
  });

  it('leaves and ends it, and is at the real desk again', async () => {
    const { page } = person;
    await open('/today');
    await page.click('.rehearsal a[href="/settings/rehearsal"]');
    await judged(page, 'rehearsal-leave');
    await press('leave');
    await open('/today');
    assert.equal(await page.locator('.rehearsal').count(), 0);
    await open('/settings/rehearsal');
    await press('end');
    await page.waitForSelector('form[action="/settings/rehearsal"]');
    await judged(page, 'rehearsal-ended');
  });

  it('leaves no process behind where the desk is killed', async () => {
    const { page } = person;
    await page.click('form[action="/settings/rehearsal"] button[type=submit]');
    const [child = ''] = childrenOf(desk.pid);
    assert.ok(isThere(child), child);
    desk.kill('SIGKILL');
    await once(desk, 'exit');
    for (let tries = 0; isThere(child) && tries < 100; tries += 1) await pause(200);
    assert.equal(isThere(child), false);
  });
});

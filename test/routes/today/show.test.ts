import assert from 'node:assert/strict';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import type { Intake } from '../../../models/subjectRequest/receive.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { fill } from '../../bench/fill.ts';
import { plansFor } from '../../bench/plan.ts';
import { appForTests, signedIn, type TestApp } from '../../support/app.ts';
import { closeTestDatabase } from '../../support/database.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const GIVEN: Partial<Intake> = { channel: 'post', rights: ['access'] };

describe('The first page after log-in, what to do today', () => {
  let desk: TestDesk;
  let app: TestApp;

  beforeEach(async () => {
    desk = await deskForTests();
    app = appForTests(desk);
  });
  after(closeTestDatabase);

  it('says of each request what to do, by when and why, and leads to it in one press', async () => {
    const { reference } = await received(desk, desk.organisation, GIVEN);
    desk.clock.set('2026-04-01T09:00:00Z');
    const dpo = await signedIn(app, 'dpo');
    const page = (await dpo.get('/today')).text;
    assert.match(page, /One more is due within seven days|One is due today/);
    assert.match(page, /<b>Confirm who Ada Example is\.<\/b>/);
    assert.match(
      page,
      /Access, received 2 Mar 2026\. Reply to the person, by Thursday 2 April 2026\. The identity is not confirmed\./,
    );
    const [, href = ''] = page.match(/class="button is-row[^"]*" href="([^"]*)"/) ?? [];
    assert.equal(href, `/requests/${reference}/identity-check`);
    assert.equal((await dpo.get(href)).status, 200);
  });

  it('gives a reader no step that only others may take', async () => {
    const { reference } = await received(desk, desk.organisation, GIVEN);
    desk.clock.set('2026-04-10T09:00:00Z');
    const reader = await signedIn(app, 'reader');
    assert.doesNotMatch((await reader.get('/today')).text, new RegExp(reference));
    const page = (await reader.get('/today?of=all')).text;
    assert.match(page, new RegExp(`button is-row" href="/requests/${reference}">Open`));
  });

  it('shows a handler their own work first, and everybody’s when asked', async () => {
    const request = await received(desk, desk.organisation, GIVEN);
    const dpo = await staffMemberOf(desk, desk.organisation);
    desk.clock.set('2026-04-10T09:00:00Z');
    const handler = await signedIn(app, 'handler');
    assert.match((await handler.get('/today')).text, /There is nothing to do now/);
    await assign(desk, dpo, request, dpo.userId);
    assert.match(
      (await handler.get('/today?of=all')).text,
      new RegExp(`${request.reference}.*With A dpo`, 's'),
    );
  });

  it('says that there is nothing to do, what comes next and when', async () => {
    await received(desk, desk.organisation, GIVEN);
    desk.clock.set('2026-03-12T09:00:00Z');
    const page = (await (await signedIn(app, 'dpo')).get('/today')).text;
    assert.match(page, /There is nothing to do now.*Next is Thursday 2 April 2026: one request falls due\./s);
  });

  it('holds with 300 due: some of each group, their number, and all of them page by page', async function () {
    this.timeout(60_000);
    const { userId } = await staffMemberOf(desk, desk.organisation);
    const setting = { desk, organisation: desk.organisation, staff: [userId, userId] as [number, number] };
    await fill(setting, plansFor(400, desk.clock()));
    await SubjectRequest.update(
      { status: 'open', nextLateAt: new Date('2026-03-01T23:00:00Z'), assigneeId: null },
      { where: {} },
    );
    const dpo = await signedIn(app, 'dpo');
    const page = (await dpo.get('/today')).text;
    assert.match(page, /400 are late\./);
    assert.equal(page.match(/class="today-what"/g)?.length, 10);
    const seen = new Set<string>();
    let href: string | undefined = '/today?show=late';
    while (href) {
      const { text } = await dpo.get(href.replaceAll('&amp;', '&'));
      for (const [, reference = ''] of text.matchAll(/unbroken" href="\/requests\/([^"]*)"/g))
        seen.add(reference);
      href = text.match(/href="([^"]*)" rel="next"/)?.[1];
    }
    assert.equal(seen.size, 400);
  });

  it('offers to close what is answered', async () => {
    const { reference, id } = await received(desk, desk.organisation, GIVEN);
    await SubjectRequest.update({ status: 'answered', nextLateAt: null, nextClock: null }, { where: { id } });
    const page = (await (await signedIn(app, 'dpo')).get('/today?of=all')).text;
    assert.match(
      page,
      new RegExp(`To finish.*Close the request of Ada Example\\..*/requests/${reference}/closure`, 's'),
    );
  });
});

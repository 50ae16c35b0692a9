import assert from 'node:assert/strict';
import { Membership } from '../../../models/membership.ts';
import { SavedView } from '../../../models/savedView.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { anotherOrganisation } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';
import { type QueueAtHand, queueAtHand, referencesIn } from './queueAtHand.ts';

let queue: QueueAtHand;
const at = (role: 'handler' | 'reader' | 'dpo') =>
  signedIn(appForTests(queue.desk), role, {
    email: `other-${role}@example.org`,
    organisation: queue.organisation,
  });
const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
async function post(browser: Browser, from: string, to: string, form: Record<string, string | string[]>) {
  const { text } = await browser.get(from);
  return browser
    .post(to)
    .type('form')
    .send({ _csrf: tokenIn(text), ...form });
}

describe('The filters of the list', () => {
  beforeEach(async () => {
    queue = await queueAtHand();
  });

  it('stand in its address, are named above it, and come off one by one', async () => {
    const access = await received(queue.desk, queue.organisation, { rights: ['access'] });
    await received(queue.desk, queue.organisation);
    const form = '/requests?view=open&q=&right=access&policy=&receivedFrom=2026-03-02&receivedTo=&paused=no';
    const { headers } = await queue.dpo.get(form).expect(303);
    assert.equal(headers.location, '/requests?right=access&receivedFrom=2026-03-02&paused=no');
    const { text } = await queue.dpo.get(headers.location as string);
    assert.deepEqual(referencesIn(text), [access.reference]);
    const crumbs = [...text.matchAll(/class="crumb" href="([^"]+)">(.*?)<span aria/gs)].map(
      ([, href = '', words = '']) => [
        href.replaceAll('&amp;', '&'),
        words.replace(/[\u2066-\u2069]/g, '').trim(),
      ],
    );
    assert.deepEqual(crumbs, [
      ['/requests?receivedFrom=2026-03-02&paused=no', 'Right: Access'],
      ['/requests?right=access&paused=no', 'received from 2 Mar 2026'],
      ['/requests?right=access&receivedFrom=2026-03-02', 'no deadline is paused'],
    ]);
  });

  it('say beside a field what is wrong in it, and keep what was typed elsewhere', async () => {
    const wrong = await queue.dpo
      .get(
        '/requests?right=access&receivedFrom=2026-02-31&dueFrom=2026-03-02&dueTo=2026-03-01&closedFrom=soon',
      )
      .expect(422);
    assert.match(wrong.text, /id="receivedFrom-error"[^>]*>(?:<[^>]+>|[^<])*2026-02-31.? is not a real date/);
    assert.match(wrong.text, /id="dueTo-error"[^>]*>(?:<[^>]+>|[^<])*must end on or after/);
    assert.match(wrong.text, /id="closedFrom-error"/);
    assert.match(wrong.text, /<option value="access" selected>/);
    assert.match(wrong.text, /name="dueFrom"[^>]*value="2026-03-02"/);
  });
});

describe('A saved view', () => {
  beforeEach(async () => {
    queue = await queueAtHand();
    await received(queue.desk, queue.organisation);
  });
  const save = (browser: Browser, name: string, more = {}) =>
    post(browser, '/requests/views/new?right=access', '/requests/views', {
      name,
      query: '?right=access&nonsense=1',
      ...more,
    });

  it('stands beside the tabs of its author, of all colleagues once it is shared, and of no other organisation', async () => {
    assert.equal((await save(queue.dpo, 'Access only')).headers.location, '/requests?right=access');
    const tab = />Access only<\/a>/;
    assert.match((await queue.dpo.get('/requests')).text, tab);
    assert.match((await queue.dpo.get('/requests?right=access')).text, /aria-current="page">Access only/);
    const reader = await at('reader');
    assert.doesNotMatch((await reader.get('/requests')).text, tab);
    const kept = await SavedView.findOne({ rejectOnEmpty: true });
    await reader.get(`/requests/views/${kept.id}`).expect(404);
    const form = { name: 'Access only', shared: 'yes' };
    await post(queue.dpo, `/requests/views/${kept.id}`, `/requests/views/${kept.id}`, form);
    assert.match((await reader.get('/requests')).text, tab);
    const organisation = await anotherOrganisation(queue.desk);
    const stranger = await signedIn(appForTests(queue.desk), 'dpo', {
      email: 'far@example.org',
      organisation,
    });
    assert.doesNotMatch((await stranger.get('/requests')).text, tab);
    await stranger.get(`/requests/views/${kept.id}`).expect(404);
  });

  it('that is shared is changed by its author and by data protection officers; a reader shares none', async () => {
    const [handler, reader] = [await at('handler'), await at('reader')];
    await save(handler, 'Shared', { shared: 'yes' });
    const { id } = await SavedView.findOne({ rejectOnEmpty: true });
    const rename = (browser: Browser, name: string) =>
      post(browser, '/requests/views/new', `/requests/views/${id}`, { name, shared: 'yes' });
    assert.equal((await rename(reader, 'No')).status, 403);
    assert.doesNotMatch((await reader.get('/requests/views')).text, /requests\/views\/\d/);
    assert.equal((await save(reader, 'Mine', { shared: 'yes' })).status, 403);
    assert.equal((await rename(queue.dpo, 'By the officer')).status, 303);
    assert.equal((await rename(handler, '')).status, 422);
    assert.equal((await SavedView.findByPk(id))?.name, 'By the officer');
    await post(handler, '/requests/views/new', `/requests/views/${id}/removal`, {});
    assert.equal(await SavedView.count(), 0);
  });

  it('keeps the order and the columns that its author saw; those that a user chose hold for their other lists', async () => {
    const chosen = await post(queue.dpo, '/requests/columns', '/requests/columns', {
      list: '?right=erasure',
      order: 'newest',
      columns: ['channel', 'left'],
    });
    assert.equal(chosen.headers.location, '/requests?right=erasure');
    const { text } = await queue.dpo.get('/requests');
    assert.match(plain(text), /Reference Person Channel Time left R-/);
    assert.match(text, /Order: .?Newest first/);
    assert.equal(
      (await save(queue.dpo, 'Wide')).headers.location,
      '/requests?right=access&sort=newest&columns=channel.left',
    );
    const moved = await post(queue.dpo, '/requests/columns', '/requests/columns', {
      list: '?right=erasure',
      order: 'oldest',
      columns: ['channel', 'left', 'due'],
      forward: 'due',
    });
    assert.equal(
      moved.headers.location,
      '/requests/columns?right=erasure&sort=oldest&columns=channel.due.left#columns-order',
    );
    const page = await queue.dpo.get(moved.headers.location ?? '');
    assert.deepEqual(
      [...page.text.matchAll(/aria-label="Move (.*?) forward"/g)].map(([, name]) => name),
      ['Next deadline', 'Time left'],
    );
    await post(queue.dpo, '/requests/columns', '/requests/columns', { list: '', order: 'usual' });
    assert.equal(
      (await Membership.findOne({ where: { queueColumns: null, queueOrder: 'usual' } })) !== null,
      true,
    );
    assert.match(plain((await queue.dpo.get('/requests')).text), /Reference Person Right Received/);
  });
});

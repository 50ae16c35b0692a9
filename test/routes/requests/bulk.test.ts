import assert from 'node:assert/strict';
import { BulkRun } from '../../../models/bulkRun.ts';
import { Letter } from '../../../models/letter.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { anotherOrganisation } from '../../support/desk.ts';
import { answeredByPost, received, staffMemberOf } from '../../support/requests.ts';
import { type QueueAtHand, queueAtHand } from './queueAtHand.ts';

let queue: QueueAtHand;
let handler: number;
let first: SubjectRequest;
let second: SubjectRequest;

const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** Presses one of the buttons above the list. */
async function press(act: string, more: Record<string, string | string[]> = {}) {
  const { text } = await queue.dpo.get('/requests');
  const form = { _csrf: tokenIn(text), act, list: hidden(text, 'list'), ...more };
  return queue.dpo.post('/requests/bulk').type('form').send(form);
}

describe('The list of requests, with several ticked', () => {
  beforeEach(async () => {
    queue = await queueAtHand();
    handler = (await staffMemberOf(queue.desk, queue.organisation, 'handler')).userId;
    first = await received(queue.desk, queue.organisation);
    second = await received(queue.desk, queue.organisation, {
      rights: ['access'],
      person: { name: 'Bo', email: 'bo@example.org' },
    });
  });

  it('shows what would happen to which before anything happens, then what became of each, and takes it back', async () => {
    const plan = await press('assign', { pick: [first.reference, second.reference] });
    assert.equal(plan.status, 200);
    assert.match(plan.text, /<h1>Assign 2 requests<\/h1>/);
    assert.equal((await first.reload()).assigneeId, null);
    assert.match(plan.text, /form="typing" name="go" value="fr"/);
    const form = {
      _csrf: tokenIn(plan.text),
      act: 'assign',
      picked: hidden(plan.text, 'picked'),
      assignee: String(handler),
    };
    const french = await queue.dpo
      .post('/requests/bulk/runs')
      .type('form')
      .send({ ...form, go: 'fr' })
      .expect(200);
    assert.match(french.text, /<h1>Attribuer 2 demandes<\/h1>/);
    assert.equal(hidden(french.text, 'picked'), form.picked);
    await queue.dpo
      .post('/requests/bulk/runs')
      .type('form')
      .send({ ...form, go: 'en' })
      .expect(200);
    assert.equal(form.picked, `${first.reference}:${first.version} ${second.reference}:${second.version}`);
    const { headers } = await queue.dpo.post('/requests/bulk/runs').type('form').send(form).expect(303);
    const outcome = await queue.dpo.get(headers.location as string).expect(200);
    assert.match(outcome.text, /<h1>2 requests assigned to [^<]*A handler/);
    assert.equal((await first.reload()).assigneeId, handler);
    const address = (headers.location as string).replace(/\?.*/, '');
    await queue.dpo
      .post(`${address}/undo`)
      .type('form')
      .send({ _csrf: tokenIn(outcome.text) })
      .expect(303);
    assert.match((await queue.dpo.get(address)).text, /<h1>Taken back from 2 requests<\/h1>/);
    assert.equal((await first.reload()).assigneeId, null);
  });

  it('can be taken whole, with the filter in its address, and names each that is left out', async () => {
    const by = await staffMemberOf(queue.desk, queue.organisation);
    await answeredByPost(queue.desk, by, second);
    const all = await press('close', { all: 'yes' });
    assert.match(all.text, /<h1>Close one request<\/h1>/);
    assert.match(
      plain(all.text),
      new RegExp(`${first.reference} Ada Example Erasure It is not answered yet\\.`),
    );
    const narrow = await press('close', { all: 'yes', list: '?right=erasure' });
    assert.match(plain(narrow.text), /Nothing would be done/);
    assert.doesNotMatch(narrow.text, new RegExp(second.reference));
    assert.doesNotMatch(narrow.text, /action="\/requests\/bulk\/runs"/);
  });

  it('shows the letter that the first person would get, and sends none before it was read with these words', async () => {
    const plan = await press('ask-identity', { pick: [first.reference, second.reference] });
    assert.match(plan.text, /<h1>Ask for proof of identity: 2 requests<\/h1>/);
    const form = {
      _csrf: tokenIn(plan.text),
      act: 'ask-identity',
      picked: hidden(plan.text, 'picked'),
      doubt: 'The address is not the one we know.',
      needed: 'Your customer number.',
    };
    const send = (more = {}) =>
      queue.dpo
        .post('/requests/bulk/runs')
        .type('form')
        .send({ ...form, ...more });
    assert.match((await send({ doubt: '' }).expect(422)).text, /id="doubt-error"/);
    const read = await send().expect(200);
    assert.match(plain(read.text), /The letter to .?Ada Example/);
    assert.match(read.text, /The address is not the one we know\./);
    assert.match(read.text, />Send 2 letters</);
    assert.equal(await Letter.count({ where: { kind: 'identity-request' } }), 0);
    const letterShown = hidden(read.text, 'letterShown');
    await send({ letterShown, needed: 'Your passport.' }).expect(200);
    assert.equal(await Letter.count({ where: { kind: 'identity-request' } }), 0);
    await send({ letterShown }).expect(303);
    assert.equal(await Letter.count({ where: { kind: 'identity-request' } }), 2);
  });

  it('goes back to the list with a word where nothing is ticked', async () => {
    const { headers } = await press('assign', { list: '?right=erasure' });
    assert.equal(headers.location, '/requests?right=erasure');
    assert.match((await queue.dpo.get('/requests')).text, /Tick the requests in the list first\./);
  });

  it('shows the form again with what was chosen beside the fault', async () => {
    const outsider = await staffMemberOf(queue.desk, await anotherOrganisation(queue.desk));
    const plan = await press('assign', { pick: first.reference });
    const form = {
      _csrf: tokenIn(plan.text),
      act: 'assign',
      picked: hidden(plan.text, 'picked'),
      assignee: String(outsider.userId),
    };
    const again = await queue.dpo.post('/requests/bulk/runs').type('form').send(form).expect(422);
    assert.match(again.text, /Choose a colleague of this organisation/);
    assert.equal(hidden(again.text, 'picked'), form.picked);
    assert.equal(await BulkRun.count(), 0);
  });

  it('offers to each role what it may do, and refuses the rest', async () => {
    const handlers = await signedIn(appForTests(queue.desk), 'handler', { organisation: queue.organisation });
    const { text } = await handlers.get('/requests');
    assert.match(text, /name="act" value="assign"/);
    assert.doesNotMatch(text, /name="act" value="close"/);
    const form = { _csrf: tokenIn(text), act: 'close', pick: first.reference };
    await handlers.post('/requests/bulk').type('form').send(form).expect(403);
    await handlers
      .post('/requests/bulk/runs')
      .type('form')
      .send({ ...form, picked: first.reference })
      .expect(403);
    const reader = await signedIn(appForTests(queue.desk), 'reader', { organisation: queue.organisation });
    assert.doesNotMatch((await reader.get('/requests')).text, /name="pick"/);
  });

  it('goes beyond the page that is shown: the whole list is more than its first fifty', async () => {
    const row = (await first.reload()).get({ plain: true });
    const many = Array.from({ length: 58 }, (_, nth) => ({
      ...row,
      id: undefined,
      reference: `R-${String(nth).padStart(4, '0')}-MANY`,
    }));
    await SubjectRequest.bulkCreate(many as never);
    const plan = await press('assign', { all: 'yes' });
    assert.match(plan.text, /<h1>Assign 60 requests<\/h1>/);
    const form = {
      _csrf: tokenIn(plan.text),
      act: 'assign',
      picked: hidden(plan.text, 'picked'),
      assignee: String(handler),
    };
    const { headers } = await queue.dpo.post('/requests/bulk/runs').type('form').send(form).expect(303);
    let outcome = await queue.dpo.get(headers.location as string);
    for (; outcome.headers.refresh; outcome = await queue.dpo.get(headers.location as string))
      assert.match(outcome.text, /At work: /); // the page does not wait for all of it
    assert.equal(await SubjectRequest.count({ where: { assigneeId: handler } }), 60);
    const former = await queue.dpo.get('/requests/bulk/runs').expect(200);
    assert.match(former.text, /60 requests assigned to [^<]*A handler/);
  });
});

import assert from 'node:assert/strict';
import { Attachment } from '../../../models/attachment.ts';
import { claimLetter, recordSent } from '../../../models/letter/deliveries.ts';
import { askClarification } from '../../../models/subjectRequest/clarification.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { ask, latestLetter, pathOf, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';

describe('The status page', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let requests: SubjectRequest[];
  let page: string;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    const made = await ask(visitor, { rights: ['access', 'erasure'] });
    requests = made.requests;
    page = `/status/${made.token}`;
  });
  const words = async (path = page) => wordsOf(await visitor.get(path));
  const below = (what: string, one = 0) => `${page}/${requests[one]?.reference}/${what}`;
  const sendLetters = async () => {
    for (
      let letter = await claimLetter(desk, desk.clock());
      letter;
      letter = await claimLetter(desk, desk.clock())
    ) {
      await recordSent(desk, letter, { subject: 'subject', text: 'text' }, desk.clock());
    }
  };
  const confirmed = async () => visitor.submit(pathOf((await latestLetter(desk, 'receipt')).links.confirm));

  it('tells of each linked request where it stands, by when what is promised, and why then', async () => {
    const said = await words();
    for (const { reference } of requests) assert.ok(said.includes(reference));
    assert.match(said, /Open the link we emailed you to confirm your address/);
    assert.match(said, /Our reply to you by Thursday 2 April 2026 31 days left/);
    assert.match(said, /Why this date: Our reply to you Received on Monday 2 March 2026/);
    const kept = said.match(/The law lets us keep some data \(Art\. 17\(3\) GDPR\)/g);
    assert.equal(kept?.length, 1); // of the erasure, and nothing of the access
    await confirmed();
    assert.match(await words(), /We are working on your request/);
    desk.clock.set('2026-04-02T22:00:00Z');
    assert.match(await words(), /late since today|1 day late/);
  });

  it('gives the dates of each request a separate name, for screen readers', async () => {
    const { text } = await visitor.get(page);
    const names = [...text.matchAll(/role="region" aria-label="([^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual(names, ['Timeline of deadlines: See my data', 'Timeline of deadlines: Delete my data']);
  });

  it('shows no name, no address and nothing of what was written', async () => {
    await visitor.submit(below('message'), { message: 'my secret worry' });
    const { text } = await visitor.get(page);
    assert.doesNotMatch(text, /Ada|ada@example|secret worry/);
  });

  it('lists the letters that went out and the messages that came in', async () => {
    assert.match(await words(), /None so far/);
    await sendLetters();
    await visitor.submit(
      below('message'),
      { message: 'hello' },
      { files: [{ field: 'files', name: 'a.txt', content: 'a' }] },
    );
    assert.match(
      await words(),
      /Acknowledgement, by email Monday 2 March 2026, 10:00 \(Paris\).* Your message to us, with one file/,
    );
  });

  it('takes a message about one request, once it says something', async () => {
    assert.equal((await visitor.submit(below('message'))).status, 422);
    const long = 'long '.repeat(5000).trim();
    const refused = await visitor.submit(below('message'), { message: long });
    assert.equal(refused.status, 422);
    assert.ok(refused.text.includes(long));
    const sent = await visitor.submit(below('message', 1), { message: '<b>مرحبا</b> 🦊' });
    assert.equal(sent.headers.location, `${page}?said=message`);
    assert.match(await words(sent.headers.location), /Your message has reached us/);
    const [kept] = await Attachment.findAll({ where: { purpose: 'message-text' } });
    assert.equal(kept?.requestId, requests[1]?.id);
  });

  it('keeps the message when its file is too large', async () => {
    const files = [{ field: 'files', name: 'large.bin', content: Buffer.alloc(25 * 1024 * 1024 + 1) }];
    const refused = await visitor.submit(below('message'), { message: 'Do not lose me' }, { files });
    assert.equal(refused.status, 413);
    assert.match(refused.text, /Do not lose me/);
    assert.equal(await Attachment.count(), 0);
  });

  it('says what is needed when identity is in doubt, takes it there, and it is destroyed on decision', async () => {
    await confirmed();
    const by = await staffMemberOf(desk, desk.organisation);
    const target = { reference: requests[0]?.reference ?? '' };
    const asked = {
      doubt: 'Two accounts',
      needed: 'The number of your last invoice',
      sending: { by: 'mail' } as const,
    };
    await askIdentity(desk, by, target, asked);
    assert.doesNotMatch(await words(), /last invoice/, 'not before the letter has gone out');
    await sendLetters();
    assert.match(
      await words(),
      /On .* we asked you to confirm your identity\. The number of your last invoice/,
    );
    assert.match(await words(below('message')), /We destroy proof of your identity once we decide/);
    await visitor.submit(
      below('message'),
      {},
      { files: [{ field: 'files', name: 'invoice.txt', content: '17' }] },
    );
    const evidence = await Attachment.findOne({ where: { purpose: 'identity' }, rejectOnEmpty: true });
    await confirmIdentity(desk, by, target, { method: 'document', note: '' });
    await evidence.reload();
    assert.deepEqual([evidence.content, evidence.data], [null, null]);
    assert.match(await words(), /We are working on your request/);
  });

  it('shows the question that is open', async () => {
    await confirmed();
    const by = await staffMemberOf(desk, desk.organisation);
    const question = { question: 'Which of your two shops?', sending: { by: 'mail' } as const };
    await askClarification(desk, by, { reference: requests[0]?.reference ?? '' }, question);
    await sendLetters();
    assert.match(await words(), /we asked you a question\. Which of your two shops\?/);
  });

  it('takes a request back after asking once more; the other goes on', async () => {
    const asking = await visitor.get(below('withdrawal'));
    assert.match(wordsOf(asking), /You can make a new request at any time/);
    assert.match(await words(), /Open the link we emailed you/, 'opening the page takes nothing back');
    const done = await visitor.submit(below('withdrawal'), { message: 'changed my mind' });
    assert.equal(done.headers.location, `${page}?said=withdrawal`);
    await requests[0]?.reload();
    await requests[1]?.reload();
    assert.deepEqual(
      requests.map(({ status, outcome }) => [status, outcome]),
      [
        ['closed', 'withdrawn'],
        ['unverified', null],
      ],
    );
    assert.match(await words(), /You withdrew this request/);
    assert.equal((await visitor.get(below('withdrawal'))).headers.location, page);
    const fields = await visitor.hiddenFields(page.replace(/\/status\/.*/, '/ask'));
    assert.equal((await visitor.post(below('withdrawal')).type('form').send(fields)).status, 303);
    assert.equal((await visitor.submit(below('message'), fields, { action: below('message') })).status, 422);
  });

  it('is not there for another token, another reference or another organisation', async () => {
    await anotherOrganisation(desk);
    for (const path of [
      `/status/${'x'.repeat(43)}`,
      `${page}/R-0000-0000/message`,
      `${page}/R-0000-0000/withdrawal`,
      `/o/other${page}`,
      `/o/other${below('message')}`,
      `/o/other${below('withdrawal')}`,
      `/o/nobody${page}`,
    ]) {
      const answer = await visitor.get(path);
      assert.equal(answer.status, 404, path);
      assert.ok(!answer.text.includes('R-'), path);
    }
    assert.equal((await visitor.get(`/o/example${page}`)).status, 200);
  });

  it('is told to nobody: no cache, no referrer, no search engine', async () => {
    for (const path of [page, below('message'), below('withdrawal')]) {
      const { headers } = await visitor.get(path);
      assert.deepEqual(
        [headers['cache-control'], headers['referrer-policy']],
        ['no-store', 'no-referrer'],
        path,
      );
      assert.match(headers['x-robots-tag'] ?? '', /noindex/);
      assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe/);
    }
  });
});

describe('Two organisations on one desk', () => {
  it('have their own pages, forms and links in letters', async () => {
    const desk = await deskForTests();
    const other = await anotherOrganisation(desk);
    const visitor = browser(appForTests(desk));
    assert.match(wordsOf(await visitor.get('/o/other')), /what data Organisation other holds about you/);
    const { request, confirmation, token } = await ask(visitor, { base: '/o/other' });
    assert.equal(request.organisationId, other.id);
    assert.equal(confirmation, `/o/other/ask/sent/${token}`);
    const { links } = await latestLetter(desk, 'receipt');
    assert.equal(pathOf(links.status), `/o/other/status/${token}`);
    assert.match(pathOf(links.confirm), /^\/o\/other\/confirm\//);
    const confirm = pathOf(links.confirm).replace('/o/other', '');
    for (const path of [confirmation.replace('/o/other', ''), `/status/${token}`, confirm]) {
      assert.equal((await visitor.get(path)).status, 404, path);
    }
    const page = await visitor.get(`/o/other/status/${token}`);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /href="\/(ask|status)/);
  });
});

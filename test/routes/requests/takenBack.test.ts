import assert from 'node:assert/strict';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';
import { BY_POST, RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

let at: RequestAtHand;
const page = async (browser: Browser = at.dpo) =>
  (await browser.get(`/requests/${at.request.reference}`)).text.replace(/\s+/g, ' ');

/** What the page says under "What was done" of the deed that these words begin. */
async function deed(words: string): Promise<string> {
  const html = await page();
  const found = html.split('<li class="deed').filter((part) => part.includes(`<strong>${words}`));
  assert.equal(found.length, 1, `${words}: ${found.length}`);
  return (found[0] ?? '').replace(/<(?!a )[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

const DONE = { done: 'Account closed', doneAt: TODAY, doneAtTime: '10:00', proof: 'Ticket 4711' };
const report = { field: 'files', name: 'report.txt', content: 'What was deleted' };

describe('What was done and taken back (nothing that was decided or sent disappears)', () => {
  beforeEach(async () => {
    const desk = await deskForTests();
    const dpo = await signedIn(appForTests(desk), 'dpo');
    at = new RequestAtHand(desk, dpo, await received(desk, desk.organisation));
  });

  it('keeps an answer whose decision was reopened: its words, its file, by whom, when and why', async () => {
    await at.done('identity-check', { method: 'document', note: '' });
    const words = { text: 'We deleted your account.', nothingHeld: '', release: 'looked-at', ...BY_POST };
    await at.done('answer', words, [{ ...report, field: 'files' }]);
    await at.done('reopening', { scope: 'decision', reason: 'The backup was forgotten' });
    const answered = await deed('The request was answered by post.');
    assert.match(answered, /We deleted your account\./);
    assert.match(
      answered,
      /Undone Monday 2 March 2026, 10:00 \(Paris\) by The dpo\. The backup was forgotten/,
    );
    const href = /href="(\/requests\/[^"]+\/files\/\d+)"/.exec(answered)?.[1] ?? '';
    assert.match(answered, /report\.txt/);
    const { body } = await at.dpo.get(href).expect(200).responseType('blob');
    assert.equal(String(body), 'What was deleted');
    const reader = await signedIn(appForTests(at.desk), 'reader', {
      email: 'reader@example.org',
      organisation: { id: at.request.organisationId },
    });
    await reader.get(href).expect(403);
    assert.ok((await page(reader)).includes('We deleted your account.'));
  });

  it('keeps it when it was answered again, beside the answer that stands', async () => {
    const words = { text: 'The first answer.', nothingHeld: '', ...BY_POST };
    await at.done('answer', words);
    await at.done('reopening', { scope: 'decision', reason: 'Not all of it' });
    await at.done('answer', { ...words, text: 'The second answer.' });
    const html = await page();
    assert.ok(html.includes('The first answer.') && html.includes('The second answer.'));
    assert.equal(html.match(/Not all of it/g)?.length, 1);
  });

  it('keeps what was decided and not yet told: the answer’s words, and its letter that did not go', async () => {
    await at.done('answer', { text: 'It is on its way.', nothingHeld: '', sending: 'mail' });
    await at.done('decision/undo', { decision: 'answer-decided', reason: 'Too early' });
    const html = await page();
    assert.match(html.split('id="deeds"')[1] ?? '', /It is on its way\..*Undone .* by The dpo\. .*Too early/);
    const letters = html.split('id="letters"')[1]?.split('id="log"')[0] ?? '';
    assert.match(
      letters,
      /Answer.*Not sent, no longer needed.*Stopped before it was sent.*It is on its way\./,
    );
  });

  it('keeps a letter that was recalled before it went, with its words and what recalled it', async () => {
    await at.done('clarification', { question: 'Which account is it?', sending: 'mail' });
    await at.done('withdrawal', { reason: 'Said so by phone' });
    const letters = (await page()).split('id="letters"')[1]?.split('id="log"')[0] ?? '';
    assert.match(letters, /Question about the request.*Not sent, no longer needed/);
    assert.match(letters, /by what was done then: Record a withdrawal\..*Which account is it\?/);
  });

  it('keeps a refusal with its ground and its reason, and the closure', async () => {
    const ground = 'no-erasure-ground';
    const { status } = await at.form('refusal', {
      scope: 'whole',
      ground,
      reason: 'The contract runs',
      ...BY_POST,
    });
    assert.equal(status, 303);
    await at.done('closure', {});
    await at.done('reopening', { scope: 'decision', reason: 'The contract had ended' });
    const refused = await deed('Refused, the whole request');
    assert.match(refused, /The contract runs/);
    assert.match(refused, /Undone .* The contract had ended/);
    assert.match(await deed('The request was closed. '), /Undone .* The contract had ended/);
  });

  it('keeps a promise recorded as kept, with its proof and its file', async () => {
    at = await requestAtHand();
    await at.done('deadlines/account-deletion/fulfilment', DONE, [report]);
    await at.done('deadlines/account-deletion/fulfilment/undo', { reason: 'It was the wrong account' });
    const done = await deed('Done: Close the account');
    assert.match(
      done,
      /Account closed.*Ticket 4711.*report\.txt.*Undone .* by The dpo\. It was the wrong account/,
    );
  });

  it('keeps an extension with its ground and reason, and the notice that was recalled with its words', async () => {
    await at.done('extension', { ground: 'number', reason: 'Forty requests at once', sending: 'mail' });
    await at.done('extension/undo', {});
    assert.match(await deed('An extension was decided: '), /Forty requests at once.*Undone .* by The dpo\./);
    const letters = (await page()).split('id="letters"')[1]?.split('id="log"')[0] ?? '';
    assert.match(letters, /Notice of extension.*Not sent, no longer needed/);
    assert.match(letters, /Stopped before it was sent, by what was done then: Undo the extension\./);
    assert.match(letters, /the number of requests.*Forty requests at once/);
  });

  it('keeps a pause with its proof, and a clarification with its note', async () => {
    await at.done('clarification', { question: 'Which account?', ...BY_POST });
    at.desk.clock.advance({ hours: 2 });
    const reply = { clarifiedAt: TODAY, clarifiedAtTime: '11:00', note: 'By phone: both' };
    await at.done('clarification/reply', reply);
    await at.done('clarification/reply/undo', { reason: 'That was another person' });
    assert.match(
      await deed('The person answered the question about the request.'),
      /By phone: both.*Undone .* That was another person/,
    );
  });

  it('keeps why an identity was not confirmed, and a withdrawal, when the request goes on', async () => {
    await at.done('identity-check/rejection', { reason: 'Another date of birth', ...BY_POST });
    await at.done('reopening', { scope: 'closure', reason: 'It was ours that was wrong' });
    const html = await page();
    assert.match(
      html,
      /The identity was not confirmed\..*Another date of birth.*Undone .*It was ours that was wrong/,
    );
    await at.done('withdrawal', { reason: 'Said so by phone' });
    await at.done('reopening', { scope: 'closure', reason: 'They did not' });
    assert.match(await deed('The request was withdrawn.'), /Said so by phone.*Undone .* They did not/);
  });

  it('keeps why a request was given up', async () => {
    await at.done('identity-check/request', { doubt: 'Two of that name', needed: 'The number', ...BY_POST });
    await at.done('closure', { reason: 'No reply for two months', ...BY_POST });
    await at.done('reopening', { scope: 'closure', reason: 'They wrote after all' });
    assert.ok((await page()).includes('No reply for two months'));
  });

  it('keeps when a receipt was said to be before it was corrected', async () => {
    const fields = { receivedOn: '2026-02-27', receivedOnTime: '', reason: 'The postmark', confirmed: 'yes' };
    await at.done('receipt', fields);
    assert.match(
      await deed('The date of receipt was corrected from '),
      /The postmark.*Recorded before: Monday 2 March 2026, 10:00 \(Paris\)/,
    );
  });

  it('seals the reason: it is read by no query', async () => {
    await at.done('answer', { text: 'The first answer.', nothingHeld: '', ...BY_POST });
    await at.done('reopening', { scope: 'decision', reason: 'A secret reason' });
    const [rows] = await at.desk.database.query('SELECT * FROM facts');
    assert.ok(!JSON.stringify(rows).includes('A secret reason'));
    assert.ok(
      !Buffer.concat(
        (rows as { undone_for: Buffer | null }[]).map(({ undone_for }) => undone_for ?? Buffer.of()),
      ).includes('A secret'),
    );
  });
});

describe('A note beside the work of others', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('is taken from a page that is older than what others did, and a faulty one is told its own fault', async () => {
    const before = await at.dpo.hiddenFields(at.path('events'));
    await at.done('assignment', { assignee: '' });
    const send = (note: string) =>
      at.dpo
        .post(at.path('events'))
        .type('form')
        .send({ ...before, note });
    assert.equal((await send('')).status, 422);
    assert.equal((await send('She called')).status, 303);
    assert.ok((await page()).includes('She called'));
  });

  it('makes nobody’s form stale', async () => {
    const before = await at.dpo.hiddenFields(at.path('identity-check'));
    await at.done('events', { note: 'She called' });
    const sent = await at.dpo
      .post(at.path('identity-check'))
      .type('form')
      .send({ ...before, method: 'question' });
    assert.equal(sent.status, 303);
  });
});

import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Fact } from '../../../models/fact.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { deadlinesByClock, staffMemberOf } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from '../requests/requestAtHand.ts';

/** A field of the page as it would be sent: the text of a textarea, or the value of an input. */
const fieldIn = (html: string, name: string) =>
  (new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n?([^<]*)`).exec(html) ??
    new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html))?.[1] ?? '';

describe('A deletion promised within 24 hours, done by the owners of the systems', () => {
  let at: RequestAtHand;
  let by: By;
  beforeEach(async () => {
    at = await requestAtHand();
    const organisation = { id: at.request.organisationId } as Parameters<typeof staffMemberOf>[1];
    by = await staffMemberOf(at.desk, organisation);
    await workHandedOut(at.desk, by, at.request, {
      CRM: {},
      Shop: {},
      Courier: { kind: 'recipient' },
    });
  });
  const answer = (
    system: string,
    given: object,
    files = [] as { name: string; mediaType: string; content: Buffer }[],
  ) => answers(at.desk, at.request, system, { outcome: 'done', ...given } as never, files as never);
  const promise = async () => {
    const html = await at.html();
    const [, article = ''] =
      /(<article class="promise[^"]*" id="deadline-account-deletion">[\s\S]*?<\/article>)/.exec(html) ?? [];
    return article;
  };

  it('names the systems that have not deleted yet, and fills in nothing', async () => {
    await answer('CRM', { count: 3 });
    const article = await promise();
    assert.match(article, /Not yet done everywhere: Shop \(asked\)\./);
    assert.equal(fieldIn(article, 'done'), '');
  });

  it('is not proposed where one owner could not delete: that one is named', async () => {
    await answer('CRM', { count: 3 });
    await answer('Shop', { outcome: 'cannot', reason: 'Tax law keeps invoices' });
    assert.match(await promise(), /Not yet done everywhere: Shop \(cannot be done\)\./);
  });

  it('is proposed with each system, the latest answer as its moment, and the proofs; one press records it', async () => {
    await answer('CRM', { count: 3, note: 'Ticket 4411' });
    at.desk.clock.advance({ hours: 2, seconds: 20 });
    await answer('Shop', { outcome: 'nothing-found', searched: 'By address, all tables' });
    at.desk.clock.advance({ hours: 1 });
    const article = await promise();
    assert.match(article, /All 2 systems that were asked have answered\./);
    const form = Object.fromEntries(
      ['done', 'doneAt', 'doneAtTime', 'proof'].map((name) => [name, fieldIn(article, name)]),
    );
    assert.deepEqual(form, {
      done: 'CRM: delete – done, 3 records.\nShop: delete – nothing found.',
      doneAt: '2026-03-02',
      doneAtTime: '12:01',
      proof:
        'CRM: answered by zoe@example.org, Monday 2 March 2026, 10:00 (Paris). Note: Ticket 4411\n' +
        'Shop: answered by zoe@example.org, Monday 2 March 2026, 12:00 (Paris). Searched: By address, all tables',
    });
    assert.equal(await Fact.count({ where: { name: 'fulfilled' } }), 0);
    await at.done('deadlines/account-deletion/fulfilment', form);
    const { state, endedAt } = (await deadlinesByClock(at.request))['account-deletion'] ?? {};
    assert.deepEqual([state, endedAt?.toISOString()], ['met', '2026-03-02T11:01:00.000Z']);
    assert.doesNotMatch(await promise(), /have answered/);
  });

  it('is filled in on the page of the form alone as well', async () => {
    await answer('CRM', { count: 1 });
    await answer('Shop', {});
    const { text } = await at.dpo.get(at.path('deadlines/account-deletion/fulfilment'));
    assert.equal(fieldIn(text, 'done'), 'CRM: delete – done, one record.\nShop: delete – done.');
  });

  it('does not wait for the courier to be told (Art. 19)', async () => {
    await answer('CRM', {});
    await answer('Shop', {});
    assert.match(await promise(), /All 2 systems/);
    assert.match(wordsOf(await at.dpo.get(at.path('tasks'))), /Courier: tell the recipient/);
  });

  it('shows which recipients were told, and when, for a person who asks (Art. 19)', async () => {
    const facts = async () => wordsOf(await at.dpo.get(at.path('')));
    assert.match(await facts(), /Recipients told \(Art\. 19\) Courier: not told yet, asked for/);
    at.desk.clock.advance({ hours: 2 });
    await answer('Courier', {});
    assert.match(await facts(), /Courier: told, as reported on Monday 2 March 2026/);
  });
});

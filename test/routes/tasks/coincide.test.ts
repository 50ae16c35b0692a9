import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { organisationById } from '../../../models/organisation/find.ts';
import type { Organisation } from '../../../models/organisation.ts';
import { statusTokenOf } from '../../../models/submission/links.ts';
import { Submission } from '../../../models/submission.ts';
import { askBackups } from '../../../models/task/askBackups.ts';
import { appForTests, browser, signedIn } from '../../support/app.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { deadlinesByClock, staffMemberOf } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from '../requests/requestAtHand.ts';

/** Received on Monday 2 March 2026: the account within 24 hours, the other data within 30 days, until Wednesday 1 April. */
describe('A deletion promised within 30 days, and backups that are gone before', () => {
  let at: RequestAtHand;
  let by: By;
  let organisation: Organisation;
  beforeEach(async () => {
    at = await requestAtHand();
    organisation = await organisationById(at.request.organisationId);
    by = await staffMemberOf(at.desk, organisation);
    await workHandedOut(at.desk, by, at.request, { CRM: { backupDays: '20' }, Shop: { backupDays: '33' } });
    await answers(at.desk, at.request, 'CRM', { outcome: 'done', count: 3 });
    await answers(at.desk, at.request, 'Shop', { outcome: 'done', count: 1 });
  });
  const article = async (clock: string) =>
    new RegExp(`<article class="promise[^"]*" id="deadline-${clock}">[\\s\\S]*?</article>`).exec(
      await at.html(),
    )?.[0] ?? '';
  const lanes = async () =>
    [...(await at.html()).matchAll(/class="timeline-title[^"]*"[^>]*>([^<]+)/g)].map(([, title]) =>
      title?.trim(),
    );
  const field = (html: string, name: string) =>
    (new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n?([^<]*)`).exec(html) ??
      new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html))?.[1] ?? '';
  const confirmed = async () => {
    at.desk.clock.set('2026-03-23T09:00:00Z');
    assert.equal(await askBackups(at.desk, at.desk.clock()), 1);
    await answers(at.desk, at.request, 'CRM', { outcome: 'done', note: 'Cycle 12 ended on 22 March' });
    at.dpo = await signedIn(appForTests(at.desk), 'dpo', { organisation }); // the log-in of three weeks ago has ended
  };

  it('are one row on the timeline; the shop, whose backups are kept for longer, has a row of its own', async () => {
    const found = (await lanes()).filter((title) => /backups/.test(title ?? ''));
    assert.deepEqual(found, [
      'Delete the other data, gone from backups too (CRM)',
      'Shop: confirm gone from backups',
    ]);
  });

  it('give both reasons: the promise, and the cycle', async () => {
    const words = wordsOf({ text: await article('other-data-deletion') } as never);
    assert.match(words, /30 days/);
    assert.match(
      words,
      /CRM: Deleted on Monday 2 March 2026\. The backups keep what was deleted for 20 days, until Sunday 22 March 2026/,
    );
  });

  it('wait for the confirmation, while the 24 hours for the account are proposed at once', async () => {
    assert.match(
      await article('other-data-deletion'),
      /Not yet done everywhere: backups of CRM \(planned\)\./,
    );
    assert.match(await article('account-deletion'), /All 2 systems that were asked have answered/);
  });

  it('are recorded as kept by one press, with the confirmation among the proofs', async () => {
    await confirmed();
    const html = await article('other-data-deletion');
    assert.match(html, /All 2 systems that were asked have answered/);
    const names = ['done', 'doneAt', 'doneAtTime', 'proof'];
    const form = Object.fromEntries(names.map((name) => [name, field(html, name)]));
    assert.match(
      form.done ?? '',
      /CRM: delete – done, 3 records\.\nShop: delete – done, one record\.\nCRM: confirm gone from backups – done\./,
    );
    assert.match(form.proof ?? '', /Note: Cycle 12 ended on 22 March/);
    assert.equal(form.doneAt, '2026-03-23');
    await at.done('deadlines/other-data-deletion/fulfilment', form);
    assert.equal((await deadlinesByClock(at.request))['other-data-deletion']?.state, 'met');
    assert.match((await lanes()).join(), /Delete the other data, gone from backups too \(CRM\)/);
  });

  it('tell the person one date for both, and until when the backups keep what was deleted; no system', async () => {
    const { formKey, mailboxChanges } = await Submission.findByPk(at.request.submissionId, {
      rejectOnEmpty: true,
    });
    const page = await browser(appForTests(at.desk)).get(
      `/o/second/status/${statusTokenOf(at.desk, formKey, mailboxChanges)}`,
    );
    const words = wordsOf(page);
    assert.match(words, /Delete the other data, from our backups too/);
    assert.match(words, /The backups keep what was deleted for 20 days, until Sunday 22 March 2026/);
    assert.doesNotMatch(words, /CRM|33 days/);
  });
});

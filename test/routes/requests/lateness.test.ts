import assert from 'node:assert/strict';
import { close } from '../../../models/subjectRequest/closure.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { type QueueAtHand, queueAtHand } from './queueAtHand.ts';

let queue: QueueAtHand;
let request: SubjectRequest;
let by: Awaited<ReturnType<typeof staffMemberOf>>;

/** A request received on Monday 2 March 2026 at 10:00 in Paris: its reply is due on 2 April. */
async function open(policy?: string): Promise<void> {
  queue = await queueAtHand(policy ? { policy } : {});
  by = await staffMemberOf(queue.desk, queue.organisation, 'dpo');
  request = await received(queue.desk, queue.organisation, { rights: ['erasure'] });
}

const target = () => ({ reference: request.reference });
const byPost = () => ({ by: 'post', postedAt: queue.desk.clock(), proof: 'Registered letter' }) as const;
const answered = () => {
  const words = {
    text: 'It is deleted.',
    files: [],
    unconfirmed: 'Known to us',
    nothingHeld: '',
    sending: byPost(),
  };
  return answer(queue.desk, by, target(), words);
};
const closed = () => close(queue.desk, by, target(), { reason: '' });

/** The export's one row, by the head of each column. */
async function row(query: string): Promise<Record<string, string>> {
  const { text } = await queue.dpo.get(`/requests.csv${query}`).expect(200);
  const [heads = '', cells = ''] = text.replace(/^\uFEFF/, '').split('\r\n');
  const values = cellsOf(cells);
  return Object.fromEntries(cellsOf(heads).map((head, nth) => [head, values[nth] ?? '']));
}
const cellsOf = (line: string) =>
  [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,;]*))(?:[,;]|$)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );

const page = async () => (await queue.dpo.get(`/requests/${request.reference}`)).text.replace(/\s+/g, ' ');

describe('A request that was answered after its last day (Art. 12(3))', () => {
  beforeEach(async () => {
    await open();
    await confirmIdentity(queue.desk, by, target(), { method: 'document', note: '' });
    await queue.at('2026-05-10T09:00:00Z');
    await answered();
    await queue.at('2026-05-12T09:00:00Z');
    await closed();
  });

  it('is 38 days late in the export when it is closed, and never "no"', async () => {
    for (const view of ['closed', 'all']) {
      const kept = await row(`?view=${view}`);
      assert.equal(kept.Due, '2026-04-02');
      assert.equal(kept['Time left'], 'Answered, 38 days late');
      assert.equal(kept.Overdue, 'was late');
      assert.equal(kept['Answered on'], '2026-05-10');
      assert.equal(kept['Closed on'], '2026-05-12');
      assert.equal(kept['Answer due'], '2026-04-02');
      assert.equal(kept['Days late'], '38');
      assert.equal(kept['Identity confirmed on'], '2026-03-02');
      assert.equal(kept['Identity confirmed'], 'by a document');
      assert.equal(kept.Outcome, 'Answered');
      assert.equal(kept.Right, 'Erasure');
    }
    const french = await row('?view=closed&lang=fr');
    assert.equal(french['En retard'], 'l’a été');
    assert.equal(french['Temps restant'], 'Réponse donnée, 38 jours de retard');
  });

  it('is so in the list of closed requests and in the list of all', async () => {
    const { text } = await queue.dpo.get('/requests?view=closed');
    for (const words of [
      '2 Apr 2026',
      '10 May 2026',
      '12 May 2026',
      'Answered, 38 days late',
      'by a document',
    ])
      assert.ok(text.includes(words), words);
    assert.match(
      await queue.rowOf(request),
      /Answered 10 May 2026\. Closed 12 May 2026 Answered, 38 days late/,
    );
  });

  it('is so at the head of its page, which does not call it done', async () => {
    const html = await page();
    assert.ok(
      html.includes(
        'Answered on Sunday 10 May 2026, 38 days late; the answer was due by Thursday 2 April 2026.',
      ),
    );
    assert.ok(html.includes('Done on 10 May 2026, 38 days late'));
  });

  it('stays late when it is opened again and answered again: first on one day, and again on another', async () => {
    await queue.at('2026-05-20T09:00:00Z');
    await reopen(queue.desk, by, target(), { scope: 'decision', reason: 'A system was forgotten' });
    assert.deepEqual(
      [(await row('?view=all')).Overdue, (await row('?view=all'))['First answered on']],
      ['yes', '2026-05-10'],
    );
    assert.ok(
      (await page()).includes('First answered on Sunday 10 May 2026. That answer has since been undone.'),
    );
    await queue.at('2026-06-01T09:00:00Z');
    await answered();
    await closed();
    const kept = await row('?view=closed');
    assert.deepEqual(
      [kept['First answered on'], kept['Answered on'], kept['Days late'], kept.Overdue],
      ['2026-05-10', '2026-06-01', '60', 'was late'],
    );
    assert.match(
      (await queue.dpo.get('/requests?view=closed')).text,
      /First answered 10 May 2026, since undone/,
    );
  });

  it('keeps its lateness when only its closure is taken back', async () => {
    await reopen(queue.desk, by, target(), { scope: 'closure', reason: 'Closed too early' });
    const kept = await row('');
    assert.deepEqual(
      [kept.Overdue, kept['Days late'], kept['Time left']],
      ['was late', '38', 'Answered, 38 days late'],
    );
    const html = await page();
    assert.ok(!html.includes('Everything is done'));
    assert.ok(html.includes('Nothing is left to do. Close the request.'));
  });
});

describe('What the register says of other ends', () => {
  it('is in time on the last day, at 23:59 in Paris', async () => {
    await open();
    await queue.at('2026-04-02T21:59:00Z');
    await answered();
    await closed();
    const kept = await row('?view=closed');
    assert.deepEqual([kept.Overdue, kept['Days late'], kept['Time left']], ['no', '0', 'Answered, in time']);
    assert.ok((await page()).includes('Answered on Thursday 2 April 2026, in time.'));
  });

  it('is late, of a request that nobody had answered when it was withdrawn', async () => {
    await open();
    await queue.at('2026-04-10T09:00:00Z');
    await withdraw(queue.desk, by, target(), { reason: '' });
    const kept = await row('?view=closed');
    assert.deepEqual(
      [kept.Overdue, kept['Days late'], kept['Time left'], kept['Answered on']],
      ['was late', '8', 'Withdrawn, unanswered, 8 days late', ''],
    );
  });

  it('is not late, of one that was withdrawn in time', async () => {
    await open();
    await queue.at('2026-03-10T09:00:00Z');
    await withdraw(queue.desk, by, target(), { reason: '' });
    const kept = await row('?view=closed');
    assert.deepEqual([kept.Overdue, kept['Days late'], kept['Time left']], ['no', '0', 'Withdrawn']);
  });

  it('keeps in the export that an extension was decided and never announced, also once the answer overtook it', async () => {
    await open();
    const words = { ground: 'number' as const, reason: 'Thirty requests', sending: { by: 'mail' as const } };
    await extendDeadline(queue.desk, by, target(), words);
    assert.equal((await row('?view=all')).Extension, 'decided, not announced');
    await answered();
    await closed();
    assert.equal((await row('?view=closed')).Extension, 'decided, not announced');
  });

  it('is the worst of its promises, which it names: a deletion after 29 hours beside an answer in time', async () => {
    await open('scalingo-privacy@2015');
    await queue.at('2026-03-03T14:00:00Z');
    const deed = {
      done: 'Deleted',
      doneAt: queue.desk.clock(),
      proof: 'Log',
      unconfirmed: 'Known to us',
      files: [],
    };
    await fulfil(queue.desk, by, target(), 'account-deletion', deed);
    await answered();
    const kept = await row('?view=all');
    assert.deepEqual(
      [kept.Overdue, kept['Days late'], kept['What was late'], kept['Answered on']],
      ['was late', '1', 'Close the account and delete its data: 5 hours late', '2026-03-03'],
    );
    const html = await page();
    assert.ok(
      html.includes('Close the account and delete its data: done on Tuesday 3 March 2026, 5 hours late.'),
    );
    assert.ok(html.includes('Answered on Tuesday 3 March 2026, in time.'));
  });
});

import assert from 'node:assert/strict';
import { attachmentText, storeAttachments } from '../../models/attachment/store.ts';
import { Attachment } from '../../models/attachment.ts';
import { verifyRestored } from '../../models/backup/verify.ts';
import { sealJson } from '../../models/crypto/keyring.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import { DeadlineRow } from '../../models/deadline.ts';
import { appendEvents } from '../../models/event/append.ts';
import { verifyChains } from '../../models/event/verify.ts';
import { Fact } from '../../models/fact.ts';
import { listLetters } from '../../models/letter/listing.ts';
import { openLetter } from '../../models/letter/outbox.ts';
import { Letter } from '../../models/letter.ts';
import { pageAsked } from '../../models/subjectRequest/listing.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { breachLike, letterAbout } from '../support/otherKind.ts';
import { received, staffMemberOf } from '../support/requests.ts';

describe('A matter that is no request', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
  });

  /** With what only a request has left empty, as whoever writes such matters will. */
  async function breach() {
    const matter = await breachLike(desk, await received(desk, desk.organisation));
    await desk.database.query(`UPDATE subject_requests SET "right" = '', channel = '', person_name = '', person_email = NULL,
      search_text = '', name_key = NULL, client_name = '', customer_digest = '' WHERE kind = 'breach'`);
    return matter;
  }

  it('keeps facts, dates and files by the tables of requests, under a key of its own', async () => {
    const matter = await breach();
    const { key } = await letterAbout(desk, matter);
    const now = desk.clock();
    const fact = { requestId: matter.id, name: 'paused' as const, at: now, recordedAt: now };
    await Fact.create({ ...fact, actor: dpo.actor });
    const screen = { name: 'screen.txt', mediaType: 'text/plain', content: Buffer.from('On the screen') };
    await storeAttachments(key, matter, 'note-text', [screen], now);
    const where = { requestId: matter.id };
    assert.deepEqual([await Fact.count({ where }), await DeadlineRow.count({ where })], [1, 3]);
    const stored = await Attachment.findOne({ where, rejectOnEmpty: true });
    assert.equal(attachmentText(key, stored), 'On the screen');
    assert.equal((await verifyRestored(desk.database, desk.keyring)).closedKeys, 0);
  });

  it('has a log of its own, which is verified with those of requests', async () => {
    const matter = await breach();
    const append = (note: number) =>
      inTransaction(desk.database, () =>
        appendEvents(matter, dpo, desk.clock(), [{ kind: 'noted', data: { note } }]),
      );
    const missing = { reference: matter.reference, sequence: 1, why: 'missing' };
    assert.deepEqual((await verifyChains(desk)).firstBroken, missing);
    await append(1);
    await append(2);
    const { requests, events, firstBroken } = await verifyChains(desk);
    assert.deepEqual([requests, events, firstBroken], [1, 4, null]);
  });

  it('has letters in the outbox, which open by its key', async () => {
    const matter = await breach();
    const { key, letter } = await letterAbout(desk, matter);
    await Letter.update(
      { text: sealJson(key, { subject: 'A breach', text: 'As sent' }) },
      { where: { id: letter } },
    );
    const { letter: listed, kept } = await openLetter(desk, dpo, letter);
    assert.deepEqual([listed.reference, kept?.text], [matter.reference, 'As sent']);
    assert.ok((await listLetters(desk, dpo, {})).letters.some(({ id }) => id === letter));
  });

  it('is not in the way of the queue on sqlite: an index leads past it', async function () {
    if (desk.database.getDialect() !== 'sqlite') this.skip();
    for (const view of [
      'open',
      'overdue',
      'due-soon',
      'waiting',
      'unverified',
      'messages',
      'closed',
      'all',
    ] as const) {
      const asked = pageAsked(desk, dpo, { view, sort: 'deadline' });
      const sql = `EXPLAIN QUERY PLAN SELECT 1 ${asked?.from}`;
      const [plan] = await desk.database.query(sql, { replacements: asked?.values });
      const steps = JSON.stringify(plan);
      assert.match(
        steps,
        /r USING INDEX subject_requests_\w+ \(organisation_id=\? AND kind=\?/,
        `${view}: ${steps}`,
      );
    }
  });
});

import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import type { EventKind } from '../../../domain/lifecycle/events.ts';
import { keyedDigest } from '../../../models/crypto/keyring.ts';
import { appendEvents } from '../../../models/event/append.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

/** Its signs may happen to spell a name. */
const DIGEST = /\b[0-9a-f]{64}\b/g;

describe('The event log', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests();
  });

  it('forbids to change or delete a row, in the database itself', async () => {
    await received(desk, desk.organisation);
    await assert.rejects(desk.database.query("UPDATE events SET kind = 'other'"));
    await assert.rejects(desk.database.query('DELETE FROM events'));
  });

  it('takes no event of an unknown kind: a new kind needs words', async () => {
    const request = await received(desk, desk.organisation);
    const by = { organisationId: request.organisationId, actor: 'system' as const, role: 'system' as const };
    const before = await Event.count();
    const kind = 'answer-eaten' as EventKind;
    const append = () => appendEvents(request, by, desk.clock(), [{ kind, data: {} }]);
    await assert.rejects(append, /Unknown kind of event: answer-eaten/);
    assert.equal(await Event.count(), before);
  });

  it('chains every row from the first on, and finds the first that was altered', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { id, reference } = await received(desk, desk.organisation);
    await received(desk, desk.organisation);
    await assign(desk, dpo, { reference }, dpo.userId);
    const whole = await verifyChains(desk);
    assert.deepEqual([whole.requests, whole.firstBroken], [2, null]);
    assert.ok(whole.events >= 5);
    await withoutProtection(
      desk,
      "UPDATE events SET actor = 'user:99' WHERE sequence = 2 AND request_id = :id",
      { id },
    );
    assert.deepEqual((await verifyChains(desk)).firstBroken, { reference, sequence: 2, why: 'altered' });
  });

  it('finds a row that was taken out of the middle', async () => {
    const { id, reference } = await received(desk, desk.organisation);
    const dpo = await staffMemberOf(desk, desk.organisation);
    await assign(desk, dpo, { reference }, dpo.userId);
    await withoutProtection(desk, 'DELETE FROM events WHERE sequence = 2 AND request_id = :id', { id });
    assert.deepEqual((await verifyChains(desk)).firstBroken, { reference, sequence: 2, why: 'missing' });
  });

  it('is not called broken where a later release has written on: that link cannot be checked by this one, the others can', async () => {
    const { id, reference, organisationId } = await received(desk, desk.organisation);
    const last = await Event.findOne({
      where: { requestId: id },
      order: [['sequence', 'DESC']],
      rejectOnEmpty: true,
    });
    const next = {
      ...last.get({ plain: true }),
      id: undefined,
      sequence: last.sequence + 1,
      previousHash: last.hash,
    };
    await Event.create({ ...next, chainVersion: 7, hash: 'made by a key' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    await assign(desk, dpo, { reference }, dpo.userId);
    const found = await verifyChains(desk);
    const notCheckable = { reference, sequence: next.sequence, chainVersion: 7 };
    assert.deepEqual([found.firstBroken, found.notCheckable], [null, notCheckable]);
    const where = 'sequence > :sequence AND request_id = :id AND organisation_id = :organisationId';
    const after = { id, sequence: next.sequence, organisationId };
    await withoutProtection(desk, `UPDATE events SET actor = 'user:99' WHERE ${where}`, after);
    const broken = await verifyChains(desk);
    assert.deepEqual(broken.firstBroken, { reference, sequence: next.sequence + 1, why: 'altered' });
    assert.deepEqual(broken.notCheckable, notCheckable);
  });

  it('holds no word of the person: names, addresses and texts are keyed digests', async () => {
    await receive(desk, desk.organisation, {
      files: [{ name: 'f.txt', mediaType: 'text/plain', content: Buffer.from('zebra') }],
    });
    const rows = await desk.database.query<{ data: string }>('SELECT data FROM events', {
      type: QueryTypes.SELECT,
    });
    for (const { data } of rows)
      assert.doesNotMatch(data.replace(DIGEST, ''), /ada|example|account|zebra|f\.txt/i);
  });

  it('keeps of a receipt when, where and by which rules it came, and the digest of who asked for what', async () => {
    const request = await received(desk, desk.organisation);
    const { data } = await Event.findOne({ where: { kind: 'received' }, rejectOnEmpty: true });
    const { person, details, ...said } = JSON.parse(data);
    const { right, channel, receivedByDay, zone, calendar } = request;
    const policy = `${request.policyId}@${request.policyVersion}`;
    const receivedAt = request.receivedAt.toISOString();
    assert.deepEqual(said, { right, channel, receivedAt, receivedByDay, zone, calendar, policy });
    const key = desk.keyring.unwrap(request.wrappedKey as Buffer);
    assert.equal(person, keyedDigest(key, 'Ada Example\nada@example.org'));
    assert.equal(details, keyedDigest(key, '{"about":"Please delete my account and everything in it."}'));
  });
});

describe('What is stored under a request’s own key', () => {
  it('is unreadable in the database: what the person wrote, files and their names, letters', async () => {
    const desk = await deskForTests();
    const files = [
      { name: 'zebra-name.txt', mediaType: 'text/plain', content: Buffer.from('zebra-content') },
    ];
    await receive(desk, desk.organisation, {
      details: { about: 'zebra-about', customerNumber: 'zebra-7' },
      files,
    });
    for (const table of ['subject_requests', 'attachments', 'letters', 'facts', 'events']) {
      const rows = await desk.database.query<Record<string, unknown>>(`SELECT * FROM ${table}`, {
        type: QueryTypes.SELECT,
      });
      for (const value of rows.flatMap((row) => Object.values(row))) {
        assert.doesNotMatch(Buffer.isBuffer(value) ? value.toString('latin1') : String(value), /zebra/);
      }
    }
  });
});

/** What somebody with the database's own password could do: lift the protection, alter, put it back. */
async function withoutProtection(desk: TestDesk, sql: string, replacements: object): Promise<void> {
  const { database } = desk;
  if (database.getDialect() === 'postgres') {
    await database.query('ALTER TABLE events DISABLE TRIGGER USER');
    await database.query(sql, { replacements: replacements as Record<string, unknown> });
    await database.query('ALTER TABLE events ENABLE TRIGGER USER');
    return;
  }
  const names = ['events_no_update', 'events_no_delete'];
  const kept = await database.query<{ sql: string }>('SELECT sql FROM sqlite_master WHERE name IN (:names)', {
    type: QueryTypes.SELECT,
    replacements: { names },
  });
  for (const name of names) await database.query(`DROP TRIGGER ${name}`);
  await database.query(sql, { replacements: replacements as Record<string, unknown> });
  for (const trigger of kept) await database.query(trigger.sql);
}

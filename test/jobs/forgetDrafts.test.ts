import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { QueryTypes } from 'sequelize';
import sqlite from 'sqlite3';
import { forgetDrafts } from '../../jobs/forgetDrafts.ts';
import { Attachment } from '../../models/attachment.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import { addDraftFiles, destroyDraftFiles, saveAnswers, takeDraft } from '../../models/draft/drafts.ts';
import { DraftFile } from '../../models/draftFile.ts';
import { askIdentity, confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { received, staffMemberOf } from '../support/requests.ts';

/** Half of what a connection waits for another process, in milliseconds. */
const HELD_UP = 2500;

describe('What was destroyed', () => {
  let desk: TestDesk;
  let url: string;
  beforeEach(async function () {
    if (process.env.TEST_DATABASE_URL) this.skip(); // PostgreSQL keeps dead rows until vacuum, which is its operator's
    url = await testDatabaseUrl();
    desk = await deskForTests();
  });

  /** Whether a part of these sealed bytes is still in the file or in its log. A page holds less than 4096 in one piece. */
  const isOnDisk = (sealed: Buffer) =>
    [url, `${url}-wal`].some(
      (file) => existsSync(file) && readFileSync(file).includes(sealed.subarray(8000, 8064)),
    );
  const file = { name: 'passport.txt', mediaType: 'text/plain', content: Buffer.alloc(60_000, 'passport') };

  it('as evidence of identity is in no page of the database file, though the key of its request still is', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const target = { reference: (await received(desk, desk.organisation)).reference };
    const posted = { by: 'post', postedAt: desk.clock(), proof: 'registered' } as const;
    await askIdentity(desk, dpo, target, { doubt: 'another address', needed: 'a copy', sending: posted });
    await leaveMessage(desk, { ...dpo, actor: 'person', role: 'person' }, target, {
      text: '',
      files: [file],
    });
    const evidence = await Attachment.findOne({ where: { purpose: 'identity' }, rejectOnEmpty: true });
    const sealed = Buffer.from(evidence.content as Buffer);
    assert.ok(isOnDisk(sealed));
    await confirmIdentity(desk, dpo, target, { method: 'document', note: '' });
    await forgetDrafts(desk, desk.clock());
    assert.equal(isOnDisk(sealed), false);
  });

  it('as a file of a form that was sent is in no page either', async () => {
    const by = { organisationId: desk.organisation.id, actor: 'person' as const, role: 'person' as const };
    const token = await saveAnswers(desk, by, '', {});
    await addDraftFiles(desk, by, token, [file]);
    const { content } = await DraftFile.findOne({ rejectOnEmpty: true });
    const sealed = Buffer.from(content);
    assert.ok(isOnDisk(sealed));
    await takeDraft(desk, token);
    await destroyDraftFiles(desk, token);
    await forgetDrafts(desk, desk.clock());
    assert.equal(isOnDisk(sealed), false);
  });

  it('while somebody reads what was there before is let go at the first run after them, and holds up no form', async () => {
    const by = { organisationId: desk.organisation.id, actor: 'person' as const, role: 'person' as const };
    const token = await saveAnswers(desk, by, '', {});
    await addDraftFiles(desk, by, token, [file]);
    const sealed = Buffer.from((await DraftFile.findOne({ rejectOnEmpty: true })).content);
    const reader = await readerOf(url);
    await destroyDraftFiles(desk, token);
    const begun = performance.now();
    await Promise.all([forgetDrafts(desk, desk.clock()), saveAnswers(desk, by, '', {})]);
    const took = performance.now() - begun;
    assert.ok(took < HELD_UP, `${took} ms`);
    assert.deepEqual(
      [await reader.files(), isOnDisk(sealed)],
      [1, true],
      'the reader has what it began with',
    );
    await reader.leave();
    await forgetDrafts(desk, desk.clock());
    assert.deepEqual([isOnDisk(sealed), statSync(`${url}-wal`).size], [false, 0]);
  });

  it('leaves every other connection as patient with other processes as it was', async () => {
    const busyTimeout = () => desk.database.query('PRAGMA busy_timeout', { type: QueryTypes.SELECT });
    await forgetDrafts(desk, desk.clock());
    for (const asked of [busyTimeout(), inTransaction(desk.database, busyTimeout)])
      assert.deepEqual(await asked, [{ timeout: 5000 }]);
  });
});

/** Another program, in the middle of a long read: it sees the files of forms as they were when it began. */
async function readerOf(path: string) {
  const other = new sqlite.Database(path);
  const ask = (sql: string) =>
    new Promise<{ count: number } | undefined>((resolve, reject) => {
      other.get<{ count: number }>(sql, (error, row) => (error ? reject(error) : resolve(row)));
    });
  const files = async () => (await ask('SELECT COUNT(*) AS count FROM draft_files'))?.count;
  await ask('BEGIN');
  await files();
  return {
    files,
    leave: async () => {
      await ask('COMMIT');
      other.close();
    },
  };
}

import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { type By, byPerson } from '../../../models/desk.ts';
import { up } from '../../../models/migrations/009-request-counts.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { foldCounts } from '../../../models/subjectRequest/foldCounts.ts';
import { fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../../models/subjectRequest/mailbox.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { markRead, markUnread } from '../../../models/subjectRequest/reading.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { fill } from '../../bench/fill.ts';
import { plansFor } from '../../bench/plan.ts';
import { answer } from '../../support/answering.ts';
import { closeTestDatabase } from '../../support/database.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { pairOfSuite } from '../../support/pair.ts';
import { lettersGoOut } from '../../support/post.ts';
import { promiseBy } from '../../support/promises.ts';
import { intakeOf, receive, staffMemberOf } from '../../support/requests.ts';

const NOT_CLOSED = `status IN ('unverified', 'open', 'waiting', 'purge-pending', 'answered')`;
const OPEN = `status IN ('open', 'waiting', 'purge-pending', 'answered')`;
/** The tabs as the queue itself asks for them, and the agenda: counted row by row. */
const PLAIN = {
  open: OPEN,
  overdue: `${NOT_CLOSED} AND next_late_at <= :now`,
  'due-soon': `${OPEN} AND warn_at <= :now AND next_late_at > :now`,
  waiting: `status = 'waiting'`,
  unverified: `status = 'unverified'`,
  messages: 'unread_since IS NOT NULL',
  mine: `${NOT_CLOSED} AND assignee_id = :me`,
  closed: `status = 'closed'`,
  all: '1 = 1',
  late: `${NOT_CLOSED} AND next_late_at <= :now`,
  today: `${OPEN} AND next_late_at > :now AND next_late_at <= :tomorrow`,
  week: `${OPEN} AND next_late_at > :tomorrow AND next_late_at <= :weekEnd`,
};

const sending = { by: 'mail' as const };

describe('The kept counts of requests', function () {
  this.timeout(60_000);
  let desk: TestDesk;
  let dpo: By & { userId: number };

  beforeEach(async () => {
    desk = await deskForTests();
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
  });

  const sql = <Row extends object>(text: string, replacements = {}) =>
    desk.database.query<Row>(text, { type: QueryTypes.SELECT, replacements });

  /** The counts at a moment are what counting row by row gives. */
  async function assertCounted(at = desk.clock(), by: By & { userId: number } = dpo): Promise<void> {
    const until = { tomorrow: later(at, 13.5), weekEnd: later(at, 13.5 + 7 * 24) };
    const { views, agenda } = await countRequests({ ...desk, clock: () => at }, by, until);
    const asked = Object.entries(PLAIN).map(
      ([name, where]) =>
        `(SELECT COUNT(*) FROM subject_requests WHERE organisation_id = :organisationId AND ${where}) AS "${name}"`,
    );
    const given = { ...until, now: at, me: by.userId, organisationId: by.organisationId };
    const [row] = await sql<Record<string, number | string>>(`SELECT ${asked.join(', ')}`, given);
    const plain = Object.fromEntries(Object.keys(PLAIN).map((name) => [name, Number(row?.[name])]));
    assert.deepEqual({ ...views, ...agenda }, plain, at.toISOString());
  }

  /** At each moment that a request hangs on, just before and just after. */
  async function assertCountedAlways(): Promise<void> {
    const rows = await sql<{ at: string | Date }>(
      `SELECT next_late_at AS at FROM subject_requests WHERE next_late_at IS NOT NULL
       UNION SELECT warn_at FROM subject_requests WHERE warn_at IS NOT NULL ORDER BY 1`,
    );
    assert.ok(rows.length > 0);
    for (const { at } of rows)
      for (const off of [-1, 0, 1]) await assertCounted(new Date(new Date(at).getTime() + off));
  }

  it('are those of the rows after every verb, and for nobody else', async () => {
    const other = await staffMemberOf(desk, await anotherOrganisation(desk));
    const done = async (verb: Promise<unknown>) => {
      await verb;
      await assertCounted();
      await assertCounted(desk.clock(), other);
      desk.clock.advance({ hours: 5 });
    };
    const made: { reference: string }[] = [];
    for (const right of ['erasure', 'access', 'access', 'erasure'] as const) {
      const intake = intakeOf(desk, { rights: [right] });
      const { requests } = await receive(desk, desk.organisation, intake);
      await done(confirmMailbox(desk, mailboxTokenOf(desk, intake.formKey)));
      made.push({ reference: requests[0]?.reference ?? '' });
    }
    const [erasure, access, third, fourth] = made as [...typeof made, never, never, never, never];
    await done(receive(desk, desk.organisation));
    for (const target of made) await done(assign(desk, dpo, target, dpo.userId));
    await done(assign(desk, dpo, third, null));
    const posted = { by: 'post' as const, postedAt: desk.clock(), proof: 'Letter 1' };
    await done(askIdentity(desk, dpo, access, { doubt: 'New address', needed: 'Number', sending: posted }));
    for (const target of [access, erasure])
      await done(confirmIdentity(desk, dpo, target, { method: 'question', note: '' }));
    await done(extendDeadline(desk, dpo, access, { ground: 'number', reason: 'Forty at once', sending }));
    await assertCountedAlways();
    const deed = { done: 'Removed', proof: 'Job 4711', files: [] };
    for (const clock of ['account-deletion', 'other-data-deletion'])
      await done(fulfil(desk, dpo, erasure, clock, { ...deed, doneAt: desk.clock() }));
    await done(answer(desk, dpo, erasure, { text: 'Done.', nothingHeld: '', files: [], sending }));
    await done(lettersGoOut(desk));
    const person = byPerson(dpo.organisationId);
    for (const target of [third, fourth])
      await done(leaveMessage(desk, person, target, { text: 'A word more', files: [] }));
    await done(markRead(desk, dpo, third));
    await done(markUnread(desk, dpo, third));
    await done(writeMessage(desk, dpo, fourth, { text: 'We have read it', sending }));
    await done(withdraw(desk, dpo, third, { reason: '' }));
    await done(reopen(desk, dpo, third, { scope: 'closure', reason: 'Asked again' }));
    const refusal = {
      scope: 'whole' as const,
      ground: 'legal-claims',
      reason: 'A claim is pending.',
      sending,
    };
    await done(refuse(desk, dpo, fourth, refusal));
    await done(lettersGoOut(desk));
    await done(close(desk, dpo, erasure, { reason: '' }));
    await assertCountedAlways();
  });

  describe('of two processes', () => {
    const pair = pairOfSuite();

    it('are those of the rows after both have written at once', async () => {
      const person = {
        organisationId: desk.organisation.id,
        actor: 'person' as const,
        role: 'person' as const,
      };
      for (let turn = 0; turn < 4; turn += 1) {
        const [one, two] = [intakeOf(desk), intakeOf(desk)];
        const received = await pair.both(desk, 'receiveRequest', [person, one], [person, two]);
        assert.deepEqual(received, ['done', 'done']);
        const token = ({ formKey }: { formKey: string }) => [mailboxTokenOf(desk, formKey)];
        await pair.both(desk, 'confirmMailbox', token(one), token(two));
        const [first, second] = await SubjectRequest.findAll({ order: [['id', 'DESC']], limit: 2 });
        const about = (request: SubjectRequest | undefined, more: unknown) => [
          dpo,
          { reference: request?.reference },
          more,
        ];
        await pair.both(desk, 'assign', about(first, dpo.userId), about(second, dpo.userId));
        const why = { reason: '' };
        if (turn % 2 === 0) await pair.both(desk, 'withdraw', about(first, why), about(second, why));
        await foldCounts(desk);
        await assertCounted();
      }
      const { views } = await countRequests(desk, dpo, { tomorrow: desk.clock(), weekEnd: desk.clock() });
      assert.deepEqual([views.all, views.mine], [8, 4]);
    });
  });

  describe('of many', () => {
    beforeEach(async () => {
      const { userId } = await staffMemberOf(desk, desk.organisation, 'handler');
      const setting = {
        desk,
        organisation: desk.organisation,
        staff: [dpo.userId, userId] as [number, number],
      };
      await fill(setting, plansFor(300, desk.clock()));
    });

    it('hold for rows written by bulk, at each moment that one hangs on', () => assertCountedAlways());

    it('hold where warnings are missing or late and rows are changed by hand', async () => {
      await desk.database.query(`UPDATE subject_requests SET warn_at = NULL WHERE id % 3 = 0`);
      await desk.database.query(`UPDATE subject_requests SET warn_at = next_late_at WHERE id % 5 = 0`);
      await desk.database.query(`UPDATE subject_requests SET assignee_id = NULL WHERE id % 7 = 0`);
      await assertCountedAlways();
    });

    it('are what they were once requests that came are removed', async () => {
      await desk.database.query('UPDATE subject_requests SET unread_since = created_at WHERE id % 4 = 0');
      await assertCounted();
      const before = await keptCounts();
      const columns = Object.values(SubjectRequest.getAttributes())
        .map(({ field }) => `"${field}"`)
        .filter((field) => field !== '"id"' && field !== '"reference"');
      await desk.database.query(
        `INSERT INTO subject_requests (reference, ${columns}) SELECT 'copy ' || id, ${columns} FROM subject_requests`,
      );
      await assertCounted();
      assert.notDeepEqual(await keptCounts(), before);
      await desk.database.query(`DELETE FROM subject_requests WHERE reference LIKE 'copy %'`);
      assert.deepEqual(await keptCounts(), before);
    });

    it('are filled by the migration from what is there', async () => {
      const kept = await keptCounts();
      await desk.database.query('DROP TABLE request_counts');
      await dropTriggers();
      await up(desk.database.getQueryInterface());
      assert.deepEqual(await keptCounts(), kept);
      await assertCounted();
      await closeTestDatabase(); // its triggers are those of that migration
    });

    it('are the same when folded, by two at once, into one row a key', async () => {
      const before = await keptCounts();
      await Promise.all([foldCounts(desk), foldCounts(desk)]);
      assert.deepEqual(await keptCounts(), before);
      const [twice] = await sql<{ n: number | string }>(
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM request_counts GROUP BY organisation_id, name, hour HAVING COUNT(*) > 1 OR SUM(n) = 0) k`,
      );
      assert.equal(Number(twice?.n), 0);
      await assertCounted();
    });
  });

  const keptCounts = async () =>
    (
      await sql<{ name: string; hour: number; n: number | string }>(
        'SELECT name, hour, SUM(n) AS n FROM request_counts GROUP BY name, hour HAVING SUM(n) <> 0 ORDER BY name, hour',
      )
    ).map(({ name, hour, n }) => [name, hour, Number(n)]);

  async function dropTriggers(): Promise<void> {
    const on = desk.database.getDialect() === 'sqlite' ? '' : 'ON subject_requests';
    for (const name of ['came', 'moved', 'went']) {
      await desk.database.query(`DROP TRIGGER subject_requests_${name} ${on}`);
      if (on) await desk.database.query(`DROP FUNCTION count_requests_that_${name}`);
    }
    await desk.database.query('DROP INDEX subject_requests_warned');
  }
});

const later = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);

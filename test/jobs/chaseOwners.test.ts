import assert from 'node:assert/strict';
import { chaseForeseen } from '../../jobs/chaseOwners.ts';
import { letterContext } from '../../models/letter/context.ts';
import { whyNotWanted } from '../../models/letter/wanted.ts';
import { Letter } from '../../models/letter.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { reopen } from '../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { System } from '../../models/system.ts';
import { answerTask } from '../../models/task/answerTask.ts';
import { SystemTask } from '../../models/task.ts';
import { wordsOf } from '../../views/letters/wordsOf.ts';
import {
  addressOf,
  type Chased,
  chaseAt as chase,
  chasedDesk,
  handedOutOn,
  ownerOf,
  remindersSent,
} from '../support/chased.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { run, temporaryFolder } from '../support/process.ts';

describe('The chase of the owners of systems', () => {
  let { desk, dpo, request } = {} as Chased;
  const fill = async () => {
    ({ desk, dpo, request } = await chasedDesk());
  };

  beforeEach(fill);

  it('reminds each owner once, of all that waits, from 08:00 in Paris on the third working day', async () => {
    assert.equal(await chaseAt('2026-03-05T06:59:00Z'), 0);
    assert.equal(await chaseAt('2026-03-05T07:00:00Z'), 2);
    assert.equal(await chaseAt('2026-03-05T18:00:00Z'), 0);
    assert.equal(await chaseAt('2026-03-06T07:00:00Z'), 0);
    assert.deepEqual(await remindersSent(), [
      ['max@example.org', '2026-03-05'],
      ['zoe@example.org', '2026-03-05'],
    ]);
  });

  it('lists what waits, what is late apart, and names no person and no request', async () => {
    const other = await anotherAt('2026-03-24T09:00:00Z');
    await chaseAt('2026-03-27T07:00:00Z');
    const { subject, text } = await lastLetter('task-reminder', 'zoe@example.org');
    assert.match(subject, /^Late: one task waits for your answer$/);
    assert.match(text, /- CRM: find and hand over, late since Thursday 26 March 2026/);
    assert.match(text, /- Shop: find and hand over, by Friday 17 April 2026/);
    assert.match(text, /\/tasks\/[\w-]+\?lang=en/);
    for (const { personName, personEmail, reference } of [request, other])
      assert.doesNotMatch(text, new RegExp(`${personName}|${personEmail}|${reference}`));
  });

  it('goes on each second working day, on the due day, then late, and never twice a day', async () => {
    for (let hour = 0; hour < 24 * 30; hour += 6)
      await chaseAt(new Date(Date.parse('2026-03-02T09:00:00Z') + hour * 3_600_000).toISOString());
    const days = (await remindersSent()).filter(([to]) => to === 'max@example.org').map(([, day]) => day);
    assert.deepEqual(days, [
      '2026-03-05',
      '2026-03-09',
      '2026-03-11',
      '2026-03-13',
      '2026-03-17',
      '2026-03-19',
      '2026-03-23',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-31',
    ]);
  });

  it('sends after an outage the latest missed step alone, on a working day', async () => {
    assert.equal(await chaseAt('2026-03-14T12:00:00Z'), 0); // a Saturday
    assert.equal(await chaseAt('2026-03-16T12:00:00Z'), 2);
    assert.equal(await chaseAt('2026-03-16T13:00:00Z'), 0);
    assert.equal(await chaseAt('2026-03-17T12:00:00Z'), 2);
  });

  it('reminds on the due day of a task, also where others that were asked with it are due on another day', async () => {
    const { id: systemId } = await System.findOne({ where: { name: 'Archive' }, rejectOnEmpty: true });
    await SystemTask.update({ dueOn: '2026-03-12' as never }, { where: { systemId } });
    assert.equal(await chaseAt('2026-03-11T07:00:00Z'), 2);
    assert.equal(await chaseAt('2026-03-12T07:00:00Z'), 1);
    assert.deepEqual((await remindersSent()).at(-1), ['max@example.org', '2026-03-12']);
  });

  it('is one row for an owner and day when two processes run the job at the same time', async () => {
    const url = await testDatabaseUrl(); // which also empties it
    await fill();
    const { folder, remove } = temporaryFolder();
    const settings = { DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: TEST_SECRET };
    const args = ['jobs', 'run', 'chaseOwners', '--at', '2026-03-05T08:00:00+01:00', '--json'];
    const answers = await Promise.all([1, 2].map(() => run('cli.ts', args, settings)));
    remove();
    assert.deepEqual(
      answers.map(({ code }) => code),
      [0, 0],
      answers.map(({ stderr }) => stderr).join(),
    );
    assert.equal((await remindersSent()).length, 2);
  }).timeout(60_000);

  it('is foreseen by a dry run, which writes nothing', async () => {
    const at = new Date('2026-03-05T07:00:00Z');
    const foreseen = await chaseForeseen(desk, at);
    assert.deepEqual(
      foreseen.map(({ kind, step }) => [kind, step]),
      [
        ['task-reminder', '2026-03-05'],
        ['task-reminder', '2026-03-05'],
      ],
    );
    assert.equal(await Letter.count({ where: { kind: 'task-reminder' } }), 0);
  });

  it('asks the deputy from the morning on while the owner is away, and the owner again after that', async () => {
    await System.update(
      { deputyEmail: 'deputy@example.org', absentUntil: '2026-03-06' as never },
      { where: { name: 'CRM' } },
    );
    await chaseAt('2026-03-03T07:00:00Z');
    assert.deepEqual(await remindersSent(), [['deputy@example.org', '2026-03-03']]);
    assert.match((await lastLetter('task-reminder', 'deputy@example.org')).text, /- CRM: /);
    assert.equal(await ownerOf('CRM'), 'deputy@example.org');
    await chaseAt('2026-03-05T07:00:00Z');
    await chaseAt('2026-03-06T07:00:00Z');
    await chaseAt('2026-03-07T07:00:00Z'); // a Saturday
    await chaseAt('2026-03-09T07:00:00Z');
    assert.equal(await ownerOf('CRM'), 'zoe@example.org');
    assert.deepEqual(await remindersSent(), [
      ['deputy@example.org', '2026-03-03'],
      ['deputy@example.org', '2026-03-05'],
      ['max@example.org', '2026-03-05'],
      ['zoe@example.org', '2026-03-05'],
      ['max@example.org', '2026-03-09'],
      ['zoe@example.org', '2026-03-09'],
    ]);
  });

  it('leaves a task with whom the DPO chose, whoever the register names', async () => {
    const { id: systemId } = await System.findOne({ where: { name: 'CRM' }, rejectOnEmpty: true });
    await SystemTask.update({ askedByHand: true }, { where: { systemId } });
    await System.update({ ownerEmail: 'new@example.org' }, { where: { name: ['CRM', 'Shop'] } });
    await chaseAt('2026-03-05T07:00:00Z');
    assert.deepEqual(await Promise.all(['CRM', 'Shop'].map(ownerOf)), ['zoe@example.org', 'new@example.org']);
  });

  it('moves a task to a deputy whose reminder of the day has gone on the next morning', async () => {
    await chaseAt('2026-03-05T07:00:00Z');
    await System.update(
      { deputyEmail: 'max@example.org', absentUntil: '2026-03-20' as never },
      { where: { name: 'CRM' } },
    );
    await chaseAt('2026-03-05T12:00:00Z');
    assert.equal(await ownerOf('CRM'), 'zoe@example.org');
    await chaseAt('2026-03-06T07:00:00Z');
    assert.equal(await ownerOf('CRM'), 'max@example.org');
    assert.deepEqual((await remindersSent()).at(-1), ['max@example.org', '2026-03-06']);
  });

  it('tells those who work on the request once, on the second late day, for which system nobody answers', async () => {
    await chaseAt('2026-03-30T07:00:00Z');
    assert.equal(await Letter.count({ where: { kind: 'task-late' } }), 0);
    await chaseAt('2026-03-31T06:00:00Z');
    await chaseAt('2026-04-02T06:00:00Z');
    assert.equal(await Letter.count({ where: { kind: 'task-late' } }), 1);
    const { subject, text } = await lastLetter('task-late', dpo.actor);
    assert.equal(subject, `${request.reference}: 3 systems have not answered`);
    assert.match(text, /due on Thursday 26 March 2026/);
    assert.match(text, /- CRM: zoe@example\.org was asked on Monday 2 March 2026/);
    assert.match(text, /- Archive: max@example\.org was asked/);
    assert.doesNotMatch(text, new RegExp(`${request.personName}`));
  });

  it('leaves out what is answered: the letter that waited does not go any more', async () => {
    await chaseAt('2026-03-31T06:00:00Z');
    for (const task of await SystemTask.findAll({ where: { state: 'open' } })) {
      const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
      await answerTask(desk, link, task.id, { outcome: 'done' }, []);
    }
    assert.deepEqual(await reasons('task-late'), ['settled']);
    assert.deepEqual(await reasons('task-reminder'), ['nothing-new', 'nothing-new']);
    assert.equal(await chaseAt('2026-04-02T06:00:00Z'), 0);
  });

  it('ends with the request, and begins again when it is reopened', async () => {
    const target = { reference: request.reference };
    await withdraw(desk, dpo, target, { reason: 'By phone' });
    assert.equal(await chaseAt('2026-03-05T07:00:00Z'), 0);
    await request.reload();
    await reopen(desk, dpo, target, { reason: 'A mistake', scope: 'closure' });
    assert.equal(await chaseAt('2026-03-05T07:01:00Z'), 2);
  });

  it('goes on for a system that has ended meanwhile: its data are still there', async () => {
    await System.update({ activeUntil: '2026-03-03' as never }, { where: {} });
    assert.equal(await chaseAt('2026-03-05T07:00:00Z'), 2);
    assert.match((await lastLetter('task-reminder', 'zoe@example.org')).text, /- CRM: /);
  });

  it('renews a link that ended after thirty days, so that the reminder opens the page; one that was revoked stays so', async () => {
    await OwnerLink.update({ revokedAt: desk.clock() }, { where: { email: 'max@example.org' } });
    await chaseAt('2026-04-02T06:00:00Z');
    assert.deepEqual(
      (await remindersSent()).map(([to]) => to),
      ['zoe@example.org'],
    );
    const link = await OwnerLink.findOne({ where: { email: 'zoe@example.org' }, rejectOnEmpty: true });
    assert.deepEqual([link.renewals, link.expiresAt.toISOString()], [1, '2026-05-02T06:00:00.000Z']);
    assert.match((await lastLetter('task-reminder', 'zoe@example.org')).text, /\/tasks\/[\w-]+/);
  });

  /** Another request, for which the shop alone is asked. */
  async function anotherAt(at: string): Promise<SubjectRequest> {
    desk.clock.set(at);
    const made = await handedOutOn(desk, dpo);
    const shop = await System.findOne({ where: { name: 'Shop' }, rejectOnEmpty: true });
    await SystemTask.update({ state: 'done' }, { where: { requestId: request.id, systemId: shop.id } });
    const tasks = await SystemTask.findAll({ where: { requestId: made.id } });
    for (const task of tasks) if (task.systemId !== shop.id) await task.update({ state: 'done' });
    return made;
  }

  const chaseAt = (at: string) => chase(desk, at);

  async function lastLetter(kind: 'task-reminder' | 'task-late', to: string) {
    const rows = await Letter.findAll({ where: { kind }, order: [['id', 'DESC']] });
    for (const row of rows)
      if (row.recipient === to || (kind === 'task-reminder' && (await addressOf(row)) === to))
        return wordsOf(await letterContext(desk, row));
    throw new Error(`No ${kind} to ${to}`);
  }

  const reasons = async (kind: Letter['kind']) =>
    Promise.all((await Letter.findAll({ where: { kind } })).map((row) => whyNotWanted(desk, row)));
});

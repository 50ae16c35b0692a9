import assert from 'node:assert/strict';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import { Letter } from '../../models/letter.ts';
import { createOrganisation } from '../../models/organisation/create.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { askIdentity } from '../../models/subjectRequest/identity.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { User } from '../../models/user.ts';
import { answer } from '../support/answering.ts';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { lettersGoOut } from '../support/post.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { promiseBy } from '../support/promises.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

const BY_MAIL = { sending: { by: 'mail' as const } };

describe('Reminders of day clocks', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });

  // Received on Monday 2 March 2026: due, and safe, on Thursday 2 April. Clocks go forward on 29 March.
  const moments = [
    ['seven days before the safe day', 'seven-days', '2026-03-26T06:59:00Z', '2026-03-26T07:00:00Z'],
    ['two days before it', 'two-days', '2026-03-31T05:59:00Z', '2026-03-31T06:00:00Z'],
    ['on the due day', 'due-day', '2026-04-02T05:59:00Z', '2026-04-02T06:00:00Z'],
  ] as const;
  for (const [name, step, before, at] of moments) {
    it(`go at 08:00 in Paris ${name}, and not a minute before`, async () => {
      await received(desk, desk.organisation, { rights: ['access'] });
      await remindAt(before);
      assert.equal(await Letter.count({ where: { kind: 'reminder', step } }), 0);
      assert.equal(await remindAt(at), 1);
      assert.deepEqual(await steps(), [...(step === 'seven-days' ? [] : [earlier(step)]), step]);
    });
  }

  it('go at 08:00 of each organisation, in Helsinki an hour before Paris', async () => {
    const helsinki = await createOrganisation(desk, {
      name: 'H',
      slug: 'h',
      zone: 'Europe/Helsinki',
      calendar: 'FI',
    });
    await staffMemberOf(desk, helsinki);
    const there = await received(desk, helsinki, { rights: ['access'] });
    await received(desk, desk.organisation, { rights: ['access'] });
    assert.equal(await remindAt('2026-03-26T05:59:00Z'), 0);
    assert.equal(await remindAt('2026-03-26T06:00:00Z'), 1);
    assert.deepEqual(
      (await reminders()).map(({ requestId }) => requestId),
      [there.id],
    );
    assert.equal(await remindAt('2026-03-26T07:00:00Z'), 1);
  });

  it('follow the organisation when it moves to another zone', async () => {
    await received(desk, desk.organisation, { rights: ['access'] });
    await desk.organisation.update({ zone: 'Europe/Helsinki' });
    assert.equal(await remindAt('2026-03-26T05:59:00Z'), 0);
    assert.equal(await remindAt('2026-03-26T06:00:00Z'), 1);
  });

  it('are one row however often and from however many processes the job runs', async () => {
    await received(desk, desk.organisation, { rights: ['access', 'erasure'] });
    desk.clock.set('2026-03-26T07:00:00Z');
    const written = await Promise.all([1, 2, 3].map(() => remindBeforeDue(desk, desk.clock())));
    assert.deepEqual(written.sort(), [0, 0, 2]);
    assert.equal(await remindAt('2026-03-26T07:01:00Z'), 0);
    assert.equal((await reminders()).length, 2);
  });

  it('are one row when two processes run the job at the same time', async () => {
    const url = await testDatabaseUrl(); // which also empties it
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await staffMemberOf(desk, desk.organisation);
    for (const right of ['access', 'erasure', 'rectification'] as const)
      await received(desk, desk.organisation, { rights: [right] });
    const { folder, remove } = temporaryFolder();
    const settings = { DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: TEST_SECRET };
    const args = ['jobs', 'run', 'remindBeforeDue', '--at', '2026-03-26T08:00:00+01:00', '--json'];
    const answers = await Promise.all([1, 2].map(() => run('cli.ts', args, settings)));
    remove();
    assert.deepEqual(
      answers.map(({ code }) => code),
      [0, 0],
      answers.map(({ stderr }) => stderr).join(),
    );
    assert.equal(
      answers.reduce((sum, { stdout }) => sum + JSON.parse(stdout).written, 0),
      3,
    );
    assert.equal((await reminders()).length, 3);
  }).timeout(60_000);

  it('are only the latest missed one after an outage', async () => {
    await received(desk, desk.organisation, { rights: ['access'] });
    assert.equal(await remindAt('2026-04-01T12:00:00Z'), 1);
    assert.deepEqual(await steps(), ['two-days']);
  });

  it('are left to the daily digest once the clock is late', async () => {
    await received(desk, desk.organisation, { rights: ['access'] });
    assert.equal(await remindAt('2026-04-02T21:59:00Z'), 1); // the due day itself is in time
    assert.deepEqual(await steps(), ['due-day']);
    await received(desk, desk.organisation, {
      rights: ['access'],
      received: { at: new Date('2026-03-02T09:00:00Z') },
    });
    assert.equal(await remindAt('2026-04-02T22:00:00Z'), 0);
  });

  it('go out for a request whose mailbox is not confirmed: its clock runs', async () => {
    await receive(desk, desk.organisation, { rights: ['access'] });
    assert.equal(await remindAt('2026-03-26T07:00:00Z'), 1);
  });

  it('are not sent for what is answered, withdrawn or paused', async () => {
    const [answered, withdrawn, paused] = await Promise.all(
      [1, 2, 3].map(() => received(desk, desk.organisation, { rights: ['rectification'] })),
    );
    if (!answered || !withdrawn || !paused) throw new Error('three requests');
    await answer(
      desk,
      dpo,
      { reference: answered.reference },
      { text: 'Done', files: [], unconfirmed: 'Known to us', nothingHeld: '', ...BY_MAIL },
    );
    await lettersGoOut(desk);
    await withdraw(desk, dpo, { reference: withdrawn.reference }, { reason: '' });
    const posted = { by: 'post' as const, postedAt: desk.clock(), proof: 'RR 1' };
    await askIdentity(
      desk,
      dpo,
      { reference: paused.reference },
      { doubt: 'D', needed: 'N', sending: posted },
    );
    assert.equal(await remindAt('2026-03-26T07:00:00Z'), 0);
  });

  it('go to the assignee, else to every DPO; to nobody of another organisation or disabled', async () => {
    const second = await staffMemberOf(desk, desk.organisation);
    const disabled = await staffMemberOf(desk, desk.organisation);
    await User.update({ disabledAt: desk.clock() }, { where: { id: disabled.userId } });
    await staffMemberOf(desk, await createOrganisation(desk, { name: 'Other', slug: 'other' }));
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    await remindAt('2026-03-26T07:00:00Z');
    assert.deepEqual(await recipients('seven-days'), [dpo.actor, second.actor]);
    await assign(desk, dpo, { reference: request.reference }, handler.userId);
    await remindAt('2026-03-31T06:00:00Z');
    assert.deepEqual(await recipients('two-days'), [handler.actor]);
    await User.update({ disabledAt: desk.clock() }, { where: { id: handler.userId } });
    await remindAt('2026-04-02T06:00:00Z');
    assert.deepEqual(await recipients('due-day'), [dpo.actor, second.actor]);
  });

  it('are written in the reader’s own language', async () => {
    await User.update({ language: 'fr' }, { where: { id: dpo.userId } });
    await received(desk, desk.organisation, { rights: ['access'] });
    await remindAt('2026-03-26T07:00:00Z');
    assert.equal((await reminders())[0]?.language, 'fr');
  });

  async function remindAt(at: string): Promise<number> {
    desk.clock.set(at);
    return remindBeforeDue(desk, desk.clock());
  }
});

describe('Reminders of hour clocks', () => {
  let desk: TestDesk;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T10:17:00Z' });
    await staffMemberOf(desk, desk.organisation);
    await promiseBy(desk, 'scalingo-privacy@2015');
    await received(desk, desk.organisation, { rights: ['erasure'] });
  });

  const moments = [
    ['on receipt', 'received', '2026-03-02T10:17:00Z'],
    ['at half time', 'half-time', '2026-03-02T22:17:00Z'],
    ['two hours before', 'two-hours', '2026-03-03T08:17:00Z'],
    ['when late', 'late', '2026-03-03T10:17:00Z'],
  ] as const;
  it('go on receipt, at half time, two hours before and when late, each once and not a minute before', async () => {
    const sent: string[] = [];
    for (const [name, step, at] of moments) {
      if (step !== 'received') assert.equal(await remindAt(new Date(Date.parse(at) - 60_000)), 0, name);
      assert.equal(await remindAt(new Date(at)), 1, name);
      sent.push(step);
      assert.deepEqual(await steps(), sent);
    }
  });

  it('are only the latest missed one after an outage', async () => {
    assert.equal(await remindAt(new Date('2026-03-03T09:00:00Z')), 1);
    assert.deepEqual(await steps(), ['two-hours']);
  });

  async function remindAt(at: Date): Promise<number> {
    desk.clock.set(at.toISOString());
    return remindBeforeDue(desk, desk.clock());
  }
});

const reminders = () => Letter.findAll({ where: { kind: 'reminder' }, order: ['id'] });
const steps = async () => (await reminders()).map(({ step }) => step);
const recipients = async (step: string) =>
  (await Letter.findAll({ where: { kind: 'reminder', step }, order: ['id'] })).map(
    ({ recipient }) => recipient,
  );
const earlier = (step: string) => (step === 'two-days' ? 'seven-days' : 'two-days');

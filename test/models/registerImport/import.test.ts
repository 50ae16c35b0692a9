import assert from 'node:assert/strict';
import { Op } from 'sequelize';
import { NO_MAPPING } from '../../../domain/register/mapping.ts';
import { type By, byCommand } from '../../../models/desk.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { newPlans } from '../../../models/letter/planned.ts';
import { planEscalations, planReminders } from '../../../models/letter/plans.ts';
import { Letter } from '../../../models/letter.ts';
import { Organisation } from '../../../models/organisation.ts';
import { checkRegister, importRegister } from '../../../models/registerImport/run.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { readRequest } from '../../../models/subjectRequest/page.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { knownWords } from '../../../views/registerImport/known.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const HEAD =
  'reference,receivedOn,channel,right,personName,personEmail,identityConfirmedOn,identityMethod,extendedOn,extensionGround,outcome,refusalGrounds,answeredOn,answeredBy,closedOn,status,tags';

describe('A register that is imported', () => {
  let desk: TestDesk;
  let by: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = byCommand(desk.organisation.id);
  });
  const table = (...lines: string[]) => ({
    text: [HEAD, ...lines].join('\n'),
    fileName: 'register.csv',
    mapping: NO_MAPPING,
    known: knownWords(),
    onlyGood: false,
  });
  const answered =
    '2024/7,2024-01-10,post,access,Ann Lee,ann@example.org,2024-01-12,document,2024-01-30,complexity,answered,,2024-04-02,post,2024-04-05,,old; paper';
  const open = ',2026-02-20,mail,erasure,Bo Lind,bo@example.org,,,,,,,,,,,';
  const overdue = ',2025-11-03,phone,access,Cy Ode,,,,,,,,,,,,';
  const found = (row: { code: string; field?: string }) => `${row.field ?? ''} ${row.code}`;

  it('has each act on its own day, recorded on the day of the import by whoever imported', async () => {
    assert.equal((await importRegister(desk, by, table(answered))).made, 1);
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });
    const facts = await Fact.findAll({ order: ['at', 'id'] });
    assert.deepEqual(
      facts.map(({ name, about, at, recordedAt, actor }) => [
        name,
        about,
        at.toISOString(),
        recordedAt.toISOString(),
        actor,
      ]),
      [
        ['identity-confirmed', 'document', '2024-01-11T23:00:00.000Z'],
        ['extension-decided', null, '2024-01-30T22:59:59.999Z'],
        ['extension-notice-sent', null, '2024-01-30T22:59:59.999Z'],
        ['answered', 'post', '2024-04-02T21:59:59.999Z'],
        ['closed', null, '2024-04-05T21:59:59.999Z'],
      ].map((fact) => [...fact, '2026-03-02T09:00:00.000Z', 'command-line']),
    );
    const { status, outcome, replyDueOn, extension, daysLate, importLine, importNumber } = request;
    assert.deepEqual(
      { status, outcome, replyDueOn, extension, daysLate, importLine, importNumber },
      {
        status: 'closed',
        outcome: 'answered',
        replyDueOn: '2024-04-10',
        extension: 'announced',
        daysLate: null,
        importLine: 2,
        importNumber: '2024/7',
      },
    );
    const told = await Event.findAll({ order: ['sequence'] });
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['received', 'imported', ...facts.map(({ name }) => name)],
    );
    assert.deepEqual(JSON.parse((told[1] as Event).data), {
      import: 1,
      file: 'register.csv',
      line: 2,
      number: '2024/7',
    });
    assert.equal((await verifyChains(desk)).firstBroken, null);
  });

  it('opens on its page and is found by the number that it had', async () => {
    await importRegister(desk, by, table(answered, open));
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { rows } = await listRequests(desk, dpo, { view: 'all', sort: 'newest', q: '2024/7' });
    assert.deepEqual(
      rows.map(({ personName }) => personName),
      ['Ann Lee'],
    );
    const page = await readRequest(desk, dpo, rows[0]?.reference ?? '', 'dpo');
    assert.deepEqual(
      page.tags.filter(({ isOn }) => isOn).map(({ name }) => name),
      ['old', 'paper'],
    );
  });

  it('writes to nobody, and alerts nobody of what was late before; what is open has its dates and reminders', async () => {
    await Organisation.update({ escalationAddress: 'late@example.org' }, { where: {} });
    await staffMemberOf(desk, desk.organisation);
    await importRegister(desk, by, table(answered, open, overdue));
    assert.equal(await Letter.count(), 0);
    const kinds = async () => {
      const now = desk.clock();
      const plans = [await planReminders(desk, now), await planEscalations(desk, now)];
      const planned = [];
      for (const plan of plans) planned.push(...(await newPlans(desk, plan)));
      return planned.map(({ kind, step }) => `${kind} ${step}`).sort();
    };
    assert.equal(await SubjectRequest.count({ where: { tellAt: { [Op.not]: null } } }), 0);
    assert.deepEqual(await kinds(), ['overdue-digest 2026-03-02']);
    const bo = await SubjectRequest.findOne({ where: { personName: 'Bo Lind' }, rejectOnEmpty: true });
    assert.deepEqual([bo.status, bo.nextDueOn], ['open', '2026-03-20']);
    const cy = await SubjectRequest.findOne({ where: { personName: 'Cy Ode' }, rejectOnEmpty: true });
    assert.deepEqual(
      [cy.status, cy.nextDueOn, Number(cy.nextLateAt) < Number(desk.clock())],
      ['open', '2025-12-03', true],
    );
    desk.clock.set('2026-03-13T09:00:00Z');
    assert.deepEqual(await kinds(), ['overdue-digest 2026-03-13', 'reminder seven-days']);
    desk.clock.set('2026-03-23T09:00:00Z');
    assert.deepEqual(await kinds(), ['escalation day-after', 'overdue-digest 2026-03-23']);
  });

  it('is imported whole or not at all, or its good lines where that was chosen', async () => {
    const mixed = table(answered, ',2024-01-10,fax,access,Dee,,,,,,,,,,,,', open);
    const whole = await importRegister(desk, by, mixed);
    assert.deepEqual([whole.read, whole.good, whole.made, await SubjectRequest.count()], [3, 2, 0, 0]);
    const good = await importRegister(desk, by, { ...mixed, onlyGood: true });
    assert.deepEqual([good.made, await SubjectRequest.count()], [2, 2]);
  });

  it('names every fault by its line and column', async () => {
    const lines: [string, string[]][] = [
      [',2024-01-32,post,access,A,,,,,,,,,,,,', ['receivedOn date-invalid']],
      [',2026-03-03,post,access,A,,,,,,,,,,,,', ['receivedOn in-the-future']],
      [',,post,access,A,,,,,,,,,,,,', ['receivedOn line-cell-missing']],
      [',2024-01-10,post,acess,A,,,,,,,,,,,,', ['right line-word-unknown']],
      [',2024-01-10,post,access,,,,,,,,,,,,,', ['personName line-cell-missing']],
      [',2024-01-10,post,access,A,not an address,,,,,,,,,,,', ['personEmail email-invalid']],
      [',2024-01-10,post,access,A,,,,,,,,2024-01-09,post,,,', ['answeredOn line-before']],
      [',2024-01-10,post,access,A,,,,,,,,2027-01-09,post,,,', ['answeredOn in-the-future']],
      [',2024-01-10,post,access,A,,,,2024-02-20,complexity,,,2024-02-09,post,,,', ['answeredOn line-before']],
      [',2024-01-10,post,access,A,,,,,,refused,,,,,,', ['answeredOn line-needs']],
      [',2024-01-10,post,access,A,,,,,,,,,,2024-02-01,,', ['outcome line-needs']],
      [
        ',2024-01-10,post,access,A,,,,,,refused,no-reason,2024-02-01,mail,,,',
        ['refusalGrounds line-ground-unknown'],
      ],
      [',2017-01-10,post,access,A,,,,,,,,,,,,', ['receivedOn policy-not-in-effect']],
      ['=1,2024-01-10,post,access,A,,,,,,,,,,,,', []],
      ['=1,2024-01-10,post,access,A,,,,,,,,,,,,', ['reference line-twice']],
      [',2024-01-10,post,access,A,,,,,,,,,,,,,,surplus', [' csv-cells-too-many']],
    ];
    const { faults, read, good } = await checkRegister(desk, by, table(...lines.map(([line]) => line)));
    assert.deepEqual(
      faults.map(({ line, column, fault }) => [line, found({ code: fault.code, field: column })]),
      lines.flatMap(([, expected], nth) => expected.map((one) => [nth + 2, one])),
    );
    assert.deepEqual([read, good], [16, 1]);
    assert.equal(await SubjectRequest.count(), 0);
  });

  it('does not take a request that is here already, by its reference or by the number that it came with', async () => {
    const own = await received(desk, desk.organisation);
    await importRegister(desk, by, table(answered));
    const again = await checkRegister(
      desk,
      by,
      table(answered, `${own.reference},2024-01-10,post,access,A,,,,,,,,,,,,`),
    );
    assert.deepEqual(
      again.faults.map(({ line, fault }) => `${line} ${fault.code}`),
      ['2 line-reference-taken', '3 line-reference-taken'],
    );
    await importRegister(desk, by, table(open));
    const unnamed = await checkRegister(
      desk,
      by,
      table(open, open.replace('2026-02-20', '2026-02-21'), `12${open}`),
    );
    assert.deepEqual(
      unnamed.faults.map(({ line, column, fault }) => `${line} ${column} ${fault.code}`),
      ['2 reference line-perhaps-here'],
    );
    const twice = Array.from({ length: 120 }, () => open.replace('Bo Lind', 'N. N.'));
    assert.equal((await importRegister(desk, by, table(...twice))).made, 120); // a register without names
  });

  it('says nothing of the promises of an ended request that its register does not tell of', async () => {
    const text = HEAD.replace('tags', 'policy');
    const line = ',2024-01-10,post,erasure,Ann,,,,,,answered,,2024-02-02,post,2024-04-05,,scalingo-privacy';
    await importRegister(desk, by, { ...table(), text: `${text}\n${line}` });
    const request = await SubjectRequest.findOne({ rejectOnEmpty: true });
    assert.deepEqual(
      [request.policyId, request.chosenPolicy, request.daysLate],
      ['scalingo-privacy', 'scalingo-privacy', null],
    );
  });

  it('is refused to whoever may not import', async () => {
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await assert.rejects(importRegister(desk, handler, table(answered)), { code: 'not-permitted' });
    await assert.rejects(checkRegister(desk, handler, table(answered)), { code: 'not-permitted' });
  });
});

import assert from 'node:assert/strict';
import type { Month } from '../../../domain/reports/month.ts';
import { Letter } from '../../../models/letter.ts';
import { returnedLetters } from '../../../models/report/returned.ts';
import { dueTasks, tasksBySystem } from '../../../models/report/tasks.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { recordReturn, undoReturn } from '../../../models/subjectRequest/letterReturn.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answers, handOutAll, workHandedOut } from '../../support/ownersWork.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { writtenRegister } from '../../support/writtenRegister.ts';

const period = { from: '2026-01' as Month, to: '2026-12' as Month };
let desk: TestDesk;
let by: Awaited<ReturnType<typeof staffMemberOf>>;
const place = () => ({ organisationId: desk.organisation.id, zone: 'Europe/Paris' });

describe('Tasks that were due', () => {
  it('are late from the first instant after their day, by system and owner; not where the request had ended', async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    const first = await received(desk, desk.organisation, { rights: ['access'] });
    await workHandedOut(desk, by, first, {
      Billing: { ownerEmail: 'zoe@example.org', ownerName: 'Zoë Ångström' },
      Archive: { ownerEmail: 'jonas@example.org' },
      Shop: { ownerEmail: 'jonas@example.org' },
    });
    const withdrawn = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, by, { reference: withdrawn.reference }, { method: 'log-in', note: '' });
    await handOutAll(desk, by, withdrawn);
    await withdraw(desk, by, { reference: withdrawn.reference }, { reason: '' });
    // due on 2 April, three days for the owner before it: Thursday 26 March
    desk.clock.set('2026-03-26T22:59:59Z'); // 23:59:59 in Paris
    await answers(desk, first, 'Billing', { outcome: 'nothing-found', searched: 'By email' });
    desk.clock.set('2026-03-26T23:00:00Z');
    await answers(desk, first, 'Archive', { outcome: 'nothing-found', searched: 'By email' });
    const counted = await tasksBySystem(desk, place(), period);
    assert.deepEqual(
      counted.map(({ system, owner, asked, late }) => [system, owner, asked, late]),
      [
        ['Archive', 'jonas@example.org', 2, 1],
        ['Shop', 'jonas@example.org', 2, 1],
        ['Billing', 'Zoë Ångström', 2, 0],
      ],
    );
    const [archive] = counted;
    assert.ok(archive);
    const late = await dueTasks(desk, place(), period, { ...archive, late: true });
    assert.deepEqual(
      late.map(({ reference, dueOn }) => [reference, dueOn]),
      [[first.reference, '2026-03-26']],
    );
    assert.equal((await dueTasks(desk, place(), period, { ...archive, late: false })).length, 2);
  });
});

describe('Letters that did not arrive', () => {
  it('count in the month in which we learned of it, and stay there if that is taken back after its close', async () => {
    desk = await deskForTests({ at: '2026-01-05T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    const [reference = ''] = await writtenRegister(desk, by, [
      ['erasure', 'mail', '2026-01-12', ['answered', '2026-02-20']],
    ]);
    const { id } = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const comesBack = (known: string) =>
      recordReturn(desk, by, { reference }, { letterId: id, at: new Date('2026-02-25T12:00:00Z'), known });
    const months = async () => (await returnedLetters(desk, place(), period)).map(({ month }) => month);
    desk.clock.set('2026-03-05T12:00:00Z');
    await comesBack('By mistake');
    await undoReturn(desk, by, { reference });
    assert.deepEqual(await months(), []);
    await comesBack('It lay in our box');
    assert.deepEqual(await months(), ['2026-03']);
    desk.clock.set('2026-04-01T12:00:00Z');
    await undoReturn(desk, by, { reference });
    assert.deepEqual(await months(), ['2026-03']);
  });
});

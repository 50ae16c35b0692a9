import assert from 'node:assert/strict';
import { Op } from 'sequelize';
import type { By } from '../../../models/desk.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { System } from '../../../models/system.ts';
import { askAgain, dropTask } from '../../../models/task/askAgain.ts';
import { SystemTask } from '../../../models/task.ts';
import { wordsOf } from '../../../views/letters/wordsOf.ts';
import { addressOf } from '../../support/chased.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { lettersGoOut } from '../../support/post.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Tasks that nobody is to do any more', () => {
  let desk: TestDesk;
  let by: By;
  let request: SubjectRequest;
  let told: number;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['erasure'] });
    await workHandedOut(desk, by, request, {
      Shop: {},
      CRM: {},
      Forum: { ownerEmail: 'max@example.org' },
      Ledger: { ownerEmail: 'lea@example.org' },
    });
    await answers(desk, request, 'Ledger', { outcome: 'done', count: 1 });
    await lettersGoOut(desk);
    told = (await Letter.max('id')) as number;
  });
  const target = () => ({ reference: request.reference });
  const task = async (name: string) => {
    const { id } = await System.findOne({ where: { name }, rejectOnEmpty: true });
    const where = { requestId: request.id, systemId: id };
    return (await SystemTask.findOne({ where, rejectOnEmpty: true })).id;
  };
  /** The letters to owners since then: to whom, and the lines that say which tasks. */
  const letters = async (kind: 'task-withdrawn' | 'task-notice') => {
    const rows = await Letter.findAll({ where: { kind, id: { [Op.gt]: told } }, order: ['id'] });
    return Promise.all(
      rows.map(async (row) => {
        const context = await letterContext(desk, row);
        const lines = wordsOf(context).text.match(/^- .*$/gm) ?? [];
        return `${await addressOf(row)}: ${lines.map((line) => line.replace(/[\u2066-\u2069]/g, '')).join(', ')}`;
      }),
    );
  };

  it('are called off where the person withdraws: each owner who has not answered gets one letter; reopened, each is asked again', async () => {
    await withdraw(desk, by, target(), { reason: 'By phone' });
    assert.deepEqual(await letters('task-withdrawn'), [
      'zoe@example.org: - CRM: delete, - Shop: delete',
      'max@example.org: - Forum: delete',
    ]);
    await reopen(desk, by, target(), { reason: 'A mistake', scope: 'closure' });
    assert.deepEqual(
      (await letters('task-notice')).map((one) => one.replace(/, by [^,]*/g, '')),
      ['zoe@example.org: - CRM: delete, - Shop: delete', 'max@example.org: - Forum: delete'],
    );
    assert.equal((await letters('task-withdrawn')).length, 2);
  });

  it('are called off by a refusal of the whole once its letter has gone out, not before', async () => {
    const words = {
      ground: 'legal-claims',
      reason: 'A claim is pending.',
      sending: { by: 'mail' },
    } as const;
    await refuse(desk, by, target(), { scope: 'part', ...words });
    await lettersGoOut(desk);
    await refuse(desk, by, target(), { scope: 'whole', ...words });
    assert.deepEqual(await letters('task-withdrawn'), []);
    await lettersGoOut(desk);
    assert.equal((await letters('task-withdrawn')).length, 2);
  });

  it('are called off where the DPO leaves one out, or asks somebody else for it; an answered one is not', async () => {
    await dropTask(desk, by, target(), { task: await task('Shop'), reason: 'It is in the CRM' });
    assert.deepEqual(await letters('task-withdrawn'), ['zoe@example.org: - Shop: delete']);
    const forum = { task: await task('Forum'), email: 'eva@example.org', words: '' };
    await askAgain(desk, by, target(), forum);
    assert.equal((await letters('task-withdrawn'))[1], 'max@example.org: - Forum: delete');
    await askAgain(desk, by, target(), forum);
    await dropTask(desk, by, target(), { task: await task('Ledger'), reason: 'Not needed' });
    assert.equal((await letters('task-withdrawn')).length, 2);
  });
});

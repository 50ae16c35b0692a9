import assert from 'node:assert/strict';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { By } from '../../models/desk.ts';
import { letterContext } from '../../models/letter/context.ts';
import { Letter } from '../../models/letter.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { close } from '../../models/subjectRequest/closure.ts';
import { endRest } from '../../models/subjectRequest/endRest.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { System } from '../../models/system.ts';
import { askBackups } from '../../models/task/askBackups.ts';
import { SystemTask } from '../../models/task.ts';
import { wordsOf as letterWords } from '../../views/letters/wordsOf.ts';
import { answer } from '../support/answering.ts';
import { appForTests, type Browser, signedIn } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { faultOf } from '../support/faultOf.ts';
import { answers, workHandedOut } from '../support/ownersWork.ts';
import { wordsOf } from '../support/publicForm.ts';
import { received, staffMemberOf } from '../support/requests.ts';

describe('Backups of a system in which data were deleted', () => {
  let desk: TestDesk;
  let by: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
    await workHandedOut(desk, by, request, {
      CRM: { backupDays: '33' },
      Shop: {},
      Empty: { backupDays: '33' },
    });
  });
  const backups = async () =>
    (await SystemTask.findAll({ where: { kind: 'backups' } })).map(({ state, askedOn, dueOn }) =>
      [state, askedOn, dueOn].join(' '),
    );
  const deleted = async () => {
    await answers(desk, request, 'CRM', { outcome: 'done' });
    await answers(desk, request, 'Shop', { outcome: 'done' });
    await answers(desk, request, 'Empty', { outcome: 'nothing-found', searched: 'By address' });
  };
  const asked = async (at: string) => {
    desk.clock.set(at);
    return askBackups(desk, desk.clock());
  };
  const closed = async () => {
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 1' };
    const said = { text: 'Deleted.', files: [], nothingHeld: 'Nothing', sending };
    const rest = { incomplete: 'What is left comes later.', followsOn: '2026-12-01' };
    await answer(desk, by, { reference: request.reference }, { ...said, ...rest });
    await endRest(desk, by, { reference: request.reference }, { reason: 'Nothing is left.', sending });
    await close(desk, by, { reference: request.reference }, { reason: '' });
    assert.equal((await request.reload()).status, 'closed');
  };

  it('wait for the end of their cycle: one task for the system that deleted, none where nothing was or where there are none', async () => {
    await deleted();
    assert.deepEqual(await backups(), ['planned 2026-04-07 2026-04-14']);
  });

  it('are asked about on that day from 08:00 on, once, by one letter that names no person', async () => {
    await deleted();
    const before = await Letter.count({ where: { kind: 'task-notice' } });
    assert.equal(await asked('2026-04-06T10:00:00Z'), 0);
    assert.equal(await asked('2026-04-07T05:59:00Z'), 0);
    assert.equal(await asked('2026-04-07T06:00:00Z'), 1);
    assert.equal(await asked('2026-04-07T06:01:00Z'), 0);
    assert.equal(await Letter.count({ where: { kind: 'task-notice' } }), before + 1);
    const last = { where: { kind: 'task-notice' }, order: [['id', 'DESC']], rejectOnEmpty: true } as const;
    const { text } = letterWords(
      await letterContext(desk, await Letter.findOne({ ...last, order: [['id', 'DESC']] })),
    );
    assert.match(text, /CRM: confirm gone from backups, by Tuesday 14 April 2026/);
    assert.doesNotMatch(text, new RegExp(`${request.personName}|${request.reference}`));
  });

  it('are asked of the deputy while the owner is away, and of the owner from the day after', async () => {
    const away = { deputyEmail: 'max@example.org', absentUntil: '2026-04-07' as CalendarDate };
    await System.update(away, { where: { name: 'CRM' } });
    await System.update({ ...away, backupDays: 37 }, { where: { name: 'Shop' } });
    await deleted();
    assert.equal(await asked('2026-04-07T07:00:00Z'), 1);
    assert.equal(await asked('2026-04-08T07:00:00Z'), 1);
    const rows = await SystemTask.findAll({ where: { kind: 'backups' }, order: ['id'] });
    const links = await OwnerLink.findAll({ where: { id: rows.map(({ linkId }) => linkId ?? 0) } });
    const whom = rows.map(({ askedOn, linkId }) => [askedOn, links.find(({ id }) => id === linkId)?.email]);
    assert.deepEqual(whom, [
      ['2026-04-07', 'max@example.org'],
      ['2026-04-08', 'zoe@example.org'],
    ]);
  });

  it('are confirmed with proof after the request was closed, when no other task can be answered any more', async () => {
    await answers(desk, request, 'CRM', { outcome: 'done' });
    await closed();
    assert.equal(await asked('2026-04-07T07:00:00Z'), 1);
    const late = answers(desk, request, 'Shop', { outcome: 'done' });
    assert.equal((await faultOf(late))?.code, 'task-answered');
    await answers(desk, request, 'CRM', { outcome: 'done', note: 'Cycle 12 ended on 4 April' });
    assert.deepEqual(await backups(), ['done 2026-04-07 2026-04-14']);
    assert.equal((await request.reload()).status, 'closed');
  });

  it('are not asked about before the DPO hands out other tasks, nor counted among the systems that have answered', async () => {
    await deleted();
    const dpo: Browser = await signedIn(appForTests(desk), 'dpo');
    const shown = wordsOf(await dpo.get(`/requests/${request.reference}/tasks`));
    assert.match(shown, /3 of 3 systems have answered/);
    assert.match(shown, /CRM: confirm gone from backups Planned/);
    assert.match(shown, /until Saturday 4 April 2026: a storage period does not move to a working day/);
    assert.doesNotMatch(shown, /Hand out the tasks/);
  });

  it('keep their day when a clock of the request moves', async () => {
    await deleted();
    await closed();
    assert.deepEqual(await backups(), ['planned 2026-04-07 2026-04-14']);
  });
});

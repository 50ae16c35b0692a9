import assert from 'node:assert/strict';
import { saveStatements, statementsOf } from '../../../models/answerDraft/statements.ts';
import { AnswerDraft } from '../../../models/answerDraft.ts';
import { Attachment } from '../../../models/attachment.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { pauseClocks, resumeClocks } from '../../../models/subjectRequest/pause.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { System } from '../../../models/system.ts';
import { answerTask } from '../../../models/task/answerTask.ts';
import { askAgain } from '../../../models/task/askAgain.ts';
import { revokeOwnerLink } from '../../../models/task/renewLinks.ts';
import { SystemTask } from '../../../models/task.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { faultOf } from '../../support/faultOf.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Tasks in unusual circumstances', () => {
  let desk: TestDesk;
  let by: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await workHandedOut(desk, by, request, { CRM: {}, Shop: {} });
    await request.reload();
  });
  const target = () => ({ reference: request.reference });
  const dues = async () =>
    (await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] })).map(
      ({ state, dueOn }) => `${state} ${dueOn}`,
    );

  it('go on where the system went out of use: its owner answers, and the page names it', async () => {
    await System.update({ activeUntil: '2026-11-01' as never }, { where: { name: 'CRM' } });
    await answers(desk, request, 'CRM', { outcome: 'done', count: 2 });
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const page = wordsOf(await dpo.get(`/requests/${request.reference}/tasks`));
    assert.match(page, /1 of 2 systems have answered\./);
    assert.match(page, /CRM: find and hand over Done/);
  });

  it('are none for a right that reaches no system, which the page says; nothing then waits for them', async () => {
    const right = 'automated-decision' as const;
    const other = await received(desk, desk.organisation, { rights: [right] });
    await confirmIdentity(desk, by, { reference: other.reference }, { method: 'mailbox', note: '' });
    assert.equal(await SystemTask.count({ where: { requestId: other.id } }), 0);
    const dpo = await signedIn(appForTests(desk), 'dpo');
    assert.match(wordsOf(await dpo.get(`/requests/${other.reference}/tasks`)), /No system was asked/);
    const page = wordsOf(await dpo.get(`/requests/${other.reference}`));
    assert.doesNotMatch(page, /systems have answered|Hand out/);
    assert.equal((await dpo.get(`/requests/${other.reference}/answer`)).status, 200);
  });

  it('keep their day while the clock is paused, can be answered, and move with it when it runs again', async () => {
    const before = await dues();
    await pauseClocks(desk, by, target(), {
      reason: 'clarification',
      askedAt: desk.clock(),
      proof: 'A call',
    });
    assert.deepEqual(await dues(), before);
    desk.clock.advance({ days: 10 });
    await answers(desk, request, 'CRM', { outcome: 'nothing-found', searched: 'By address' });
    await resumeClocks(desk, by, target(), { at: desk.clock() });
    const after = await dues();
    assert.match(after[0] ?? '', /^nothing-found /);
    assert.match(after[1] ?? '', /^open /);
    assert.ok(String(after[1]?.slice(5)) > String(before[1]?.slice(5)), `${before[1]} then ${after[1]}`);
  });

  it('take no WebP, which could never leave with the answer, while who sends it can still save it as another kind', async () => {
    const webp = { name: 'scan.webp', mediaType: 'image/webp', content: Buffer.from('RIFF....WEBP') };
    const done = { outcome: 'done', count: 1 } as const;
    await assert.rejects(answers(desk, request, 'CRM', done, [webp]), {
      code: 'webp-not-cleaned',
      field: 'files',
      data: { name: 'scan.webp' },
    });
    assert.equal(await Attachment.count({ where: { requestId: request.id, purpose: 'task' } }), 0);
    await answers(desk, request, 'CRM', done, [{ ...webp, name: 'scan.png', mediaType: 'image/png' }]);
  });

  it('let two officers who state what no system shows at the same moment lose nothing: one is told', async () => {
    const states = ['None are made.', 'Only a score.'].map((words) =>
      saveStatements(desk, by, target(), { version: 0, stated: { 'automated-decisions': words } }),
    );
    const ends = await Promise.allSettled(states);
    assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [lost] = ends.filter((end): end is PromiseRejectedResult => end.status === 'rejected');
    assert.equal(lost?.reason.code, 'stale');
    assert.equal(await AnswerDraft.count({ where: { requestId: request.id } }), 1);
    assert.equal((await statementsOf(desk, request)).version, 1);
    assert.equal(await Event.count({ where: { requestId: request.id, kind: 'answer-stated' } }), 1);
  });

  it('are answered once by an owner who sends the same at the same moment twice', async () => {
    const both = await Promise.allSettled([
      answers(desk, request, 'Shop', { outcome: 'done', count: 1 }),
      answers(desk, request, 'Shop', { outcome: 'done', count: 1 }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal(await Event.count({ where: { requestId: request.id, kind: 'task-answered' } }), 1);
    assert.equal(
      (await faultOf(answers(desk, request, 'CRM', { outcome: 'cannot' })))?.code,
      'reason-missing',
    );
  });

  it('take no answer whose files were still on their way when the link was ended, or the task went to another', async () => {
    const task = await SystemTask.findOne({ where: { requestId: request.id }, rejectOnEmpty: true });
    const opened = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
    const answering = () => answerTask(desk, opened, task.id, { outcome: 'done', count: 1 }, []);
    await askAgain(desk, by, target(), { task: task.id, email: 'yan@example.org', words: '' });
    assert.equal((await faultOf(answering()))?.code, 'not-found');
    const other = await SystemTask.findOne({
      where: { requestId: request.id, linkId: opened.id, state: 'open' },
      rejectOnEmpty: true,
    });
    await revokeOwnerLink(desk, by, target(), opened.id);
    const late = answerTask(desk, opened, other.id, { outcome: 'done', count: 1 }, []);
    assert.equal((await faultOf(late))?.code, 'not-found');
    assert.deepEqual(
      (await SystemTask.findAll({ where: { requestId: request.id } })).map(({ state }) => state),
      ['open', 'open'],
    );
  });
});

import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { correctRight, type RightPreview } from '../../../models/subjectRequest/correctRight.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { withdrawTasks } from '../../../models/task/withdrawTasks.ts';
import { SystemTask } from '../../../models/task.ts';
import { wordsOf as wordsOfLetter } from '../../../views/letters/wordsOf.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { lettersGoOut } from '../../support/post.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Tasks that were handed out for a right that was corrected since', () => {
  let desk: TestDesk;
  let by: By;
  let dpo: Browser;
  let request: SubjectRequest;
  const place = (rest = '') => `/requests/${request.reference}${rest}`;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    dpo = await signedIn(appForTests(desk), 'dpo');
    request = await received(desk, desk.organisation, { rights: ['erasure'] });
    await workHandedOut(desk, by, request, {
      CRM: {},
      Shop: {},
      Archive: { ownerEmail: 'max@example.org' },
    });
    await answers(desk, request, 'Shop', { outcome: 'done', count: 2 });
    await lettersGoOut(desk);
    await corrected('access');
  });
  const corrected = async (right: string) => {
    const to = { reference: request.reference };
    const given = { right, reason: 'They ask for a copy', seen: '' };
    const seen = await correctRight(desk, by, to, given).catch(({ data }) => (data as RightPreview).seen);
    await correctRight(desk, by, to, { ...given, seen: String(seen) });
    await request.reload();
  };
  const states = async () =>
    (
      await SystemTask.findAll({ where: { requestId: request.id, kind: ['delete', 'find'] }, order: ['id'] })
    ).map(({ kind, state, askedAgainAs }) => `${kind} ${state}${askedAgainAs ? ' again' : ''}`);
  const withdraw = (reason: string) =>
    dpo.submit(place('/tasks'), { withdrawal: reason }, { action: place('/tasks/withdrawal') });

  it('are shown, and what the present right asks is planned beside them: nothing stays in silence', async () => {
    assert.deepEqual(await states(), [
      'delete open',
      'delete open',
      'delete done again',
      'find planned',
      'find planned',
      'find planned',
    ]);
    const page = wordsOf(await dpo.get(place('/tasks')));
    assert.match(
      page,
      /The right of this request was corrected to Access\. It does not make these tasks, which their owners still see: .*Archive: delete.* .*CRM: delete/,
    );
    const step = wordsOf(await dpo.get(place()));
    assert.match(step, /2 tasks were handed out for another right\. Withdraw them\./);
  });

  it('are withdrawn with a reason, each owner told by one letter, without a name of a person', async () => {
    const refused = await withdraw('');
    assert.equal(refused.status, 422);
    assert.equal(await Letter.count({ where: { kind: 'task-withdrawn' } }), 0);
    const done = await withdraw('The person asks for a copy.');
    assert.equal(done.status, 303);
    assert.deepEqual((await states()).slice(0, 3), ['delete dropped', 'delete dropped', 'delete done again']);
    await lettersGoOut(desk);
    const letters = await Letter.findAll({ where: { kind: 'task-withdrawn' }, order: ['id'] });
    assert.deepEqual(
      letters.map(({ state }) => state),
      ['sent', 'sent'],
    );
    const { subject, text } = wordsOfLetter(await letterContext(desk, letters[0] as Letter));
    assert.match(subject, /^One task is withdrawn: please do not do it$/);
    assert.match(text, /- Archive: delete/);
    assert.doesNotMatch(text, new RegExp(`Ada|${request.reference}`));
    assert.doesNotMatch(wordsOf(await dpo.get(place('/tasks'))), /which their owners still see/);
    await assert.rejects(withdrawTasks(desk, by, { reference: request.reference }, { reason: 'x' }), {
      code: 'nothing-to-withdraw',
    });
  });

  it('are asked as before where the right is corrected back: nobody is asked twice', async () => {
    await corrected('erasure');
    assert.deepEqual(await states(), [
      'delete open',
      'delete open',
      'delete done',
      'find dropped',
      'find dropped',
      'find dropped',
    ]);
    assert.doesNotMatch(wordsOf(await dpo.get(place('/tasks'))), /which their owners still see/);
  });
});

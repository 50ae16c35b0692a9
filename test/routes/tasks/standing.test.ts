import assert from 'node:assert/strict';
import { OwnerLink } from '../../../models/ownerLink.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { statusTokenOf } from '../../../models/submission/links.ts';
import { Submission } from '../../../models/submission.ts';
import { answerTask } from '../../../models/task/answerTask.ts';
import { dropTask } from '../../../models/task/askAgain.ts';
import { SystemTask } from '../../../models/task.ts';
import { appForTests, browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { handedOut, planned } from '../../support/handedOut.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';

describe('How far colleagues are with a request', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
  });
  const staffSees = async (path: string) =>
    wordsOf(await (await signedIn(appForTests(desk), 'dpo')).get(path));
  const personSees = async (request: SubjectRequest, language = 'en') => {
    const { formKey } = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
    const path = `/status/${statusTokenOf(desk, formKey)}?lang=${language}`;
    return wordsOf(await browser(appForTests(desk)).get(path));
  };
  const answered = async (task: SystemTask, outcome: 'nothing-found' | 'cannot') => {
    const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
    await answerTask(desk, link, task.id, { outcome, searched: 'By address', reason: 'Locked' }, []);
  };

  it('is a column of the queue that counts the systems, where a request has any', async () => {
    assert.doesNotMatch(await staffSees('/requests'), /Systems Assigned|Assigned to Systems/);
    const { tasks } = await handedOut(desk, 'CRM', 'Shop', 'Till');
    assert.match(await staffSees('/requests'), /Assigned to Systems.* 0 of 3/);
    await answered(tasks[0] as SystemTask, 'nothing-found');
    await answered(tasks[1] as SystemTask, 'cannot');
    assert.match(await staffSees('/requests'), / 1 of 3/);
  });

  it('is the next step of the request: to hand out, to wait for, and then the answer', async () => {
    const { request } = await planned(desk, 'CRM');
    const step = async (path = `/requests/${request.reference}`) =>
      /Next step.*?(?= All actions)/.exec(await staffSees(path))?.[0] ?? (await staffSees(path));
    assert.match(await step(), /Hand out the tasks: one system is not asked yet\./);
    const two = await handedOut(desk, 'Shop', 'Till');
    const there = `/requests/${two.request.reference}`;
    assert.match(
      await step(there),
      /3 systems have not answered; the first is due on Wednesday 25 November 2026\. Answer by/,
    );
    const [first, ...others] = two.tasks as [SystemTask];
    await answered(first, 'cannot');
    assert.match(await step(there), /One task could not be done by whoever was asked\. Ask somebody else/);
    const by = await staffMemberOf(desk, desk.organisation);
    const target = { reference: two.request.reference };
    await dropTask(desk, by, target, { task: first.id, reason: 'Locked' });
    for (const task of others) await answered(task, 'nothing-found');
    assert.match(await step(there), /Answer by .*2026\. Every system has answered\./);
  });

  it('is a table on the page of the request: system, what, who, due, state, and what speaks for it', async () => {
    const { request, tasks } = await handedOut(desk, 'CRM', 'Shop');
    await answered(tasks[0] as SystemTask, 'nothing-found');
    const link = await OwnerLink.findByPk(tasks[1]?.linkId ?? 0, { rejectOnEmpty: true });
    const file = { name: 'orders.csv', mediaType: 'text/csv', content: Buffer.from('id\n1\n') };
    await answerTask(desk, link, tasks[1]?.id ?? 0, { outcome: 'done', count: 9 }, [file]);
    const shown = await staffSees(`/requests/${request.reference}`);
    assert.match(shown, /System What Who Due State Proof/);
    assert.match(shown, /CRM find and hand over crm@example\.org Nothing found By address/);
    assert.match(shown, /Shop find and hand over shop@example\.org Done 9 records, 1 file/);
  });

  it('says of a task whose day has passed that it is late, until it is answered', async () => {
    const { request, tasks } = await handedOut(desk, 'CRM');
    const there = `/requests/${request.reference}`;
    desk.clock.set('2026-11-25T09:00:00Z');
    assert.match(await staffSees(there), /Wednesday 25 November 2026 Asked (?!,)/);
    desk.clock.set('2026-11-27T09:00:00Z');
    assert.match(await staffSees(there), /Wednesday 25 November 2026 Asked, 2 days late/);
    assert.match(await staffSees(`${there}/tasks`), /Asked, 2 days late/);
    await answered(tasks[0] as SystemTask, 'nothing-found');
    assert.match(await staffSees(there), /crm@example\.org Nothing found By address/);
  });

  it('is one sentence for the person, that names no system, once tasks are handed out', async () => {
    const before = await planned(desk, 'CRM');
    assert.doesNotMatch(await personSees(before.request), /asked|place/);
    const { request, tasks } = await handedOut(desk, 'Shop', 'Till');
    await answered(tasks[0] as SystemTask, 'nothing-found');
    const seen = await personSees(request);
    assert.match(
      seen,
      /1 of 3 places that we asked about your data have answered; we expect the rest by Wednesday 25 November 2026\./,
    );
    assert.doesNotMatch(seen, /Shop|Till|CRM/);
    assert.match(await personSees(request, 'fr'), /1 des 3 services.* mercredi 25 novembre 2026/);
    assert.match(await personSees(request, 'de'), /1 von 3 Stellen.* Mittwoch, 25\. November 2026/);
    await answered(tasks[1] as SystemTask, 'cannot');
    assert.match(
      await personSees(request),
      /1 of 3 places .* have answered; .* One of them could not; we look for another way\./,
    );
    assert.match(
      await staffSees(`/requests/${request.reference}`),
      /1 of 3 systems have answered, one could not\./,
    );
    assert.match(await staffSees('/requests'), /1 of 3, one could not/);
    await SystemTask.update({ state: 'open' }, { where: { id: tasks[1]?.id ?? 0 } });
    for (const task of tasks.slice(1)) await answered(task, 'nothing-found');
    assert.match(await personSees(request), /All 3 places that we asked about your data have answered\./);
  });
});

import assert from 'node:assert/strict';
import { type By, byPerson } from '../../models/desk.ts';
import { planArrivals } from '../../models/letter/arrivals.ts';
import { newPlans } from '../../models/letter/planned.ts';
import { planEscalations, planReminders } from '../../models/letter/plans.ts';
import { isLetterOf } from '../../models/letter/printing.ts';
import { lateClocks } from '../../models/letter/runningClocks.ts';
import { Organisation } from '../../models/organisation.ts';
import { countedOtherwise } from '../../models/subjectRequest/basis.ts';
import { change, witness } from '../../models/subjectRequest/change.ts';
import { linkedWhere } from '../../models/subjectRequest/linked.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { noteCustomerNumbers } from '../../models/subjectRequest/noteCustomerNumbers.ts';
import { findRequest, readRequest } from '../../models/subjectRequest/page.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { submissionByStatusToken } from '../../models/submission/find.ts';
import { openWithPaperCode, paperCodeOf } from '../../models/submission/paperCode.ts';
import { openWithCode, sendStatusCode } from '../../models/submission/statusCode.ts';
import { contentsOf } from '../support/contents.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { breachLike, letterAbout } from '../support/otherKind.ts';
import { listsOfRequests } from '../support/requestLists.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

describe('A matter that is no request, whatever its columns hold', () => {
  let desk: TestDesk;
  let dpo: By & { userId: number };
  let requests: SubjectRequest[];
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    const details = { about: 'All of it', customerNumber: '4711' };
    for (const right of ['access', 'erasure', 'access', 'erasure'] as const)
      await received(desk, desk.organisation, { rights: [right], details });
    await receive(desk, desk.organisation, { rights: ['access'], details }); // its mailbox unconfirmed
    requests = await SubjectRequest.findAll({ order: ['id'] });
    const [closed, written, soon] = requests as [SubjectRequest, SubjectRequest, SubjectRequest];
    await soon.update({ nextLateAt: new Date('2026-04-01T09:10:00Z') }); // within an hour that is counted where it stands
    await withdraw(desk, dpo, closed, { reason: 'Twice' });
    const message = { text: 'One more thing', files: [] };
    await leaveMessage(desk, byPerson(dpo.organisationId), written, message);
    await SubjectRequest.update({ assigneeId: dpo.userId }, { where: { right: 'access' } });
    await SubjectRequest.update({ edition: 2 }, { where: { right: 'erasure' } });
    await Organisation.update({ escalationAddress: 'late@example.org' }, { where: {} });
    requests = await SubjectRequest.findAll({ order: ['id'] });
  });

  const lists = () => listsOfRequests(desk, dpo, requests[2] as SubjectRequest);
  const besideEach = async () => {
    for (const request of requests) await breachLike(desk, request);
    return SubjectRequest.findAll({ where: { kind: 'breach' as never } });
  };

  it('is in no tab, order, search, count, export, band or list of what may be of the same person', async () => {
    const before = await lists();
    assert.deepEqual(before.tabs.all?.references.length, 5);
    assert.equal((await besideEach()).length, 5);
    assert.deepEqual(await lists(), before);
  });

  it('moves no count when it changes or goes', async () => {
    const before = await lists();
    await besideEach();
    const { database } = desk;
    await database.query(`UPDATE subject_requests SET status = 'waiting', unread_since = NULL, assignee_id = NULL,
      next_late_at = created_at WHERE kind = 'breach'`);
    await database.query(`UPDATE subject_requests SET unread_since = created_at WHERE kind = 'breach'`);
    assert.deepEqual(await lists(), before);
    await database.query(
      `DELETE FROM deadlines WHERE request_id IN (SELECT id FROM subject_requests WHERE kind = 'breach')`,
    );
    await database.query(`DELETE FROM subject_requests WHERE kind = 'breach'`);
    assert.deepEqual(await lists(), before);
  });

  it('is spoken of in no letter about requests: of what came, is due or is late', async () => {
    const letters = async () => {
      const found: unknown[][] = [];
      for (const at of ['2026-03-03T09:00:00Z', '2026-04-02T09:00:00Z', '2026-04-03T09:00:00Z']) {
        const now = new Date(at);
        const late = (await lateClocks(desk, now)).map(({ reference, clock }) => [reference, clock]);
        const reminders = await newPlans(desk, await planReminders(desk, now));
        const escalations = await newPlans(desk, await planEscalations(desk, now));
        found.push(late, reminders, escalations, await planArrivals(desk, now));
      }
      return found;
    };
    const before = await letters();
    const some = before.map((plans) => plans.length > 0);
    assert.deepEqual(some, [false, false, true, true, false, true, false, true, true, false, true, true]);
    await besideEach();
    assert.deepEqual(await letters(), before);
  });

  it('is moved by no change of the organisation’s policy, and looked through for no customer number', async () => {
    await Organisation.update(
      { declaredDays: JSON.stringify([{ on: '2026-03-31', name: 'A day' }]) },
      { where: {} },
    );
    const outdated = async () => (await countedOtherwise(desk, dpo)).map(({ request }) => request.reference);
    const before = await outdated();
    assert.ok(before.length > 0);
    await besideEach();
    await desk.database.query(
      `UPDATE subject_requests SET client_name = NULL, customer_digest = NULL WHERE kind = 'breach'`,
    );
    assert.deepEqual(await outdated(), before);
    assert.equal(await noteCustomerNumbers(desk), 0);
  });

  it('is not there as a request by its reference, its links or its codes; and nothing is written', async () => {
    const matter = await breachLike(desk, requests[2] as SubjectRequest);
    const { letter } = await letterAbout(desk, matter);
    const { reference, formKey } = matter;
    const person = byPerson(dpo.organisationId);
    const question = { reference, email: 'ada@example.org' };
    const asks: [ask: () => Promise<unknown>, gives: unknown][] = [
      [() => readRequest(desk, dpo, reference, 'dpo'), 'not-found'],
      [() => findRequest(dpo, reference), 'not-found'],
      [() => change(desk, dpo, { reference }, 'note', async () => 1), 'not-found'],
      [() => witness(desk, person, { reference }, 'open-answer', async () => 1), 'not-found'],
      [() => linkedWhere(desk, dpo, { reference }, 'confirm-identity'), 'not-found'],
      [() => isLetterOf(dpo, reference, letter), false],
      [() => submissionByStatusToken(person, matter.statusToken), undefined],
      [() => openWithPaperCode(desk, person, { reference, code: paperCodeOf(desk, formKey) }), undefined],
      [() => sendStatusCode(desk, person, question), undefined],
      [() => openWithCode(desk, person, question, '123456'), { failed: 'wrong' }],
    ];
    const before = await contentsOf(desk);
    for (const [ask, gives] of asks)
      assert.deepEqual(await ask().catch(({ code }) => code ?? 'another fault'), gives, String(ask));
    assert.equal(await contentsOf(desk), before);
  });
});

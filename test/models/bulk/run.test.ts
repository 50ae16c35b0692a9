import assert from 'node:assert/strict';
import { bulkOutcome, formerRuns } from '../../../models/bulk/outcome.ts';
import { beginBulk, runBulk } from '../../../models/bulk/run.ts';
import { takeBackBulk } from '../../../models/bulk/takeBack.ts';
import { BulkRun } from '../../../models/bulkRun.ts';
import { type By, byPerson } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { recordSent } from '../../../models/letter/deliveries.ts';
import { Letter } from '../../../models/letter.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { answeredByPost, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By & { userId: number };
let handler: By & { userId: number };
/** Ada's erasure, Bo's access and Cy's objection. */
let requests: SubjectRequest[];

const targets = (more: { version?: number } = {}) =>
  requests.map(({ reference, version }) => ({ reference, version, ...more }));
const request = (nth: number) => requests[nth] as SubjectRequest;
const assignees = async () => Promise.all(requests.map(async (one) => (await one.reload()).assigneeId));
const statuses = async () => Promise.all(requests.map(async (one) => (await one.reload()).status));

/** What became of each, in words of the test. */
async function fates(run: number) {
  const { items } = await bulkOutcome(desk, dpo, run);
  return items.map(({ person, obstacle, isTakenBack, keptFor }) => [
    person,
    obstacle?.code ?? (isTakenBack ? 'taken back' : (keptFor?.code ?? 'done')),
  ]);
}

const eventsOf = async ({ id }: SubjectRequest, kind: 'assigned' | 'closed' | 'reopened') =>
  (await Event.findAll({ where: { requestId: id, kind }, order: ['sequence'] })).map(({ data }) =>
    JSON.parse(data),
  );

describe('What is done to many requests at once', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    handler = await staffMemberOf(desk, desk.organisation, 'handler');
    requests = [];
    for (const [name, right] of [
      ['Ada Example', 'erasure'],
      ['Bo Example', 'access'],
      ['Cy Example', 'objection'],
    ] as const)
      requests.push(
        await received(desk, desk.organisation, {
          rights: [right],
          person: { name, email: `${name[0]}@example.org` },
        }),
      );
  });

  it('is done to each with an event of its own', async () => {
    const run = await runBulk(desk, dpo, { act: 'assign', targets: targets(), assignee: handler.userId });
    assert.deepEqual(await assignees(), [handler.userId, handler.userId, handler.userId]);
    for (const one of requests)
      assert.deepEqual(await eventsOf(one, 'assigned'), [{ was: null, is: handler.userId }]);
    assert.deepEqual(await fates(run), [
      ['Ada Example', 'done'],
      ['Bo Example', 'done'],
      ['Cy Example', 'done'],
    ]);
  });

  it('that was broken off says so after a minute, names what it had not come to, and leaves that for another run', async () => {
    const given = { act: 'assign' as const, targets: targets(), assignee: handler.userId };
    const { id, work } = await beginBulk(desk, dpo, given);
    const begun = await bulkOutcome(desk, dpo, id);
    assert.deepEqual([begun.isUnderway, begun.isBrokenOff], [true, false]);
    desk.clock.advance({ hours: 1 });
    const broken = await bulkOutcome(desk, dpo, id);
    assert.deepEqual([broken.isUnderway, broken.isBrokenOff], [false, true]);
    assert.deepEqual(
      broken.items.map(({ isWaiting }) => isWaiting),
      [true, true, true],
    );
    await assert.rejects(takeBackBulk(desk, dpo, id, ''), { code: 'nothing-to-undo' });
    await work();
    assert.deepEqual(await assignees(), [handler.userId, handler.userId, handler.userId]);
    const ended = await bulkOutcome(desk, dpo, id);
    assert.deepEqual([ended.isUnderway, ended.isBrokenOff], [false, false]);
    assert.deepEqual(
      (await formerRuns(dpo)).map(({ done, left, takenBack }) => [done, left, takenBack]),
      [[3, 0, 0]],
    );
  });

  it('leaves out those where the law or a colleague stands in the way, and says of each why', async () => {
    await assign(desk, dpo, request(0), handler.userId);
    await withdraw(desk, dpo, request(1), { reason: '' });
    const seen = targets();
    await request(0).reload();
    await request(1).reload();
    const fresh = targets();
    const run = await runBulk(desk, dpo, { act: 'assign', targets: fresh, assignee: handler.userId });
    assert.deepEqual(await fates(run), [
      ['Ada Example', 'already-theirs'],
      ['Bo Example', 'already-closed'],
      ['Cy Example', 'done'],
    ]);
    const again = await runBulk(desk, dpo, { act: 'assign', targets: seen, assignee: dpo.userId });
    assert.deepEqual(await fates(again), [
      ['Ada Example', 'changed-since'],
      ['Bo Example', 'changed-since'],
      ['Cy Example', 'changed-since'],
    ]);
  });

  it('closes only what is answered and read: nobody is given up on, and no message is passed over', async () => {
    await answeredByPost(desk, dpo, request(0));
    await answeredByPost(desk, dpo, request(1));
    const told = { reference: request(0).reference };
    await leaveMessage(desk, byPerson(desk.organisation.id), told, { text: 'And my phone?', files: [] });
    assert.deepEqual(await statuses(), ['answered', 'answered', 'open']);
    const run = await runBulk(desk, dpo, { act: 'close', targets: targets() });
    assert.deepEqual(await fates(run), [
      ['Ada Example', 'message-unread'],
      ['Bo Example', 'done'],
      ['Cy Example', 'not-finished'],
    ]);
    assert.deepEqual(await statuses(), ['answered', 'closed', 'open']);
    await assert.rejects(takeBackBulk(desk, dpo, run, ' '), { code: 'reason-missing', field: 'reason' });
    await takeBackBulk(desk, dpo, run, 'The wrong list');
    assert.deepEqual(await statuses(), ['answered', 'answered', 'open']);
    assert.deepEqual(await eventsOf(request(1), 'reopened'), [{ scope: 'closure' }]);
  });

  it('is taken back from each, unless somebody has gone on with it since', async () => {
    await assign(desk, dpo, request(0), dpo.userId);
    await request(0).reload();
    const run = await runBulk(desk, dpo, { act: 'assign', targets: targets(), assignee: handler.userId });
    await assign(desk, dpo, { reference: request(1).reference }, null);
    await leaveNote(desk, dpo, { reference: request(2).reference }, { text: 'Rang them up' });
    await takeBackBulk(desk, dpo, run, '');
    assert.deepEqual(await assignees(), [dpo.userId, null, null]);
    assert.deepEqual(await fates(run), [
      ['Ada Example', 'taken back'],
      ['Bo Example', 'changed-since'],
      ['Cy Example', 'taken back'],
    ]);
    await assign(desk, dpo, { reference: request(1).reference }, handler.userId);
    await takeBackBulk(desk, dpo, run, '');
    await assert.rejects(takeBackBulk(desk, dpo, run, ''), { code: 'nothing-to-undo' });
  });

  it('asks each person who they are by a letter of their own, those already asked and those without an address not', async () => {
    const post = { channel: 'post' as const, person: { name: 'Di Example' } };
    requests.push(await received(desk, desk.organisation, post));
    const doubt = 'The address is not the one we know.';
    const given = {
      act: 'ask-identity' as const,
      targets: targets(),
      doubt,
      needed: 'Your customer number.',
    };
    const run = await runBulk(desk, handler, given);
    assert.deepEqual(await fates(run), [
      ['Ada Example', 'done'],
      ['Bo Example', 'done'],
      ['Cy Example', 'done'],
      ['Di Example', 'no-email'],
    ]);
    const letters = await Letter.findAll({ where: { kind: 'identity-request' }, order: ['requestId'] });
    assert.deepEqual(
      letters.map(({ requestId, state }) => [requestId, state]),
      requests.slice(0, 3).map(({ id }) => [id, 'queued']),
    );
    await statuses();
    const again = await runBulk(desk, handler, { ...given, targets: targets() });
    assert.deepEqual(
      (await fates(again)).map(([, fate]) => fate),
      ['asked-already', 'asked-already', 'asked-already', 'no-email'],
    );
    await recordSent(
      desk,
      letters[0] as Letter,
      { subject: 'Who are you?', text: 'Please tell us.' },
      desk.clock(),
    );
    await takeBackBulk(desk, dpo, run, '');
    assert.deepEqual(
      (await fates(run)).map(([, fate]) => fate),
      ['letter-gone', 'taken back', 'taken back', 'no-email'],
    );
    const after = await Letter.findAll({ where: { kind: 'identity-request' }, order: ['requestId'] });
    assert.deepEqual(
      after.map(({ state }) => state),
      ['sent', 'cancelled', 'cancelled'],
    );
  });

  it('does each once where two people do the same', async () => {
    const given = { act: 'assign' as const, targets: targets(), assignee: handler.userId };
    const runs = await Promise.all([runBulk(desk, dpo, given), runBulk(desk, handler, given)]);
    const done = (await Promise.all(runs.map(fates))).flat().filter(([, fate]) => fate === 'done');
    assert.equal(done.length, 3);
    for (const one of requests) assert.equal((await eventsOf(one, 'assigned')).length, 1);
  });

  it('reaches no request of another organisation, and shows its outcome to nobody there', async () => {
    const stranger = await staffMemberOf(desk, await anotherOrganisation(desk));
    const run = await runBulk(desk, stranger, {
      act: 'assign',
      targets: targets(),
      assignee: stranger.userId,
    });
    assert.deepEqual(await assignees(), [null, null, null]);
    await assert.rejects(bulkOutcome(desk, dpo, run), { code: 'not-found' });
    await assert.rejects(takeBackBulk(desk, dpo, run, ''), { code: 'not-found' });
  });

  it('is refused whole, before anything is done, where the role or what was given does not allow it', async () => {
    const reader = await staffMemberOf(desk, desk.organisation, 'reader');
    const administrator = await staffMemberOf(desk, desk.organisation, 'administrator');
    const given = { act: 'assign' as const, targets: targets(), assignee: administrator.userId };
    await assert.rejects(runBulk(desk, reader, given), { code: 'not-permitted' });
    await assert.rejects(runBulk(desk, handler, { act: 'close', targets: targets() }), {
      code: 'not-permitted',
    });
    await assert.rejects(runBulk(desk, dpo, given), { code: 'not-a-member', field: 'assignee' });
    await assert.rejects(runBulk(desk, dpo, { ...given, targets: [] }), { code: 'nothing-picked' });
    const thousand = Array.from({ length: 1001 }, () => ({ reference: request(0).reference }));
    await assert.rejects(runBulk(desk, dpo, { ...given, targets: thousand }), { code: 'too-many-picked' });
    const words = { act: 'ask-identity' as const, targets: targets(), doubt: ' ', needed: 'A number' };
    await assert.rejects(runBulk(desk, dpo, words), { code: 'reason-missing', field: 'doubt' });
    assert.equal(await BulkRun.count(), 0);
  });
});

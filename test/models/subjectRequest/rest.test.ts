import assert from 'node:assert/strict';
import { packageByToken, toldAnswersOf } from '../../../models/answerPackage/find.ts';
import { noteFetched, packAnswer } from '../../../models/answerPackage/pack.ts';
import { type By, byPerson } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { endRest } from '../../../models/subjectRequest/endRest.ts';
import { fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { recordReturn } from '../../../models/subjectRequest/letterReturn.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { sendAnswerAgain } from '../../../models/subjectRequest/sendAnswerAgain.ts';
import { undoDecision } from '../../../models/subjectRequest/undoDecision.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { wordsOf } from '../../../views/letters/wordsOf.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { allIsThere, answeredIncomplete, answerWithFile, WHY } from '../../support/incompleteAnswer.ts';
import { lettersGoOut } from '../../support/post.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('The announced rest of an answer (decision 0024)', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const rows = () => deadlinesByClock(request);

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    ({ dpo, request } = await answeredIncomplete(desk));
  });

  const sendRest = (more: object = {}) => answerWithFile(desk, dpo, request.reference, 'b.json', more);
  const allThere = () => allIsThere(desk, dpo, request);
  const endIt = (reason: string) => endRest(desk, dpo, target(), { reason, sending: { by: 'mail' } });
  const closeIt = () => close(desk, dpo, target(), { reason: '' });
  const lastLetter = async (kind: 'answer' | 'rest-ended') => {
    const letter = await Letter.findOne({ where: { kind }, order: [['id', 'DESC']], rejectOnEmpty: true });
    return wordsOf(await letterContext(desk, letter));
  };

  it('is a date of the request, with its reason: late from the first instant after the day', async () => {
    const { rest } = await rows();
    assert.equal(rest?.state, 'running');
    assert.equal(rest?.dueOn, '2026-12-01');
    assert.equal(rest?.lateAt?.toISOString(), '2026-12-01T23:00:00.000Z'); // Paris
    assert.deepEqual(JSON.parse(rest?.because ?? ''), [
      { code: 'rest-said', data: { said: '2026-11-02', on: '2026-12-01' } },
    ]);
    assert.deepEqual(
      [request.status, request.nextClock, request.nextDueOn],
      ['purge-pending', 'rest', '2026-12-01'],
    );
    assert.deepEqual([request.restDueOn, request.restSentAt], ['2026-12-01', null]);
  });

  it('stays the day that was named where nobody works on it; the safe day and the reminders are before', async () => {
    await reopen(desk, dpo, target(), { scope: 'decision', reason: 'Once more' });
    await sendRest({ ...WHY, followsOn: '2026-12-06' }); // a Sunday
    await lettersGoOut(desk);
    const second = (await rows())['rest-2'];
    assert.deepEqual(
      [second?.dueOn, second?.safeOn, second?.lastReminderOn],
      ['2026-12-06', '2026-12-04', '2026-12-04'],
    );
    assert.equal(second?.lateAt?.toISOString(), '2026-12-06T23:00:00.000Z');
    assert.equal((await rows()).rest?.state, 'met'); // by an answer that takes the place of the first
  });

  it('does not begin before its letter has gone out, and not where that was undone', async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    await addSystem(desk, dpo, systemForm({ name: 'Shop', categories: ['orders'] }));
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, dpo, target(), { method: 'mailbox', note: '' });
    await sendRest(WHY);
    assert.equal((await rows()).rest, undefined);
    await undoDecision(desk, dpo, target(), 'answer-decided');
    await lettersGoOut(desk);
    assert.equal((await rows()).rest, undefined);
  });

  it('is sent without reopening: the second letter says which answer it completes, and only what is new leaves', async () => {
    await allThere();
    desk.clock.set('2026-11-20T10:00:00Z');
    await sendRest();
    assert.match(
      (await lastLetter('answer')).text,
      /This answer completes our answer of Monday 2 November 2026\./,
    );
    assert.match((await lastLetter('answer')).subject, /the rest of our answer is ready/);
    assert.equal((await rows()).rest?.state, 'running'); // decided is not sent
    await lettersGoOut(desk);
    await request.reload();
    const { rest, reply } = await rows();
    assert.deepEqual([rest?.state, rest?.endedAt?.toISOString()], ['met', '2026-11-20T10:00:00.000Z']);
    assert.equal(reply?.endedAt?.toISOString(), '2026-11-02T09:00:00.000Z'); // the first answer met the reply
    assert.equal(request.restSentAt?.toISOString(), '2026-11-20T10:00:00.000Z');
    assert.equal(request.status, 'answered');
    const answers = await toldAnswersOf(desk, request);
    assert.deepEqual(
      answers.map(({ isOpen, completes }) => [isOpen, completes]),
      [
        [true, undefined],
        [true, '2026-11-02'],
      ],
    );
    const names = [];
    for (const { token } of answers) {
      const found = await packageByToken(byPerson(desk.organisation.id), token);
      if (!found) throw new Error('no package');
      const { files } = await packAnswer(desk, found);
      names.push(files.map(({ name }) => name));
      await noteFetched(desk, byPerson(desk.organisation.id), found)(files.length);
    }
    assert.deepEqual(names, [['a.json'], ['b.json']]);
    await closeIt();
  });

  it('is checked against what the law lists once more: with what left before', async () => {
    await assert.rejects(sendRest(), { code: 'answer-incomplete' });
    await allThere();
    await sendRest({ files: [] }); // the file left before, the words follow
    const [event] = await Event.findAll({ where: { kind: 'answer-decided' }, order: [['sequence', 'DESC']] });
    assert.doesNotMatch(String(event?.data), /"incomplete"/);
    assert.match(String(event?.data), /"completes":"2026-11-02"/);
  });

  it('may leave incomplete again, by the same rule: with a reason and a new day, which is a date of its own', async () => {
    desk.clock.set('2026-11-30T10:00:00Z');
    await sendRest({ ...WHY, followsOn: '2026-12-15' });
    await lettersGoOut(desk);
    await request.reload();
    const all = await rows();
    assert.deepEqual(
      [all.rest?.state, all['rest-2']?.state, all['rest-2']?.dueOn],
      ['met', 'running', '2026-12-15'],
    );
    assert.deepEqual(
      [request.status, request.restDueOn, request.restSentAt],
      ['purge-pending', '2026-12-15', null],
    );
  });

  it('keeps the request from being closed, and is never recorded as done or cancelled by a note', async () => {
    await assert.rejects(closeIt(), { code: 'rest-outstanding' });
    const done = { done: 'It was sent.', doneAt: desk.clock(), proof: 'Mail', files: [] };
    await assert.rejects(fulfil(desk, dpo, target(), 'rest', done), { code: 'not-allowed' });
  });

  it('ends without being sent only by a letter with the reason, once that has gone out', async () => {
    await assert.rejects(endIt(' '), { code: 'reason-missing', field: 'reason' });
    await endIt('The shop has deleted its data since.');
    await assert.rejects(endIt('Twice'), { code: 'not-allowed' });
    await assert.rejects(closeIt(), { code: 'rest-outstanding' });
    const { text, subject } = await lastLetter('rest-ended');
    assert.match(subject, /nothing more follows/);
    assert.match(text, /We told you that the rest would follow by Tuesday 1 December 2026\./);
    assert.match(text, /The shop has deleted its data since\./);
    assert.match(text, /complain/);
    desk.clock.set('2026-11-03T09:00:00Z');
    await lettersGoOut(desk);
    const { rest } = await rows();
    assert.deepEqual([rest?.state, rest?.endedAt?.toISOString()], ['cancelled', '2026-11-03T09:00:00.000Z']);
    await closeIt();
    assert.equal((await request.reload()).status, 'closed');
  });

  it('is due again where the letter that ended it, or brought it, comes back; a closure that rested on it is undone', async () => {
    await endIt('The shop has deleted its data since.');
    await lettersGoOut(desk);
    await closeIt();
    const { id } = await Letter.findOne({ where: { kind: 'rest-ended' }, rejectOnEmpty: true });
    await recordReturn(desk, dpo, target(), { letterId: id, at: desk.clock(), known: 'Unknown' });
    await request.reload();
    assert.deepEqual([request.status, (await rows()).rest?.state], ['purge-pending', 'running']);
    await undoDecision(desk, dpo, target(), 'rest-ending-decided');
    await allThere();
    await sendRest();
    await lettersGoOut(desk);
    assert.equal((await rows()).rest?.state, 'met');
    const last = await Letter.findOne({
      where: { kind: 'answer' },
      order: [['id', 'DESC']],
      rejectOnEmpty: true,
    });
    await recordReturn(desk, dpo, target(), { letterId: last.id, at: desk.clock(), known: 'Unknown' });
    assert.equal((await rows()).rest?.state, 'running');
    assert.equal((await request.reload()).answeredAt?.toISOString(), '2026-11-02T09:00:00.000Z');
  });

  it('stays where the answer that announced it is taken back, and goes where its letter came back: nobody was told', async () => {
    await reopen(desk, dpo, target(), { scope: 'decision', reason: 'A mistake' });
    assert.equal((await rows()).rest?.state, 'running');
    const { id } = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    await recordReturn(desk, dpo, target(), { letterId: id, at: desk.clock(), known: 'Unknown' });
    assert.equal((await rows()).rest?.state, 'cancelled');
  });

  it('leaves the first link alone where its own decision is undone, and both come again when the answer is sent again', async () => {
    await allThere();
    await sendRest();
    await undoDecision(desk, dpo, target(), 'answer-decided');
    assert.deepEqual(
      (await toldAnswersOf(desk, await request.reload())).map(({ isOpen }) => isOpen),
      [true],
    );
    await sendRest({ files: [] });
    await lettersGoOut(desk);
    const before = await toldAnswersOf(desk, await request.reload());
    await sendAnswerAgain(desk, dpo, target());
    await lettersGoOut(desk);
    const after = await toldAnswersOf(desk, await request.reload());
    assert.equal(after.length, 2);
    assert.equal(new Set([...before, ...after].map(({ token }) => token)).size, 4);
  });
});
